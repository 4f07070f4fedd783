"""What `manage.py doctor` says on machines where something is missing."""

import subprocess
import sys

import pytest

from coordination.embedded.places import BASE_DIR
from tests.ground.accord import open_folder, terminal_environment


@pytest.fixture
def doctor():
    """The status and the words of the doctor, with the variables given."""
    with open_folder() as folder:

        def ask(**variables: str) -> tuple[int, str]:
            done = subprocess.run(
                [sys.executable, "manage.py", "doctor"],
                cwd=BASE_DIR,
                env=terminal_environment(folder / "var", **variables),
                capture_output=True,
                text=True,
                check=False,
            )
            return done.returncode, done.stdout

        yield ask


def test_a_machine_that_never_ran_accord_has_nothing_missing(doctor):
    status, said = doctor()
    assert status == 0, said
    assert "PostgreSQL 18" in said
    assert "`make run` starts them" in said


def test_servers_that_do_not_answer_are_problems_with_advice(doctor):
    status, said = doctor(
        DEBUG="1",
        DATABASE_URL="postgres://web:x@127.0.0.1:1/accord",
        REDIS_URL="redis://127.0.0.1:1/0",
        EMAIL_URL="smtp://127.0.0.1:1",
    )
    problems = [line for line in said.splitlines() if line.startswith("PROBLEM")]
    assert status == 1
    assert [line.removeprefix("PROBLEM ") for line in problems] == [
        "The role web logs in",
        "The queue",
        "Worker and clock",
        "The mail server",
        "The sender of mail",
        "The operator",
    ]


def test_a_site_that_could_not_seal_what_is_signed_is_told(doctor):
    _status, said = doctor(
        DEBUG="0",
        SECRET_KEY="of-a-test",
        DATABASE_URL="postgres://web:x@127.0.0.1:1/accord",
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    assert "PROBLEM The key of the seal" in said
    assert "`manage.py make_seal_key` prints one" in said


def test_the_whole_environment_of_production_is_asked_for(doctor):
    assert doctor(DEBUG="0")[0] == 1
