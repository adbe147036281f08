"""Plays recorded requests to an example application and prints what it answers, as JSON.

    python answer.py EXAMPLE_DIRECTORY REQUESTS_FILE

The package in the directory has the directory's name, unless a third argument names it. Answers and
the URL map come as {"answers": [{"status", "body"}], "routes": {rule: [method]}}. A body that is
not JSON is text. A request may be recorded with what it should answer; that is not looked at here.
"""

import json
import sys
from importlib import import_module
from pathlib import Path


def main(directory, requests_file, package=None):
    """Starts the application, with empty tables, and prints."""
    sys.path.insert(0, str(directory))
    app = import_module(package or directory.resolve().name).create_app()
    with app.app_context():
        app.extensions["sqlalchemy"].create_all()
    requests = json.loads(requests_file.read_text(encoding="utf-8"))
    json.dump({"answers": answers(app, requests), "routes": routes(app)}, sys.stdout, indent=2)


def answers(app, requests):
    """Status and body for each request, in order, as one visitor sends them."""
    client = app.test_client()
    return [answer(client, request) for request in requests]


def answer(client, request):
    """Status and body for one request."""
    sent = {"json": request["json"]} if "json" in request else {}
    response = client.open(request["path"], method=request["method"], **sent)
    body = response.get_json() if response.is_json else response.get_data(as_text=True)
    return {"status": response.status_code, "body": body}


def routes(app):
    """The methods each rule accepts, without those that Flask adds, and without static files."""
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            found.setdefault(rule.rule, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    return {rule: sorted(methods) for rule, methods in sorted(found.items())}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
