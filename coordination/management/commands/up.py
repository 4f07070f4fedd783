"""Runs all of Accord on this machine: servers, site, worker and clock."""

import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from coordination.database_roles import closing_connection
from coordination.embedded import servers
from coordination.embedded.places import Places, Trouble, wanted
from coordination.supervisor import Child, Supervisor, end_descendants

# Threads, because browsers open connections in advance: two idle ones would hold two sync
# workers for as long as they please. (Behind a buffering proxy sync workers do as well.)
GUNICORN = [
    *(sys.executable, "-m", "gunicorn", "coordination.wsgi", "--worker-class", "gthread"),
    *("--workers", "2", "--threads", "8", "--graceful-timeout", "5"),
]
CELERY = [sys.executable, "-m", "celery", "-A", "coordination.celery"]
JOB_WORKERS = "2"
LOG_LIMIT = 10 * 2**20


class Command(BaseCommand):
    help = "Runs the servers, the site, the worker and the clock until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until somebody says stop; then ends everything that it started."""
        host, port = address()
        supervisor = Supervisor(self.say)
        with ending_on_signals(self.say), contextlib.ExitStack() as stack:
            stack.callback(end_descendants)
            stack.callback(supervisor.stop)
            if wanted(os.environ):
                places = stack.enter_context(servers.locked(settings.VAR_DIR))
                check_port(host, port)
                self.start_servers(places, supervisor)
                self.prepare_database(places)
            else:
                check_port(host, port)
            self.start_site(supervisor, host, port)
            self.say_welcome(host, port)
            supervisor.watch()

    def say(self, sentence: str) -> None:
        # The terminal may be gone, which is no reason to leave processes behind.
        with contextlib.suppress(OSError):
            self.stdout.write(sentence)
            self.stdout.flush()

    @contextlib.contextmanager
    def step(self, sentence: str) -> Iterator[None]:
        """Says what is being done, and how long it took."""
        begin = time.monotonic()
        yield
        self.say(f"  {sentence:<42} {time.monotonic() - begin:5.1f} s")

    def start_servers(self, places: Places, supervisor: Supervisor) -> None:
        self.say("Starting Accord")
        with self.step("PostgreSQL and Valkey"):
            servers.start(places, supervisor)

    def prepare_database(self, places: Places) -> None:
        """Brings the tables up to date; fills them with the demo while there is no account."""
        with self.step("Tables"):
            run_command("migrate", "--verbosity", "0")
        if not has_accounts(places):
            with self.step("Demo"):
                run_command("demo")

    def start_site(self, supervisor: Supervisor, host: str, port: int) -> None:
        """Starts web server, worker and clock."""
        with self.step("Site, worker and clock"):
            for child in site(host, port):
                if not supervisor.start(child):
                    raise Trouble(
                        f"The {child.name} did not start. The end of {child.log}:\n"
                        f"{child.last_words()}"
                    )

    def say_welcome(self, host: str, port: int) -> None:
        logins = settings.VAR_DIR / "demo-logins.txt"
        self.say(f"\nAccord is at {site_url(host, port)}")
        if settings.DEBUG and logins.exists():
            self.say(f"\n{logins.read_text().rstrip()}")
        self.say("\nCtrl-C stops everything. Logs: " + str(settings.VAR_DIR / "log"))


def address() -> tuple[str, int]:
    """Where the site listens."""
    port = os.environ.get("ACCORD_PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Trouble(f"ACCORD_PORT is {port!r}. Set it to a number from 1 to 65535.")
    return os.environ.get("ACCORD_HOST", "127.0.0.1"), int(port)


def site_url(host: str, port: int) -> str:
    """The address that people type and that links in mail begin with."""
    name = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host  # noqa: S104
    return os.environ.get("SITE_URL") or f"http://{name}:{port}"


def check_port(host: str, port: int) -> None:
    """Raises unless the site can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Trouble(
                    f"This user may not use port {port}. Try ACCORD_PORT={port + 8000}."
                ) from error
            raise Trouble(
                f"Port {port} on {host} is in use ({error.strerror}). Stop what uses it, or choose "
                f"another: ACCORD_PORT={port + 1} make run"
            ) from error


def site(host: str, port: int) -> Iterator[Child]:
    """The processes of the site, in the order in which they start."""
    logs = settings.VAR_DIR / "log"
    logs.mkdir(parents=True, exist_ok=True)
    worker = [*CELERY, "worker", "--loglevel", "INFO", "--concurrency", JOB_WORKERS]
    gunicorn = [*GUNICORN, "--bind", f"{host}:{port}", "--access-logfile", "-"]
    yield child("web server", gunicorn, "web", port=(host, port))
    yield child("worker", [*worker, "--without-gossip", "--without-mingle"], "clerk")
    yield child("clock", [*CELERY, "beat", "--loglevel", "INFO", "--pidfile="], "clerk")


def child(name: str, command: list[str], role: str, port: tuple[str, int] | None = None) -> Child:
    """A process of the site that logs in to the database as `role`."""
    log = settings.VAR_DIR / "log" / f"{name.replace(' ', '-')}.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    environ = {**os.environ, "ACCORD_ROLE": role, "SITE_URL": site_url(*address())}
    made = Child(name, command, log, settings.BASE_DIR, environ=environ)
    if port:
        made.ready = lambda: serves(*port)
    return made


def serves(host: str, port: int) -> bool:
    """Whether the site answers there, be it with a redirect or an error page."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(target, port, timeout=10)
    try:
        connection.request("HEAD", "/", headers={"Host": "localhost"})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def has_accounts(places: Places) -> bool:
    """Whether anybody can sign in yet; asked as superuser, whom row security hides nothing."""
    with closing_connection(places.admin, dbname="accord") as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM accounts_user)")
        return bool(cursor.fetchone()[0])


def run_command(*command: str) -> None:
    """Runs another manage.py command as the owner; its output is shown only when it fails."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
        env={**os.environ, "ACCORD_ROLE": "owner", "SITE_URL": site_url(*address())},
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"{done.stdout}\n`manage.py {command[0]}` failed; what it said is above.")


@contextlib.contextmanager
def ending_on_signals(say: Any) -> Iterator[None]:
    """Ctrl-C, a closed terminal and SIGTERM all end the block, once and in good order."""

    def stop(*_: object) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        say("\nStopping ...")
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        yield
    except KeyboardInterrupt:
        say("Stopped.")
