"""What a running Accord lives through; minutes, so `make check-long` runs them."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from coordination.embedded.places import BASE_DIR
from tests.ground.accord import Accord, alive, eventually, open_folder, terminal_environment

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def accord():
    with open_folder() as folder, Accord(folder / "var") as accord:
        yield accord.wait_until_up()


def manage(accord: Accord, *command: str) -> subprocess.CompletedProcess[str]:
    """Another manage.py command beside the running one."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BASE_DIR,
        env=terminal_environment(accord.var, ACCORD_PORT=str(accord.port)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "part", ["bin/postgres -D", "valkey-server", "gunicorn", "celery.* worker", "celery.* beat"]
)
def test_a_killed_process_comes_back_within_seconds(accord, part):
    before = accord.find(part)
    before.kill()
    after = eventually(lambda: (new := accord.find(part)).pid != before.pid and new, 15)
    assert after.is_running()
    assert eventually(lambda: accord.page() == 200, 15)


def test_killing_the_worker_leaves_none_of_its_children(accord):
    children = accord.find("celery.* worker").children()
    accord.find("celery.* worker").kill()
    assert eventually(lambda: not alive(children), 15)


def test_ten_kills_of_postgres_lose_nothing_committed(accord):
    accord.query("CREATE TABLE committed (number int)")
    for number in range(10):
        eventually(lambda n=number: accord.query(f"INSERT INTO committed VALUES ({n}) RETURNING 1"))
        accord.find("bin/postgres -D").kill()
    rows = eventually(lambda: accord.query("SELECT number FROM committed ORDER BY 1"), 60)
    assert [number for (number,) in rows] == list(range(10))


def test_the_doctor_finds_everything_in_order(accord):
    eventually(lambda: manage(accord, "doctor").returncode == 0, 60)
    said = manage(accord, "doctor")
    assert said.returncode == 0, said.stdout
    assert "Nothing is missing." in said.stdout


def test_another_command_uses_the_servers_that_are_up(accord):
    said = manage(accord, "showmigrations", "--plan")
    assert "[X]  coordination" in said.stdout


def test_a_second_start_in_the_same_folders_is_refused(accord):
    said = manage(accord, "up")
    assert said.returncode == 1
    assert f"is running already in {accord.var} (process {accord.process.pid})" in said.stderr


def test_a_killed_supervisor_takes_its_processes_along_and_the_next_start_works(accord):
    accord.query("CREATE TABLE before_the_kill AS SELECT 1 AS number")
    started = accord.processes()
    accord.process.kill()
    accord.process.communicate()
    if sys.platform == "linux":
        assert eventually(lambda: not alive(started), 30)
    begin = time.monotonic()
    with Accord(accord.var) as again:
        again.wait_until_up()
        assert time.monotonic() - begin < 60
        assert again.query("SELECT number FROM before_the_kill") == [(1,)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_say_stop_leaves_no_process(accord, number):
    with Accord(accord.var) as again:
        started = again.wait_until_up().processes()
        assert "Stopped." in again.stop(number)
    assert not alive(started)


def test_a_stale_number_of_another_process_does_not_stop_postgres(accord):
    data = accord.var / "postgres"
    (data / "postmaster.pid").write_text(f"{psutil.Process().pid}\n{data}\n")
    said = manage(accord, "showmigrations", "--plan")
    assert said.returncode == 0, said.stderr
