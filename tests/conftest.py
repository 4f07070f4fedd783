"""What every test finds: roles, a client that is `web`, the browser."""

import os
import shutil
from pathlib import Path

import pytest
from django.utils import translation

from tests import roles
from tests.servers import restore_database

if (Path(__file__).parent / "people.py").exists():
    pytest_plugins = ["tests.people", "tests.emergencies"]

CHROMIUM_PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords(django_test_environment):
    """Argon2 is slow on purpose; tests that ask about it set it themselves."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _quiet_afterwards():
    """A page that was read in Spanish leaves its thread speaking Spanish."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The test database, and what a test that really commits leaves in it: nothing.

    Django would TRUNCATE every table, which the ledger refuses and the vocabulary would not
    survive; so a clean copy takes the place of the used database.
    """
    from django.db import connection, connections
    from django.test import TransactionTestCase

    name = connection.settings_dict["NAME"]
    connection.close()
    restore_database(f"{name}_clean", name)

    def clean_up(_test) -> None:
        connections.close_all()
        restore_database(name, f"{name}_clean")

    TransactionTestCase._fixture_teardown = clean_up


@pytest.fixture
def client():
    """A browser whose requests reach the database as `web`."""
    return roles.WebClient()


@pytest.fixture
def as_web():
    """A context manager: the database as a web process sees it, `as_web(user)`."""
    return roles.as_web


@pytest.fixture
def as_clerk():
    """A context manager: the database as a Celery worker sees it."""
    return roles.as_clerk


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's program; without one, browser tests are skipped, but never in CI."""
    if found := find_chromium():
        return found
    advice = "No Chromium found: install it (apt install chromium) or set ACCORD_CHROMIUM."
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(advice, pytrace=False)
    pytest.skip(advice)


def find_chromium() -> str | None:
    """The path in ACCORD_CHROMIUM, else Playwright's own browser, else the system's."""
    if named := os.environ.get("ACCORD_CHROMIUM"):
        return named if Path(named).exists() else None
    return playwrights_chromium() or next(filter(None, map(shutil.which, CHROMIUM_PLACES)), None)


def playwrights_chromium() -> str | None:
    """The browser that `playwright install` put in its cache, if it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
