"""Suppliers over HTTP."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bookshop.api.providers import suppliers
from bookshop.schemas.supplier import SupplierIn, SupplierOut

bp = Blueprint("suppliers", __name__, url_prefix="/suppliers")


@bp.get("")
def list_suppliers() -> ResponseReturnValue:
    """The suppliers: ?city=."""
    found = suppliers().all(request.args.get("city"))
    return jsonify([as_json(supplier) for supplier in found])


@bp.post("")
def add_supplier() -> ResponseReturnValue:
    """A new supplier."""
    new = SupplierIn.model_validate(request.get_json())
    return jsonify(as_json(suppliers().add(new.name, new.city))), 201


@bp.get("/towns")
def count_towns() -> ResponseReturnValue:
    """In how many towns they are."""
    return jsonify(towns=suppliers().count_towns())


def as_json(supplier: object) -> dict[str, object]:
    """What a client sees of a supplier."""
    return SupplierOut.model_validate(supplier).model_dump()
