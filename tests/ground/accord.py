"""`manage.py up` as a process of its own, as somebody at a terminal has it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from coordination.database import URL_OF_ROLE
from coordination.embedded.places import BASE_DIR
from tests.stack import free_port

UP = (sys.executable, "manage.py", "up")
OURS = {*URL_OF_ROLE.values(), "REDIS_URL", "ADMIN_DATABASE_URL", "ACCORD_ROLE", "DEBUG"}


def terminal_environment(var: Path, **extra: str) -> dict[str, str]:
    """The environment of somebody who never heard of this test run."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return (
        kept | {"ACCORD_VAR": str(var), "DJANGO_SETTINGS_MODULE": "coordination.settings"} | extra
    )


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that the servers' user may enter when the tests run as root.

    pytest's own will not do: every run of pytest closes the folder above all of them again.
    """
    folder = Path(tempfile.mkdtemp(prefix="accord-up-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


class Accord:
    """A running `manage.py up` with its data in `var`."""

    def __init__(
        self, var: Path, command: Sequence[str] = UP, folder: Path = BASE_DIR, **popen: Any
    ):
        self.port = free_port()
        self.var = var
        env = terminal_environment(var, ACCORD_PORT=str(self.port)) | popen.pop("env", {})
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **popen,
        )

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def wait_until_up(self, seconds: float = 180) -> "Accord":
        """Returns once the address was printed."""
        self.told = ""
        end = time.monotonic() + seconds
        assert self.process.stdout is not None
        while "Ctrl-C stops" not in self.told:
            line = self.process.stdout.readline()
            self.told += line
            assert line, f"It ended:\n{self.told}"
            assert time.monotonic() < end, self.told
        return self

    def page(self) -> int:
        """The status of the sign-in page."""
        with urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=10) as answer:
            return answer.status

    def processes(self) -> list[psutil.Process]:
        """Everything that it started and that its children started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def find(self, pattern: str) -> psutil.Process:
        """The oldest process whose command line holds the pattern."""
        found = [p for p in self.processes() if re.search(pattern, command_of(p))]
        return min(found, key=lambda p: p.create_time())

    def query(self, statement: str) -> list[tuple]:
        """The rows of a committed statement of the owner."""
        address = json.loads((self.var / "servers.json").read_text())["OWNER_DATABASE_URL"]
        connection = psycopg2.connect(address, connect_timeout=2)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def __enter__(self) -> "Accord":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def stop(self, with_signal: signal.Signals = signal.SIGINT) -> str:
        """What it says after the signal, sent as a terminal does, until it has ended."""
        os.killpg(self.process.pid, with_signal)
        said, _ = self.process.communicate(timeout=90)
        return said


def command_of(process: psutil.Process) -> str:
    """Its command line; nothing of one that has just ended."""
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def eventually(look: Callable[[], Any], seconds: float = 30) -> Any:
    """The first answer of `look` that is not false and not an exception."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Exception):
            if answer := look():
                return answer
        time.sleep(0.2)
    return look()


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run; a zombie that waits for its parent does not."""
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
