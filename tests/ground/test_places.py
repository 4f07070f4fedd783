"""Where the embedded servers put what is theirs."""

import json
import os
import pwd
import shutil
import stat
from collections import namedtuple
from pathlib import Path

import pytest

from coordination.embedded import places, postgres
from coordination.embedded.places import Places, Trouble, addresses, may_enter, prepare, wanted
from tests.ground.accord import open_folder

SOMEBODY = pwd.struct_passwd(("somebody", "x", 54321, 54321, "", "/", "/bin/sh"))


@pytest.fixture
def var():
    """A folder for the data, not made yet, that the servers' user may enter."""
    with open_folder() as folder:
        yield folder / "var"


@pytest.fixture
def home(tmp_path):
    return Places(tmp_path, tmp_path, tmp_path / "run", None)


@pytest.mark.parametrize(
    ("environ", "ours"),
    [
        ({}, True),
        ({"DEBUG": "1"}, True),
        ({"DEBUG": "0"}, False),
        ({"DEBUG": "False"}, False),
        ({"DATABASE_URL": "postgres://web@h/a"}, False),
        ({"CLERK_DATABASE_URL": "postgres://clerk@h/a", "DEBUG": "1"}, False),
        ({"REDIS_URL": "redis://h"}, True),
    ],
)
def test_servers_are_ours_unless_somebody_named_a_database(environ, ours):
    assert wanted(environ) is ours


def test_only_its_user_may_enter_the_folder_of_the_sockets(var):
    made = prepare(var)
    assert stat.S_IMODE(made.sockets.stat().st_mode) == 0o700


def test_a_deep_checkout_gets_short_sockets_and_finds_them_again(var):
    deep = var / ("d" * 60) / ("e" * 60)
    first, second = prepare(deep), prepare(deep)
    try:
        assert first.sockets == second.sockets
        assert len(str(first.sockets)) < places.LONGEST_SOCKET_FOLDER
        assert stat.S_IMODE(first.sockets.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(first.sockets)


def test_a_folder_behind_a_private_one_cannot_be_entered(tmp_path):
    inner = tmp_path / "private" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not may_enter(inner, SOMEBODY)


def test_a_folder_that_everybody_may_pass_can_be_entered():
    assert may_enter(Path("/usr/bin"), SOMEBODY)


def test_data_is_kept_where_the_servers_may_enter(tmp_path, capsys):
    """Root runs them as somebody else, whom a closed checkout shuts out; anybody else keeps them
    in it."""
    tmp_path.chmod(0o700)
    var, is_root = tmp_path / "var", os.geteuid() == 0
    made = prepare(var)
    try:
        assert made.home == ((var / "servers").resolve() if is_root else var)
        assert made.runner is None or may_enter(made.home, made.runner)
        assert ("keep their data in" in capsys.readouterr().out) == is_root
        assert prepare(var).home == made.home
    finally:
        shutil.rmtree(made.home)


def test_passwords_are_made_once_and_are_ours_alone(tmp_path):
    first = places.passwords_of(tmp_path)
    assert places.passwords_of(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert len(set(first.values())) == 5


def test_lost_passwords_are_told_in_a_sentence(tmp_path):
    (tmp_path / "postgres").mkdir()
    with pytest.raises(Trouble, match="Put it back, or move that folder away"):
        places.passwords_of(tmp_path)


def test_a_full_disk_is_told_in_a_sentence(var, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 5 * 2**20))
    with pytest.raises(Trouble, match="Only 5 MB are free"):
        prepare(var)


def test_a_full_disk_does_not_lock_out_existing_data(var, monkeypatch):
    (prepare(var).home / "postgres").mkdir()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 5 * 2**20))
    prepare(var)


def test_data_of_another_version_is_told_in_a_sentence(home):
    home.postgres.mkdir()
    (home.postgres / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match="was made by PostgreSQL 17, and this is 18"):
        postgres.initialise(home, Path("/nonexistent"), "secret")


def test_a_damaged_file_of_addresses_is_told_in_a_sentence(tmp_path):
    (tmp_path / "servers.json").write_text("{")
    with pytest.raises(Trouble, match="remove the file and run `make run` again"):
        addresses(tmp_path)


def test_before_the_first_start_addresses_lead_to_sockets_that_are_not_there(tmp_path):
    assert addresses(tmp_path)["DATABASE_URL"].endswith(f"host={tmp_path / 'run'}")


def test_a_private_file_replaces_the_old_one_in_one_step(tmp_path):
    file = tmp_path / "servers.json"
    places.write_private(file, {"a": "1"})
    places.write_private(file, {"a": "2"})
    assert json.loads(file.read_text()) == {"a": "2"}
    assert os.listdir(tmp_path) == ["servers.json"]
