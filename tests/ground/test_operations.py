"""The table of variables in docs/operations.md against the code."""

import re

import pytest

from coordination.embedded.places import BASE_DIR

READS = re.compile(r"(?:env(?:\.\w+)?\(|environ(?:\.get\(|\[))\s*\"([A-Z][A-Z_]+)\"")
ELSEWHERE = {"CI", "PYTEST_XDIST_WORKER", "DJANGO_SETTINGS_MODULE"}


@pytest.fixture(scope="module")
def told() -> set[str]:
    rows = (BASE_DIR / "docs" / "operations.md").read_text().split("## Variables")[1]
    cells = re.findall(r"^\| (`[A-Z].*?) \|", rows.split("\n## ")[0], re.M)
    return {name for cell in cells for name in re.findall(r"`([A-Z_]+)`", cell)}


def variables_read() -> set[str]:
    """The names of the variables that any of our files asks for."""
    files = [
        *(BASE_DIR / "coordination").rglob("*.py"),
        *(BASE_DIR / "tests").glob("*.py"),
    ]
    found = {name for file in files for name in READS.findall(file.read_text())}
    return found | {"DATABASE_URL", "CLERK_DATABASE_URL", "OWNER_DATABASE_URL"}


def test_every_variable_that_is_read_stands_in_the_table(told):
    assert variables_read() - ELSEWHERE - told == set()


def test_every_variable_in_the_table_is_read(told):
    assert told - variables_read() - {"REDIS_URL", "SECRET_KEY"} == set()
