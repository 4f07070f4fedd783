"""`make run` where nobody has been before; minutes, and it asks the package index."""

import os
import pwd
import shutil
import subprocess

import pytest

from coordination.embedded.places import BASE_DIR
from tests.ground.accord import Accord, alive, open_folder

pytestmark = pytest.mark.long
PATH = "/usr/local/bin:/usr/bin:/bin"


def somebody() -> dict:
    """What makes a process of root one of an ordinary user; nothing when we are one already."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def give(folder, identity: dict) -> None:
    """The folder and all in it belongs to the ordinary user."""
    if identity:
        owner = f"{identity['user']}:{identity['group']}"
        subprocess.run(["chown", "-R", owner, folder], check=True)


def test_a_clean_clone_runs_as_an_ordinary_user():
    identity = somebody()
    if not shutil.which("python3", path=PATH):
        pytest.skip("There is no Python for everybody on this machine.")
    with open_folder() as folder:
        checkout = folder / "checkout"
        subprocess.run(["git", "clone", "--quiet", BASE_DIR, checkout], check=True)
        give(folder, identity)
        env = {"PATH": PATH, "HOME": str(folder)}
        with Accord(checkout / "var", ("make", "run"), checkout, env=env, **identity) as accord:
            accord.wait_until_up(600)
            assert accord.page() == 200
            started = accord.processes()
            assert {p.uids().effective for p in started} == {identity.get("user", os.geteuid())}
            accord.stop()
        assert not alive(started)


def test_in_a_folder_that_is_closed_to_others():
    """PostgreSQL never runs as root, who hands it to somebody else, whom the folder shuts out."""
    with open_folder() as folder:
        folder.chmod(0o700)
        with Accord(folder / "var") as accord:
            accord.wait_until_up()
            elsewhere = (folder / "var" / "servers").resolve()
            try:
                said = "so the servers keep their data in" in accord.told
                assert said == (os.geteuid() == 0)
                assert accord.page() == 200
                assert accord.find("bin/postgres -D").uids().effective != 0
                assert accord.find("valkey-server").uids().effective != 0
            finally:
                accord.stop()
                shutil.rmtree(elsewhere, ignore_errors=True)
