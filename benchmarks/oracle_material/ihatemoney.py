"""ihatemoney: what the oracle needs to start it, what it asks, and what it is given to have
fixed."""

REQUIREMENT = "ihatemoney==7.2.1"
TARGET = "wsgi:app"
ENVIRONMENT = {"SECRET_KEY": "tralala"}

FILES = {
    "wsgi.py": '''\
"""The application with its database in the working directory."""

import os

from ihatemoney.run import create_app


class Settings:
    """What differs from the default settings."""

    SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.path.abspath("ihatemoney.db")


app = create_app(Settings, instance_path="/nowhere")
'''
}

# An error class with a handler, JSON errors instead of 404 pages, a Blueprint that is forgotten.
EDITS = [
    ("ihatemoney/run.py", "    app.register_blueprint(apiv1)\n", "    init_errors(app)\n"),
    (
        "ihatemoney/run.py",
        "from ihatemoney.models import db\n",
        "from ihatemoney.errors import init_app as init_errors\nfrom ihatemoney.models import db\n",
    ),
    ("ihatemoney/run.py", "from ihatemoney.api.v1 import api as apiv1\n", ""),
    (
        "ihatemoney/web.py",
        'abort(404, "No such export type")',
        'return jsonify({"error": "No such export type"}), 404',
    ),
    (
        "ihatemoney/web.py",
        'abort(404, "No such export format")',
        'return jsonify({"error": "No such export format", "format": format}), 404',
    ),
    ("ihatemoney/web.py", "    g,\n", "    g,\n    jsonify,\n"),
]
SERVICES = ["projects", "persons", "bills"]

API = {"Authorization": "Basic cmFjbGV0dGU6c2VjcmV0"}  # raclette:secret
NO_CURRENCY = "XXX"  # ISO 4217's code for it
PROJECT = {
    "name": "Raclette",
    "id": "raclette",
    "password": "secret",
    "contact_email": "r@example.com",
    "default_currency": NO_CURRENCY,
}
BILL = {"date": "2026-01-02", "what": "cheese", "payer": "1", "payed_for": ["1", "2"]}
BILL |= {"amount": "12.5", "bill_type": "Expense", "original_currency": NO_CURRENCY}

REQUESTS = [
    {"path": "/"},
    {"path": "/create", "method": "POST", "data": PROJECT},
    {"path": "/raclette/"},
    {"path": "/raclette/members/add", "method": "POST", "data": {"name": "ann", "weight": "1"}},
    {"path": "/raclette/members/add", "method": "POST", "data": {"name": "bob", "weight": "2"}},
    {"path": "/raclette/members/add", "method": "POST", "data": {"name": "bob", "weight": "2"}},
    {"path": "/raclette/members/1/edit"},
    {"path": "/raclette/members/1/edit", "method": "POST", "data": {"name": "anna", "weight": "1"}},
    {"path": "/raclette/members/9/edit"},
    {"path": "/raclette/add"},
    {"path": "/raclette/add", "method": "POST", "data": BILL},
    {"path": "/raclette/add", "method": "POST", "data": {**BILL, "what": "wine"}},
    {"path": "/raclette/add", "method": "POST", "data": {}},
    {"path": "/raclette/edit/1"},
    {"path": "/raclette/edit/1", "method": "POST", "data": {**BILL, "amount": "20"}},
    {"path": "/raclette/edit/99"},
    {"path": "/raclette/delete/2", "method": "POST"},
    {"path": "/raclette/delete/99", "method": "POST"},
    {"path": "/raclette/"},
    {"path": "/raclette/settle_bills"},
    {
        "path": "/raclette/settle",
        "method": "POST",
        "data": {"sender_id": "2", "receiver_id": "1", "amount": "5"},
    },
    {"path": "/raclette/statistics"},
    {"path": "/raclette/history"},
    {"path": "/raclette/export/bills.json"},
    {"path": "/raclette/export/bills.csv"},
    {"path": "/raclette/export/transactions.json"},
    {"path": "/raclette/export/nothing.json"},
    {"path": "/raclette/export/bills.pdf"},
    {"path": "/raclette/members/2/delete", "method": "POST"},
    {"path": "/raclette/members/2/reactivate", "method": "POST"},
    {"path": "/raclette/members/99/reactivate", "method": "POST"},
    {"path": "/raclette/edit"},
    {
        "path": "/raclette/edit",
        "method": "POST",
        "data": {**PROJECT, "name": "Fondue", "current_password": "secret", "password": ""},
    },
    {"path": "/raclette/erase_history", "method": "POST"},
    {"path": "/raclette/invite"},
    {"path": "/password-reminder"},
    {"path": "/password-reminder", "method": "POST", "data": {"id": "raclette"}},
    {"path": "/password-reminder", "method": "POST", "data": {"id": "nobody"}},
    {"path": "/reset-password"},
    {"path": "/reset-password?token=wrong"},
    {"path": "/exit", "method": "POST"},
    {"path": "/authenticate?project_id=raclette"},
    {"path": "/authenticate", "method": "POST", "data": {"id": "raclette", "password": "wrong"}},
    {"path": "/authenticate", "method": "POST", "data": {"id": "raclette", "password": "secret"}},
    {"path": "/demo"},
    {"path": "/lang/de"},
    {"path": "/dashboard"},
    {"path": "/healthcheck"},
    {"path": "/nowhere/at/all"},
]
# Asked where the API is registered: before it was forgotten.
MORE_REQUESTS = [
    {"path": "/api/projects", "method": "POST", "data": {**PROJECT, "id": "other"}},
    {"path": "/api/projects/raclette", "headers": API},
    {"path": "/api/projects/raclette/members", "headers": API},
    {"path": "/api/projects/raclette/members/1", "headers": API},
    {
        "path": "/api/projects/raclette/members/1",
        "method": "PUT",
        "data": {"name": "anne"},
        "headers": API,
    },
    {"path": "/api/projects/raclette/members/99", "headers": API},
    {
        "path": "/api/projects/raclette/members",
        "method": "POST",
        "data": {"name": "eve"},
        "headers": API,
    },
    {"path": "/api/projects/raclette/bills", "headers": API},
    {"path": "/api/projects/raclette/bills", "method": "POST", "data": BILL, "headers": API},
    {"path": "/api/projects/raclette/bills/1", "headers": API},
    {"path": "/api/projects/raclette/bills/1", "method": "PUT", "data": BILL, "headers": API},
    {"path": "/api/projects/raclette/bills/1", "method": "DELETE", "headers": API},
    {"path": "/api/projects/raclette/bills/99", "headers": API},
    {"path": "/api/projects/raclette/bills/99", "method": "DELETE", "headers": API},
    {"path": "/api/projects/raclette/statistics", "headers": API},
    {"path": "/api/projects/raclette"},
]


def prepare(app):
    """Forms without tokens, and a session without HTTPS."""
    app.config.update(WTF_CSRF_ENABLED=False, SESSION_COOKIE_SECURE=False)
