"""Where the servers are: what the environment says, turned into what Django and Celery want.

Pure functions; nothing here opens a connection.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured

URL_OF_ROLE = {
    "web": "DATABASE_URL",
    "clerk": "CLERK_DATABASE_URL",
    "owner": "OWNER_DATABASE_URL",
}

OWNER_COMMANDS = frozenset(
    {
        "changepassword",
        "consent_scenarios",
        "createsuperuser",
        "dbshell",
        "demo",
        "flush",
        "grant_role",
        "makemigrations",
        "migrate",
        "optimizemigration",
        "revoke_role",
        "set_state_pack",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
    }
)
CLERK_COMMANDS = frozenset({"verify_consent", "verify_ledger"})


def role_of_command(command: str) -> str:
    """The database role that a manage.py command logs in as."""
    if command in OWNER_COMMANDS:
        return "owner"
    return "clerk" if command in CLERK_COMMANDS else "web"


def names_a_database(environ: Mapping[str, str]) -> bool:
    """Whether somebody has a database of their own for any role."""
    return any(name in environ for name in URL_OF_ROLE.values())


def database_entry(addresses: Mapping[str, str], role: str) -> dict[str, Any]:
    """The DATABASES entry of a process that acts as `role`."""
    if role not in URL_OF_ROLE:
        raise ImproperlyConfigured(
            f"ACCORD_ROLE is {role!r}. Set it to web, clerk or owner, or leave it unset."
        )
    name = URL_OF_ROLE[role]
    url = addresses.get(name, "")
    if not url:
        raise ImproperlyConfigured(
            f"{name} is not set, and this process works as the database role {role!r}. "
            f"Set it to postgres://{role}:PASSWORD@HOST:5432/DATABASE; "
            "`manage.py create_roles` makes the three roles."
        )
    entry = parse_database_url(url, name)
    if entry["USER"] != role:
        raise ImproperlyConfigured(
            f"{name} logs in as {entry['USER']!r}, but must log in as {role!r}: "
            "the row policies name the roles owner, web and clerk."
        )
    entry["OPTIONS"].setdefault("application_name", f"accord-{role}")
    return entry


def parse_database_url(url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """The parts of a postgres:// address as Django names them; `?host=/folder` is a socket."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} must look like postgres://USER:PASSWORD@HOST:5432/DATABASE."
        )
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"The port in {name} is not a number.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **query},
    }


def broker_url(redis_url: str) -> str:
    """The same Redis as Celery writes it: a unix socket has another scheme there."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    query = dict(parse_qsl(parts.query))
    database = query.pop("db", "0")
    netloc = f"{parts.netloc}" if parts.netloc else ""
    return f"redis+socket://{netloc}{parts.path}?" + urlencode({"virtual_host": database, **query})
