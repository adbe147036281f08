"""The error the shop raises, and how errors are answered."""

from flask import jsonify
from werkzeug.exceptions import HTTPException


class APIError(Exception):
    """A request that cannot be served, in words meant for the client."""

    def __init__(self, message, status_code=400, details=None):
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.details = details or {}


def register_error_handlers(app):
    """Answers errors in JSON."""

    @app.errorhandler(APIError)
    def answer_api_error(error):
        return jsonify({"error": error.message, "details": error.details}), error.status_code

    @app.errorhandler(404)
    def answer_not_found(error):
        return jsonify({"error": error.description, "details": {}}), 404

    @app.errorhandler(HTTPException)
    def answer_http_error(error):
        return jsonify({"error": error.description, "details": {}}), error.code
