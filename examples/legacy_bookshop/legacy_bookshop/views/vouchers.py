"""Vouchers, which were never finished."""

from flask import Blueprint

from ..services.suppliers import Towns

vouchers = Blueprint("vouchers", __name__, url_prefix="/vouchers")  # FLK105


@vouchers.get("")
def how_many():
    """How many there are."""
    return {"vouchers": 0}


@vouchers.get("/towns")
def towns():
    """Where they count, from before the class was given its session."""
    return {"towns": Towns.count()}  # FLK313


@vouchers.after_request
def name_the_till(response):  # FLK803
    """Says which till it was."""
    response.headers["X-Till"] = "1"
