"""What the environment says, read once for all parts of the settings."""

import os
from datetime import time

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from coordination.database import URL_OF_ROLE, database_entry, names_a_database
from coordination.embedded.places import addresses, var_folder, wanted

NAMES = {*URL_OF_ROLE.values(), "REDIS_URL", "SECRET_KEY"}

env = environ.Env()

VAR_DIR = var_folder(os.environ)

# Off as soon as a database is named: nobody has to remember it in production.
DEBUG = env.bool("DEBUG", default=not names_a_database(os.environ))
TLS = env.bool("ACCORD_TLS", default=not DEBUG)
# "SECRET" in the name keeps Django's debug page from showing it.
SECRET_ADDRESSES = addresses(VAR_DIR) if wanted(os.environ) else {}
SECRET_ADDRESSES |= {name: value for name, value in os.environ.items() if name in NAMES}


def required(name: str, example: str) -> str:
    """The value of a variable that production cannot do without."""
    if value := SECRET_ADDRESSES.get(name):
        return value
    raise ImproperlyConfigured(
        f"{name} is not set. Set it, for example {name}={example}; "
        "or try Accord out with servers of its own: DEBUG=1 and no DATABASE_URL."
    )


ROLE = env("ACCORD_ROLE", default="web")
DATABASES = {"default": database_entry(SECRET_ADDRESSES, ROLE)}
REDIS_URL = required("REDIS_URL", "redis://HOST:6379/0")
SECRET_KEY = (
    SECRET_ADDRESSES.get("SECRET_KEY") or get_random_secret_key()
    if DEBUG
    else required("SECRET_KEY", "'50 random characters'")
)
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
TIME_ZONE = env("TIME_ZONE", default="America/New_York")


def hours(name: str, told: str) -> tuple[time, time] | None:
    """From when until when, as a variable says it; nothing said is no such hours."""
    if not told.strip():
        return None
    try:
        begins, ends = (time.fromisoformat(one.strip()) for one in told.split("-"))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is {told!r}. Write two times of day, such as {name}=21:00-08:00, "
            "or nothing after the sign for no such hours."
        ) from error
    return (begins, ends) if begins != ends else None
