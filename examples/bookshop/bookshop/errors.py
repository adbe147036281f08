"""The errors the shop raises, and how they are answered."""

from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException


class APIError(Exception):
    """A request that cannot be served, in words meant for the client."""

    def __init__(
        self, message: str, status_code: int = 400, details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.details = details or {}


class NotFoundError(APIError):
    """What the address names does not exist."""

    def __init__(self, message: str, details: dict[str, Any] | None = None) -> None:
        super().__init__(message, 404, details)


class ConflictError(APIError):
    """The request contradicts the state of the shop."""

    def __init__(self, message: str, details: dict[str, Any] | None = None) -> None:
        super().__init__(message, 409, details)


class UnprocessableError(APIError):
    """The body is well formed but refers to something that does not exist."""

    def __init__(self, message: str, details: dict[str, Any] | None = None) -> None:
        super().__init__(message, 422, details)


def register_error_handlers(app: Flask) -> None:
    """Answers every foreseen error in one JSON shape."""
    app.register_error_handler(APIError, answer_api_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(ValidationError, answer_validation_error)


def answer_api_error(error: APIError) -> ResponseReturnValue:
    """The shop's own errors."""
    return jsonify(error=error.message, details=error.details), error.status_code


def answer_http_error(error: HTTPException) -> ResponseReturnValue:
    """Flask's errors: unknown addresses, wrong methods, bodies that are not JSON."""
    return jsonify(error=error.description, details={}), error.code or 500


def answer_validation_error(error: ValidationError) -> ResponseReturnValue:
    """Input that a schema refused: the reason for each field."""
    reasons = {".".join(map(str, each["loc"])): each["msg"] for each in error.errors()}
    return jsonify(error="The request is not valid", details=reasons), 400
