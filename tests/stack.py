"""The whole of Accord as separate processes, for journeys: web server, worker, clock, mail.

    with build_stack("journeys") as stack:
        page.goto(stack.base_url + "/")
        letter = stack.mailbox.wait_for("ana@example.org")

The processes log in to the throw-away servers with their real roles and passwords; nothing of
the test's own connection is shared with them.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller

from coordination.database import URL_OF_ROLE
from coordination.database_roles import create_roles
from coordination.embedded.places import BASE_DIR
from coordination.management.commands.up import CELERY, GUNICORN, serves
from coordination.supervisor import Child, Supervisor
from tests.servers import address_of, drop_database

REDIS_DATABASES = {"": 1, "gw0": 2, "gw1": 3}


@dataclass
class Mailbox:
    """Every message that was really sent, with the addresses of its envelope."""

    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        message.envelope_to = envelope.rcpt_tos
        self.messages.append(message)
        return "250 Message accepted for delivery"

    def to(self, address: str) -> list[EmailMessage]:
        """The messages whose envelope names `address`."""
        return [m for m in self.messages if address in m.envelope_to]

    def wait_for(self, address: str, count: int = 1, seconds: float = 30) -> EmailMessage:
        """The latest message to `address`, once there are `count` of them."""
        end = time.monotonic() + seconds
        while len(self.to(address)) < count:
            assert time.monotonic() < end, f"No message number {count} came to {address}."
            time.sleep(0.1)
        return self.to(address)[-1]


@dataclass
class Stack:
    """A running Accord: its address, the mail that left it, its environment, its processes."""

    base_url: str
    mailbox: Mailbox
    env: dict[str, str]
    var: Path
    children: dict[str, Child]

    def manage(self, *command: str, role: str = "owner") -> str:
        """The output of a manage.py command run against this stack."""
        return run_manage(self.env | {"ACCORD_ROLE": role}, *command)

    def log(self, name: str) -> str:
        """What "web server", "worker" or "clock" wrote so far."""
        return self.children[name].log.read_text()


@contextmanager
def build_stack(database: str, **extra: str) -> Iterator[Stack]:
    """Accord on a free port with a database of that name, and the settings in `extra`."""
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-stack-")))
        mailbox = Mailbox()
        port, mail_port = free_port(), free_port()
        mail = Controller(mailbox, hostname="127.0.0.1", port=mail_port)
        mail.start()
        stack.callback(mail.stop)
        env = environment(database, var, port, mail_port) | extra
        create_database(database)
        stack.callback(drop_database, database)
        run_manage(env | {"ACCORD_ROLE": "owner"}, "migrate", "--verbosity", "0")
        supervisor = Supervisor(print)
        stack.callback(supervisor.stop)
        children = start_processes(supervisor, env, var, port)
        yield Stack(env["SITE_URL"], mailbox, env, var, children)


def environment(database: str, var: Path, port: int, mail_port: int) -> dict[str, str]:
    """The variables of the processes; a journey may set DEBUG=0 and what goes with it."""
    admin = os.environ["ADMIN_DATABASE_URL"]
    redis, _, _ = os.environ["REDIS_URL"].partition("?")
    number = REDIS_DATABASES[os.environ.get("PYTEST_XDIST_WORKER", "")]
    return {
        **os.environ,
        **{name: address_of(admin, role, database) for role, name in URL_OF_ROLE.items()},
        "REDIS_URL": f"{redis}?db={number}",
        "ACCORD_VAR": str(var),
        "DEBUG": "1",
        "SECRET_KEY": "of-a-stack-that-lives-for-one-test-run",
        "SITE_URL": f"http://localhost:{port}",
        "QUIET_HOURS": "",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "PYTHONWARNINGS": "default",
    }


def create_database(database: str) -> None:
    """A database with the rights that `manage.py create_roles` gives."""
    drop_database(database)
    create_roles(
        os.environ["ADMIN_DATABASE_URL"], dict.fromkeys(URL_OF_ROLE, "throw-away"), database
    )


def start_processes(
    supervisor: Supervisor, env: Mapping[str, str], var: Path, port: int
) -> dict[str, Child]:
    """The three processes of the site, all of them serving."""
    commands = {
        "web server": ([*GUNICORN, "--bind", f"localhost:{port}"], "web"),
        "worker": ([*CELERY, "worker", "--loglevel", "INFO", "--concurrency", "1"], "clerk"),
        "clock": ([*CELERY, "beat", "--loglevel", "INFO", "--pidfile="], "clerk"),
    }
    made = {}
    for name, (command, role) in commands.items():
        log = var / f"{name.replace(' ', '-')}.log"
        made[name] = Child(name, command, log, BASE_DIR, environ={**env, "ACCORD_ROLE": role})
        if name == "web server":
            made[name].ready = lambda: serves("localhost", port)
        assert supervisor.start(made[name]), made[name].last_words(30)
    return made


def run_manage(env: Mapping[str, str], *command: str) -> str:
    """The output of a manage.py command; the test fails with it when the command does."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BASE_DIR,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def free_port() -> int:
    """A port that nobody listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
