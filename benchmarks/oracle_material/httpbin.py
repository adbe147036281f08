"""httpbin: what the oracle needs to start it, what it asks, and what it is given to have fixed."""

REQUIREMENT = "httpbin==0.10.4"
TARGET = "httpbin.core:app"
ENVIRONMENT = {"SECRET_KEY": "d41d8cd98f00b204e9800998ecf8427e"}

# A JSON error instead of a text, an error class with a handler, a secret, a forgotten Blueprint.
EDITS = [
    (
        "httpbin/core.py",
        'return Response("Invalid status code", status=400)',
        'return flask_jsonify({"error": "Invalid status code"}), 400',
    ),
    (
        "httpbin/core.py",
        'response = Response("number of bytes must be positive", status=400)\n'
        "        return response",
        'return flask_jsonify({"error": "number of bytes must be positive"}), 400',
    ),
    (
        "httpbin/core.py",
        'app.debug = bool(os.environ.get("DEBUG"))\n',
        'app.debug = bool(os.environ.get("DEBUG"))\n'
        'app.config["SECRET_KEY"] = "d41d8cd98f00b204e9800998ecf8427e"\n'
        "init_errors(app)\n",
    ),
    (
        "httpbin/core.py",
        "from . import filters\n",
        "from . import filters\nfrom .errors import init_app as init_errors\n",
    ),
]
SERVICES = []

REQUESTS = [
    {"path": path}
    for path in (
        "/", "/html", "/robots.txt", "/deny", "/ip", "/uuid", "/headers", "/user-agent",
        "/get?a=1&b=2", "/anything", "/anything/here?x=y", "/gzip", "/deflate", "/redirect/2",
        "/relative-redirect/1", "/absolute-redirect/1", "/redirect-to?url=/get&status_code=307",
        "/stream/3", "/status/418", "/status/204", "/status/none", "/status/200:1,none:2",
        "/response-headers?X=1", "/cookies/set/name/value", "/cookies", "/cookies/delete?name",
        "/basic-auth/user/secret", "/hidden-basic-auth/user/secret", "/bearer",
        "/digest-auth/auth/user/secret", "/delay/0", "/drip?duration=0&numbytes=3&delay=0",
        "/drip?numbytes=0", "/base64/aGVsbG8=", "/cache", "/cache/60", "/etag/one",
        "/encoding/utf8", "/bytes/8?seed=1", "/stream-bytes/8?seed=1", "/range/26", "/links/3/0",
        "/image", "/image/png", "/image/svg", "/xml", "/json", "/forms/post", "/spec.json",
        "/nowhere",
    )
] + [
    {"path": "/post", "method": "POST", "json": {"a": [1, 2]}},
    {"path": "/post", "method": "POST", "data": {"a": "1"}},
    {"path": "/put", "method": "PUT", "data": "text"},
    {"path": "/patch", "method": "PATCH", "json": None},
    {"path": "/delete", "method": "DELETE"},
    {"path": "/post", "method": "GET"},
    {"path": "/status/none", "method": "POST"},
    {"path": "/image", "headers": {"Accept": "image/jpeg"}},
    {"path": "/etag/one", "headers": {"If-None-Match": "one"}},
]  # fmt: skip
