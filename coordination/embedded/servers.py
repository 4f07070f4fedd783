"""The one place that starts servers: for `up`, for any other command, for a test run."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import IO

from coordination.database_roles import create_roles
from coordination.embedded import postgres, valkey
from coordination.embedded.places import (
    Places,
    Trouble,
    addresses,
    database_addresses,
    passwords_of,
    prepare,
    var_folder,
    write_private,
)
from coordination.supervisor import Supervisor

__all__ = ["Busy", "Trouble", "for_command", "keep"]

WITHOUT_SERVERS = frozenset(
    {
        *("check", "collectstatic", "compilemessages", "create_roles", "diffsettings", "doctor"),
        *("findstatic", "help", "makemessages", "startapp", "up", "version", "--help", "--version"),
    }
)
PATIENCE = 90.0


class Busy(Trouble):
    """Somebody else keeps the servers of these folders."""


@contextlib.contextmanager
def for_command(command: str, environ: MutableMapping[str, str]) -> Iterator[None]:
    """The servers that a manage.py command needs: those given, those up, or its own meanwhile."""
    given = {"DATABASE_URL", "REDIS_URL"} <= environ.keys()
    production = environ.get("DEBUG", "").lower() in ("0", "false", "no", "off")
    if given or production or command in WITHOUT_SERVERS:
        yield
        return
    with available(var_folder(environ)):
        yield


@contextlib.contextmanager
def available(var: Path) -> Iterator[None]:
    """Both servers answer inside the block."""
    supervisor = Supervisor(print)
    try:
        with keep(var, supervisor):
            yield
            wait_for_users(var)
    except Busy:
        with using(var):
            wait_for_keeper(var)
            yield


@contextlib.contextmanager
def keep(var: Path, supervisor: Supervisor, *, fast: bool = False) -> Iterator[Places]:
    """Starts both servers and makes the roles; stops everything that `supervisor` started."""
    places = prepare(var)
    with locked(var):
        try:
            _start(places, supervisor, fast=fast)
            yield places
        finally:
            supervisor.stop()


def _start(places: Places, supervisor: Supervisor, *, fast: bool) -> None:
    passwords = passwords_of(places.home)
    folder = postgres.binaries(places)
    postgres.initialise(places, folder, passwords["postgres"])
    write_private(
        places.var / "servers.json",
        database_addresses(places.sockets, passwords) | {"SECRET_KEY": passwords["SECRET_KEY"]},
    )
    for child in (postgres.server(places, folder, fast=fast), valkey.server(places)):
        if not supervisor.start(child, PATIENCE):
            raise Trouble(
                f"{child.name} did not start. The end of {child.log}:\n{child.last_words()}"
            )
    create_roles(places.admin, passwords)


@contextlib.contextmanager
def locked(var: Path) -> Iterator[None]:
    """Only one process at a time keeps the servers of these folders."""
    with (var / "servers.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(
                f"Accord is running already (process {keeper(lock)}). Stop it first."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def keeper(lock: IO[str]) -> str:
    """The number of the process that holds the lock, for people."""
    lock.seek(0)
    return lock.read().strip() or "unknown"


@contextlib.contextmanager
def using(var: Path) -> Iterator[None]:
    """A keeper that is a short command waits until this block is over."""
    with (var / "servers.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        yield


def wait_for_users(var: Path) -> None:
    """Returns once no other command uses our servers."""
    with (var / "servers.users").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another command still uses the database; waiting for it. Ctrl-C ends it.")  # noqa: T201
            fcntl.flock(users, fcntl.LOCK_EX)


def wait_for_keeper(var: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Returns once the servers that somebody else keeps answer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        sockets = Path(addresses(var)["REDIS_URL"].removeprefix("unix://").split("?")[0]).parent
        if postgres.answers(sockets):
            return
        sleep(0.1)
    raise Trouble("The database that another command keeps does not answer. Stop it and try again.")
