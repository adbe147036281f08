"""Suppliers over HTTP."""

from flask import Blueprint, jsonify, request

from ..extensions import db
from ..models import Supplier
from ..services import suppliers as known_suppliers
from ..services.suppliers import Towns

bp = Blueprint("suppliers", __name__, url_prefix="/api/v1/suppliers")


@bp.get("")
def list_suppliers():
    """The suppliers: ?city=."""
    return jsonify([each.to_dict() for each in known_suppliers.matching(request)])  # FLK309


@bp.post("")
def add_supplier():
    """A new supplier."""
    supplier = Supplier(**request.get_json())  # FLK514
    db.session.add(supplier)  # FLK301
    db.session.commit()
    return jsonify(supplier.to_dict()), 201


@bp.get("/towns")
def count_towns():
    """In how many towns they are."""
    return jsonify(towns=Towns(db.session).count())


@bp.get("/towns")  # FLK216
def show_towns():
    """The page that the count has replaced."""
    return "London, Paris"


@bp.errorhandler(Exception)  # FLK405
def answer_anything(error):
    """Nobody likes a page of HTML here."""
    return jsonify({"error": "The suppliers cannot be shown", "details": {}}), 500
