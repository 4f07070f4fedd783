"""One running Accord for all journeys, and windows through which people use it."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser

from coordination.settings.people import PASSWORD_HASHERS
from releases.sealing.keys import in_one_line, own_seal
from tests.browsing import DESK, PHONE, Windows, chromium
from tests.journeys.post import Post
from tests.stack import Stack, build_stack, run_manage

LOOKS = {"desk": DESK, "phone": PHONE}
# What of a parameter is only how the window looks, and a name that must not come twice.
OF_LOOKS = {"look", "scripts", "variant", "other"}


def pytest_collection_modifyitems(items):
    """`make test` takes each journey in its first look, `make check-long` in the others."""
    taken = set()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if (journey := journey_of(item)) in taken:
                item.add_marker(pytest.mark.long)
            taken.add(journey)


def journey_of(item):
    """What the test is apart from the look of the window in which it is taken."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    apart = {name: str(one) for name, one in params.items() if name not in OF_LOOKS}
    return item.path, item.originalname, str(apart)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A journey that failed also shows its windows, and what the site's processes wrote last."""
    report = yield
    if report.failed and report.when == "call" and (windows := item.funcargs.get("window")):
        report.sections += [(f"window at {one.page.url}", one.text) for one in windows.opened]
        accord = item.funcargs["accord"]
        report.sections += [
            (f"log of the {one}", accord.log(one)[-3000:]) for one in accord.children
        ]
    return report


def shared_seal() -> str:
    """The key of this process, so that the site trusts what is sealed here."""
    own_seal()
    return in_one_line(settings.SEAL_FILE.read_text())


@pytest.fixture(scope="package")
def accord(chromium_path: str, tmp_path_factory) -> Iterator[Stack]:
    """Accord as in production, except for TLS: real roles, worker, clock, mail, static files."""
    production = {
        "DEBUG": "0",
        "ACCORD_TLS": "0",
        # Shared with this process, so that a second factor sealed here opens there.
        "SECRET_KEY": settings.SECRET_KEY,
        "SEAL_KEY": shared_seal(),
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
    }
    run_manage({**os.environ, **production, "ACCORD_ROLE": "web"}, "collectstatic", "--noinput")
    # The mail sink tells of every command that it is given.
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    database = "journeys_" + os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with build_stack(database, **production) as stack:
        yield stack
        # Whatever the journeys did: every line as written, every consent as the formula says.
        stack.manage("verify_ledger", role="clerk")
        stack.manage("verify_consent", role="clerk")


@pytest.fixture(scope="package")
def post(accord: Stack) -> Post:
    return Post(accord)


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    with chromium(chromium_path) as started:
        yield started


@pytest.fixture(autouse=True)
def _database_of_accord(accord: Stack, monkeypatch, settings, django_db_blocker) -> Iterator[None]:
    """For one journey this process is the owner of the database that the site uses."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    # Playwright keeps an event loop in this thread; Django would take the test for a coroutine.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    name = urlsplit(accord.env["OWNER_DATABASE_URL"]).path.removeprefix("/")
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    connection.close()
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.fixture(params=LOOKS)
def look(request) -> dict:
    """How the windows look: at a desk, then on a phone."""
    return LOOKS[request.param]


@pytest.fixture
def window(accord: Stack, browser: Browser) -> Iterator[Windows]:
    """Opens windows; at the end none of them may have a complaint."""
    windows = Windows(browser, accord.base_url)
    yield windows
    for one in windows.opened:
        one.close()
