"""The whole page over HTTP, from a worker that asks for the consent and from one that does not."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time

from coordination.embedded.places import BASE_DIR
from tests.bench import cast
from tests.bench.blocks import compared, timed

PATH = "/shared/"
WORKERS = {
    "checked": ("web", "coordination.wsgi", "checked"),
    "unchecked": ("owner", "tests.bench.unchecked", "unchecked"),
    "unsecured": ("owner", "tests.bench.unchecked", "checked"),
}
READY = 30.0


class Browser:
    """Asks one worker for the page, as a signed-in provider."""

    def __init__(self, port, cookie):
        self.port, self.cookie = port, cookie

    def page(self):
        """The page; anything but 200 is a mistake of the measuring."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request("GET", PATH, headers={"Cookie": self.cookie})
            response = connection.getresponse()
            body = response.read()
        assert response.status == 200, response.status
        return body


def served_rows(addresses):
    """The rows of the table about pages over HTTP."""
    cookie = signed_in(cast.USUAL[1])
    with contextlib.ExitStack() as stack:
        browsers = {
            name: Browser(stack.enter_context(worker(addresses, name)), cookie) for name in WORKERS
        }
        assert all(b'href="/shared/' in one.page() for one in browsers.values())
        blocks = {name: one.page for name, one in browsers.items()}
        times = timed(blocks | {"again": browsers["unchecked"].page}, rounds=12, calls=5)
    yield compared(
        "control: unchecked page over HTTP ÷ itself", "1.00", times, "again", "unchecked"
    )
    title = "page over HTTP, consent in the query ÷ unchecked, both without row security"
    yield compared(title, "≤ 1.05", times, "unsecured", "unchecked")
    title = "page over HTTP as it is ÷ unchecked and without any row security"
    yield compared(title, "none", times, "checked", "unchecked")


def signed_in(number):
    """The cookie of a provider who has just signed in with a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings

    from accounts.models import User
    from tests import factories as make

    user = User.objects.get(pk=cast.numbered(9, number))
    TOTP.activate(user, generate_totp_secret())
    session = make.signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
    return f"{settings.SESSION_COOKIE_NAME}={session.value}"


@contextlib.contextmanager
def worker(addresses, name):
    """The port of a server with one sync worker, as whom and with what WORKERS says."""
    role, module, what = WORKERS[name]
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": addresses["web"],
        "OWNER_DATABASE_URL": addresses["owner"],
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "ACCORD_ROLE": role,
        "BENCH_PAGE": what,
    }
    command = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--worker-class", "sync", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=BASE_DIR, env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        return knock.getsockname()[1]


def wait_for(port):
    """Returns once somebody listens there."""
    end = time.monotonic() + READY
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nobody listens at port {port}.")
