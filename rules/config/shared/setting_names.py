"""What the names and values of settings say: secrets, passwords in URLs, addresses.

Everything here looks at one name and one text. `GAP` stands in a text for a part that is not
known; what a gap could decide is answered with no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

GAP = "\0"

_SECRETS = (
    "SECRET", "*_SECRET", "*SECRET*KEY*", "*PASSWORD", "*PASSWD", "*_PASS", "*_PWD",
    "*PASSPHRASE", "*_TOKEN", "*API_KEY", "*APIKEY", "*PRIVATE_KEY", "*ACCESS_KEY",
    "*ENCRYPTION_KEY", "*SIGNING_KEY", "FERNET_KEY", "*_CREDENTIALS",
    "*PASSWORD_SALT", "*HASH_SALT", "*SECRET_SALT", "*HASHIDS_SALT", "*_PEPPER",
)  # fmt: skip
_NOT_SECRETS = ("WTF_CSRF_*", "*PUBLIC*", "*PUBLISHABLE*")
_ABOUT_SECRETS = frozenset((
    "ALGO", "ALGORITHM", "ALGORITHMS", "CLASS", "DIR", "ENABLED", "ENV", "EXPIRES", "EXPIRY",
    "FIELD", "FILE", "FILENAME", "FORMAT", "HEADER", "HINT", "ID", "LABEL", "LEN", "LENGTH",
    "LIFETIME", "LOCATION", "NAME", "PARAM", "PATH", "PREFIX", "PROVIDER", "SIZE", "SUFFIX",
    "TTL", "TYPE", "URI", "URL", "VAR", "VERSION",
))  # fmt: skip
_ABOUT_PASSWORDS = frozenset((
    "ALLOW", "BAD", "CHANGE", "DISABLE", "ENABLE", "ERROR", "FORGOT", "HIDE", "INVALID", "LABEL",
    "MESSAGE", "MISSING", "MSG", "REQUIRE", "RESET", "SHOW", "SUBJECT", "USE", "WITHOUT", "WRONG",
))  # fmt: skip
_SWITCHES = frozenset((
    "auto", "disabled", "enabled", "false", "none", "null", "off", "on", "optional", "plain",
    "required", "true",
))  # fmt: skip

_TEMPLATE = re.compile(r"<[^<>]*>|\{\{.*\}\}|\$?\{[^{}]*\}|\$\w+|%\(\w+\)s|%s|[*.?]+", re.DOTALL)
_BRACES = re.compile(r"<[^<>]*>|\{[^{}]*\}|%\(\w+\)s|%s")
_FILE = re.compile(
    r"(file:|~|\.{0,2})/[\w. -]+(/[\w. -]+)*/?"
    r"|[\w./~ -]+\.(pem|key|crt|cer|p12|pfx|json|txt|ya?ml|ini|env|jwk)",
)
_HEADER = re.compile(r"X-[\w-]+|Authorization")

_CREDENTIALS = re.compile(r"[A-Za-z][\w+.-]*://([^\s/@:?#]*):(?!\d+/)([^\s@]+)@\S")
_WEBHOOK = re.compile(r"https://(hooks\.slack\.com/services|discord(app)?\.com/api/webhooks)/\w")
_URL = re.compile(r"([A-Za-z][\w+.-]*)://(?:([^/@?#\s]*)@)?([^/?#\s]*)(.*)", re.DOTALL)
_ABSOLUTE = re.compile(r"/(/\w|[A-Za-z]:)")
"""What follows `sqlite://` where the file of a database is not below the application."""
_HOST = re.compile(r"([\w-]+(?:\.[\w-]+)*)(?::(\d{2,5}))?")
_NUMBERS = re.compile(r"\d+\.\d+\.\d+\.\d+")

_ADDRESSES = frozenset((
    "BACKEND", "BROKER", "DSN", "ENDPOINT", "HOST", "HOSTNAME", "SERVER", "URI", "URL",
))  # fmt: skip
_HOST_NAMES = frozenset(("BROKER", "HOST", "HOSTNAME", "SERVER"))
_OWN_ADDRESS = (
    "SERVER_NAME", "SITE_URL", "APP_URL", "FRONTEND_URL", "PUBLIC_URL", "EXTERNAL_URL",
    "SERVER_URL", "WEBSITE_URL", "SITE_HOST", "FRONTEND_HOST", "*CALLBACK_URL", "*REDIRECT_URI",
    "*REDIRECT_URL",
)  # fmt: skip
_INFRASTRUCTURE = frozenset((
    "AMQP", "BROKER", "CACHE", "DATABASE", "DB", "ELASTIC", "ELASTICSEARCH", "KAFKA", "LDAP",
    "MEMCACHED", "MONGO", "MONGODB", "MYSQL", "POSTGRES", "POSTGRESQL", "RABBITMQ", "REDIS", "SQL",
))  # fmt: skip
_MAIL = frozenset(("EMAIL", "IMAP", "MAIL", "SMTP"))
_LINKS = frozenset((
    "ABOUT", "AUTHOR", "AVATAR", "BLOG", "CDN", "CHANGELOG", "CONTACT", "CONTEXT", "DOC", "DOCS",
    "DOCUMENTATION", "DOWNLOAD", "FAQ", "FAVICON", "FEEDBACK", "HELP", "HOMEPAGE", "ICON", "IMAGE",
    "ISSUES", "LEGAL", "LICENCE", "LICENSE", "LOGO", "MANUAL", "NAMESPACE", "PRIVACY", "RELEASES",
    "REPO", "REPOSITORY", "SCHEMA", "SCHEMAS", "SOURCE", "SUPPORT", "SWAGGER", "TERMS", "TOS",
    "WIKI",
))  # fmt: skip

_WEB = frozenset(("http", "https", "ws", "wss"))
_SERVICES = frozenset((
    "amqp", "amqps", "bolt", "clickhouse", "cockroachdb", "couchdb", "elasticsearch", "kafka",
    "ldap", "ldaps", "mariadb", "memcached", "mongodb", "mqtt", "mssql", "mysql", "nats", "neo4j",
    "oracle", "postgres", "postgresql", "pyamqp", "redis", "rediss", "redshift", "snowflake",
))  # fmt: skip
_FILE_DATABASES = frozenset(("duckdb", "sqlite"))
_DRIVER_PREFIXES = ("db", "jdbc")

_INTERNAL_ENDINGS = (
    ".internal", ".local", ".lan", ".corp", ".intranet", ".home", ".private", ".svc", ".consul",
    ".rds.amazonaws.com", ".cache.amazonaws.com", ".es.amazonaws.com", ".compute.amazonaws.com",
    ".elb.amazonaws.com", ".database.windows.net", ".cache.windows.net", ".mongodb.net",
)  # fmt: skip
_STAGES = frozenset(("preprod", "prod", "production", "qa", "stage", "staging", "uat"))
_NOT_REAL = re.compile(
    r"(^|[.-])(example|invalid|test)$|example\.|your|domain\.(com|org|tld)|\.tld$", re.IGNORECASE
)
_TOP_LEVEL = frozenset((
    "ai", "app", "biz", "cloud", "co", "com", "dev", "edu", "eu", "gov", "host", "info", "int",
    "io", "mil", "net", "network", "online", "org", "site", "tech", "xyz",
))  # fmt: skip
_EXTENSIONS = frozenset(("db", "js", "md", "py", "rb", "sh", "so"))


def is_secret_name(name: str, more: Iterable[str] = ()) -> bool:
    """Whether a setting of this name is a secret; `more` are globs of further such names."""
    if any(fnmatchcase(name, glob) for glob in more):
        return True
    words = name.split("_")
    if words[-1] in _ABOUT_SECRETS or any(fnmatchcase(name, glob) for glob in _NOT_SECRETS):
        return False
    if is_credential_name(name) and not _ABOUT_PASSWORDS.isdisjoint(words):
        return False
    return any(fnmatchcase(name, glob) for glob in _SECRETS)


def is_credential_name(name: str) -> bool:
    """Whether a secret of this name is a password, a token or the like, not a key."""
    return name.endswith(("PASSWORD", "PASSWD", "_PASS", "_PWD", "_TOKEN", "_CREDENTIALS"))


def is_secret_value(name: str, text: str) -> bool:
    """Whether the text of a secret setting is a secret, not a template, path or name."""
    text = text.strip()
    if not text or GAP in text or _TEMPLATE.fullmatch(text) or _FILE.fullmatch(text):
        return False
    if _HEADER.fullmatch(text) or _URL.match(text) or _is_key_of(name, text):
        return False
    if is_credential_name(name):
        return text.lower() not in _SWITCHES
    return True


def has_credentials(text: str) -> bool:
    """Whether a text is a URL that lets in whoever has it: by its password or its path."""
    found = _CREDENTIALS.match(text)
    if found is None:
        return GAP not in text and _WEBHOOK.match(text) is not None
    user, password = found.groups()
    if GAP in password or _BRACES.search(password) or _TEMPLATE.fullmatch(password):
        return False
    return (user, password) != ("guest", "guest")


def is_address_name(name: str) -> bool:
    """Whether a setting of this name is an address."""
    return name.rpartition("_")[2] in _ADDRESSES or _is_own_address(name)


def is_deployment_address(name: str, text: str) -> bool:
    """Whether a setting is the address of something that each deployment has its own of."""
    text = text.strip()
    if not is_address_name(name) or GAP in text or "$" in text or _BRACES.search(text):
        return False
    words = frozenset(name.split("_"))
    url = _URL.fullmatch(text)
    if url is not None:
        return _is_deployment_url(name, words, *url.groups(default=""))
    host = _HOST.fullmatch(text)
    if host is None or not _is_elsewhere(host[1]) or not _LINKS.isdisjoint(words):
        return False
    return _is_deployment_host(name, words, host[1], port=host[2] or "")


def _is_own_address(name: str) -> bool:
    return any(fnmatchcase(name, glob) for glob in _OWN_ADDRESS)


def _is_key_of(name: str, text: str) -> bool:
    """Whether the text is the name of a variable or key: `DB_PASSWORD = "SHOP_DB_PASSWORD"`."""
    if text.isupper() and text.isidentifier():
        return f"_{text}".endswith(f"_{name}") or ("_" in text and text in name)
    return "SECRET" not in name and _letters(text) == _letters(name)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _is_deployment_url(
    name: str, words: frozenset[str], scheme: str, user: str, place: str, rest: str
) -> bool:
    parts = scheme.lower().split("+")
    kind = parts[1] if parts[0] in _DRIVER_PREFIXES and len(parts) > 1 else parts[0]
    if kind in _FILE_DATABASES:
        return _ABSOLUTE.match(rest) is not None
    host, _, port = place.partition(",")[0].partition(":")
    if not _is_elsewhere(host):
        return False
    if kind not in _WEB or not _LINKS.isdisjoint(words):
        return kind in _SERVICES
    return bool(user or port) or _is_internal(host) or name.endswith("DSN") or _is_own_address(name)


def _is_deployment_host(name: str, words: frozenset[str], host: str, port: str) -> bool:
    """Whether a host without a scheme belongs to one deployment: providers of mail and public
    interfaces do not."""
    if _is_own_address(name):
        return bool(port) or _is_host_name(host)
    if port:
        return _is_internal(host) or words.isdisjoint(_MAIL)
    if name.rpartition("_")[2] not in _HOST_NAMES or not _is_host_name(host):
        return False
    return _is_internal(host) or not words.isdisjoint(_INFRASTRUCTURE)


def _is_elsewhere(host: str) -> bool:
    """Whether a host is a real one, and not this machine."""
    host = host.lower()
    local = ("", "localhost", "0.0.0.0", "host.docker.internal")
    if host in local or host.startswith(("127.", "[")) or host.endswith(".localhost"):
        return False
    return _NOT_REAL.search(host) is None


def _is_internal(host: str) -> bool:
    """Whether a host is known inside a network only, or belongs to one deployment."""
    host = host.lower()
    labels = host.split(".")
    if len(labels) == 1 or _NUMBERS.fullmatch(host) or host.endswith(_INTERNAL_ENDINGS):
        return True
    return any(not _STAGES.isdisjoint(label.split("-")) for label in labels[:-1])


def _is_host_name(text: str) -> bool:
    """Whether a text without a port is a host, not a word, a file or a Python path."""
    labels = text.split(".")
    if len(labels) == 1:
        return False
    last = labels[-1].lower()
    if last in _EXTENSIONS:
        return False
    return _is_internal(text) or last in _TOP_LEVEL or (len(last) == 2 and last.isalpha())
