"""Servers, workers, two clocks and a mail server of their own, all of which may be killed."""

import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg2
from aiosmtpd.controller import Controller

from coordination.embedded.places import BASE_DIR, addresses
from coordination.embedded.servers import locked, start
from coordination.supervisor import Child, Supervisor
from tests.stack import free_port, run_manage

CELERY = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "tests.chaos.app"]
SERVERS = ("PostgreSQL", "Valkey")
CLOCKS = ("clock", "second clock")


class Sink:
    """A mail server that takes everything, and is slow enough to be left in the middle."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        head = envelope.content.partition(b"\r\n\r\n")[0].decode()
        (line,) = (one for one in head.splitlines() if one.lower().startswith("message-id:"))
        self.taken.append(line.partition("<")[2].partition("@")[0])
        time.sleep(random.uniform(0, 0.004))  # it has the letter, and says so later
        return "250 OK"

    @property
    def copies(self):
        return Counter(self.taken)


class Stage:
    """The processes by name; `kill` is SIGKILL to all of one, and starts it again."""

    def __init__(self, env, supervisor, sink):
        self.env, self.supervisor, self.sink = env, supervisor, sink

    def begin(self, what):
        """Starts a worker of two processes and two clocks that tick at the same time."""
        worker = [*CELERY, "worker", "--loglevel", "INFO", "--concurrency", "2"]
        self._start("worker", [*worker, "--without-gossip", "--without-mingle"], what)
        for name in CLOCKS:
            notes = str(Path(self.env["ACCORD_VAR"]) / name.replace(" ", "-"))
            self._start(name, [*CELERY, "beat", "--pidfile=", "--schedule", notes], what)

    def _start(self, name, command, what):
        log = Path(self.env["ACCORD_VAR"]) / "log" / f"{name.replace(' ', '-')}.log"
        environ = {**self.env, "ACCORD_ROLE": "clerk", "CHAOS": what}
        self.supervisor.start(Child(name, command, log, BASE_DIR, environ=environ))

    def child(self, name):
        return next(one for one in self.supervisor.children if one.name == name)

    def kill(self, name):
        """Ends it without a word. Only a server's children may end by themselves."""
        child = self.child(name)
        if name in SERVERS:
            os.kill(child.process.pid, signal.SIGKILL)
        else:
            child.sweep()
        child.process.wait()
        if name == "worker":
            self.bound_passes()
        child.start()
        assert child.wait_until_ready(60), child.last_words(20)

    def bound_passes(self):
        """Five minutes go by while every worker is dead: whoever held a claim holds it no more."""
        self.query(
            "update ledger_outgoing set claimed_at = claimed_at - interval '6 min'"
            " where claimed_at is not null and sent_at is null and dropped_at is null"
        )

    def query(self, statement, *parameters):
        """The rows of a committed statement of the owner."""
        own = psycopg2.connect(self.env["OWNER_DATABASE_URL"])
        try:
            with own, own.cursor() as cursor:
                cursor.execute(statement, parameters or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            own.close()

    def wait(self, look, seconds=120):
        """Returns once `look()` is true."""
        end = time.monotonic() + seconds
        while not look():
            dead = [one for one in self.supervisor.children if one.process.poll() is not None]
            assert not dead, dead[0].last_words(30)
            assert time.monotonic() < end, self.child("worker").last_words(30)
            time.sleep(0.2)

    def wait_for_letters(self, number):
        """Returns once the mail server has taken so many, or none has come for a while."""
        last, since = -1, time.monotonic()
        while len(self.sink.taken) < number and time.monotonic() - since < 20:
            if len(self.sink.taken) != last:
                last, since = len(self.sink.taken), time.monotonic()
            time.sleep(0.01)


@contextmanager
def stage(reminders):
    """A stage whose database holds so many reminders that are due."""
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-chaos-")))
        var.chmod(0o755)
        supervisor = Supervisor(print)
        places = stack.enter_context(locked(var))
        stack.callback(supervisor.stop)
        start(places, supervisor)
        sink, port = Sink(), free_port()
        # It would tell of every command that it is given.
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        mail = Controller(sink, hostname="127.0.0.1", port=port)
        mail.start()
        stack.callback(mail.stop)
        env = environment(var, port)
        run_manage(env | {"ACCORD_ROLE": "owner"}, "migrate", "--verbosity", "0")
        fill = [sys.executable, "-m", "tests.chaos.filling", str(reminders)]
        subprocess.run(fill, cwd=BASE_DIR, env=env | {"ACCORD_ROLE": "owner"}, check=True)
        yield Stage(env, supervisor, sink)


def environment(var, mail_port):
    """The variables of every process."""
    return {
        **os.environ,
        **addresses(var),
        "ACCORD_VAR": str(var),
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "QUIET_HOURS": "",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
