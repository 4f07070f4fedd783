"""Starting, watching and ending processes."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from coordination.embedded.places import BASE_DIR
from coordination.supervisor import Child, Supervisor, reason
from tests.ground.accord import alive, eventually

FOREVER = "import time; time.sleep(600)"
WITH_A_CHILD = (
    f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {FOREVER!r}]); {FOREVER}"
)
STUBBORN = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    f"print('x', flush=True); {FOREVER}"
)
KILLED_PARENT = f"""
import os, pathlib, signal, sys
from coordination.supervisor import Child
here = pathlib.Path(".")
part = Child("part", [sys.executable, "-c", {FOREVER!r}], here / "log", here)
part.start()
print(part.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def child(tmp_path):
    made = []

    def make(program: str, **options) -> Child:
        made.append(
            Child("part", [sys.executable, "-c", program], tmp_path / "log", tmp_path, **options)
        )
        return made[-1]

    yield make
    for part in made:
        part.stop()


def test_a_child_that_ends_at_once_is_not_ready_and_leaves_its_last_words(child):
    part = child("print('no disk'); raise SystemExit(3)", ready=lambda: False)
    assert not Supervisor(print).start(part, 10)
    assert part.last_words() == "no disk"


def test_a_child_that_is_never_ready_is_given_up(child):
    assert not Supervisor(print).start(child(FOREVER, ready=lambda: False), 0.3)


def test_stopping_ends_the_children_of_a_child(child):
    part = child(WITH_A_CHILD)
    part.start()
    process = psutil.Process(part.process.pid)
    inner = eventually(process.children)
    part.stop()
    assert eventually(lambda: not alive(inner), 5)


def test_a_child_that_does_not_listen_is_killed_after_its_patience(child):
    part = child(STUBBORN, patience=0.2)
    part.start()
    eventually(lambda: part.last_words() == "x")
    part.stop()
    assert part.process.returncode == -signal.SIGKILL


def test_a_child_that_keeps_dying_is_started_again_with_growing_pauses(child):
    said = []
    supervisor = Supervisor(said.append)
    part = child("raise SystemExit(1)")
    supervisor.children.append(part)
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        supervisor.look_after(part)
        time.sleep(0.01)
    assert said[0] == "part ended (status 1); starting it again."
    assert 2 <= len(said) <= 5
    assert part.pause >= 0.4


def test_a_killed_child_comes_back(child):
    said = []
    supervisor = Supervisor(said.append)
    part = child(FOREVER)
    supervisor.start(part)
    first = part.process.pid
    part.process.kill()
    eventually(lambda: supervisor.look_after(part) or (part.process and part.process.pid != first))
    assert said == ["part ended (SIGKILL); starting it again."]
    supervisor.stop()


def test_a_child_that_cannot_be_started_is_tried_again_later(child, tmp_path):
    said = []
    part = child(FOREVER)
    part.folder = tmp_path / "not there yet"
    supervisor = Supervisor(said.append)
    supervisor.look_after(part)
    assert "No such file or directory" in said[0]
    part.folder.mkdir()
    assert eventually(lambda: supervisor.look_after(part) or part.alive)


@pytest.mark.skipif(
    sys.platform != "linux",
    reason="a killed parent can tie up nothing: its children are told by prctl(PR_SET_PDEATHSIG),"
    " which Linux alone has; the ends that a parent sees to itself are tested everywhere",
)
def test_a_child_does_not_outlive_a_killed_parent(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED_PARENT],
        cwd=tmp_path,
        env={"PYTHONPATH": str(BASE_DIR)},
        capture_output=True,
        text=True,
        check=False,
    )
    number = int(done.stdout)
    assert eventually(lambda: not psutil.pid_exists(number) or not alive([psutil.Process(number)]))


@pytest.mark.parametrize(
    ("status", "words"), [(0, "status 0"), (-9, "SIGKILL"), (-15, "SIGTERM"), (-99, "signal 99")]
)
def test_how_a_process_ended_is_said_in_words(status, words):
    assert reason(status) == words
