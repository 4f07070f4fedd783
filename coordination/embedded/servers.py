"""The one place that starts servers: for `up`, for any other command, for a test run."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator, Mapping
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
    wanted,
    write_private,
)
from coordination.supervisor import Supervisor

WITHOUT_SERVERS = frozenset(
    {
        *("check", "collectstatic", "compilemessages", "create_roles", "diffsettings", "doctor"),
        *("findstatic", "help", "make_seal_key", "makemessages", "startapp", "up", "version"),
        *("--help", "--version"),
    }
)
PATIENCE = 90.0


class Busy(Trouble):
    """Somebody else keeps the servers of these folders."""


@contextlib.contextmanager
def for_command(command: str, environ: Mapping[str, str]) -> Iterator[None]:
    """The servers that a manage.py command needs: those given, those up, or its own meanwhile."""
    if command in WITHOUT_SERVERS or not wanted(environ):
        yield
        return
    var = var_folder(environ)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(keep(var))
        except Busy:
            stack.enter_context(joined(var))
        yield


@contextlib.contextmanager
def keep(var: Path, *, fast: bool = False) -> Iterator[Places]:
    """Starts both servers and makes the roles; stops them when nobody uses them any more."""
    supervisor = Supervisor(print)
    with locked(var) as places:
        try:
            start(places, supervisor, fast=fast)
            yield places
            wait_for_users(var)
        finally:
            supervisor.stop()


def start(places: Places, supervisor: Supervisor, *, fast: bool = False) -> None:
    """Starts both servers under the lock and makes the roles."""
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
def locked(var: Path) -> Iterator[Places]:
    """The folders, ours alone: only one process at a time keeps servers in them."""
    places = prepare(var)
    with (var / "servers.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(
                f"Accord is running already in {var} (process {_keeper(lock)}). Stop it first."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield places


def is_kept(var: Path) -> bool:
    """Whether somebody keeps the servers of these folders just now."""
    try:
        with (var / "servers.lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _keeper(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read().strip() or "unknown"


@contextlib.contextmanager
def joined(var: Path) -> Iterator[None]:
    """The servers that somebody else keeps; a keeper that is a short command waits for us."""
    with (var / "servers.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        wait_for_keeper(var)
        yield


def wait_for_users(var: Path) -> None:
    """Returns once no other command uses our servers."""
    with (var / "servers.users").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another command still uses the database; waiting for it.")  # noqa: T201
            fcntl.flock(users, fcntl.LOCK_EX)


def wait_for_keeper(var: Path) -> None:
    """Returns once the servers that somebody else keeps answer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        sockets = Path(addresses(var)["REDIS_URL"].removeprefix("unix://").split("?")[0]).parent
        if postgres.answers(sockets) and valkey.answers(sockets):
            return
        time.sleep(0.1)
    raise Trouble("The database that another command keeps does not answer. Stop it and try again.")
