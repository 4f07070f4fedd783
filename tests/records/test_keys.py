"""Where the key comes from, how it is replaced, and what is said where it is missing."""

import stat
import subprocess
import sys
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from releases.checks import check_seal, refuse_without_seal
from releases.sealing.keys import NoSealError, in_one_line, new_pem, own_seal, read
from releases.sealing.seals import is_sealed, sealed
from tests.records.test_seals import blank

pytestmark = pytest.mark.usefixtures("settings")


@pytest.fixture
def desk(settings, tmp_path):
    """No key is set, and none was made yet."""
    settings.SEAL_KEY, settings.SEAL_FILE = "", tmp_path / "var" / "seal.pem"
    return settings


@pytest.fixture
def production(settings):
    settings.SEAL_KEY, settings.SEAL_FILE, settings.ROLE = "", None, "web"
    return settings


def made_by_command():
    told = StringIO()
    call_command("make_seal_key", stdout=told)
    return told.getvalue().strip()


def test_at_a_desk_the_key_is_made_once_and_for_us_alone(desk):
    assert own_seal().fingerprint == own_seal().fingerprint
    assert stat.S_IMODE(desk.SEAL_FILE.stat().st_mode) == 0o600
    assert [one.name for one in desk.SEAL_FILE.parent.iterdir()] == ["seal.pem"]


def test_two_processes_that_begin_at_once_end_with_one_key(tmp_path):
    code = (
        "import sys, pathlib; from django.conf import settings;"
        "settings.configure(SITE_URL='http://x', SEAL_KEY='',"
        " SEAL_FILE=pathlib.Path(sys.argv[1]) / 'seal.pem');"
        "from releases.sealing.keys import own_seal; print(own_seal().fingerprint)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({one.communicate()[0] for one in both}) == 1


def test_production_takes_the_line_that_the_command_prints(production):
    production.SEAL_KEY = made_by_command()
    assert "\n" not in production.SEAL_KEY
    assert own_seal().certificate.subject.rfc4514_string() == "CN=Accord at localhost"


def test_a_new_key_leaves_old_files_genuine(production):
    production.SEAL_KEY = made_by_command()
    old = sealed(blank(), own_seal())
    production.SEAL_KEY = made_by_command()
    new = sealed(blank(), own_seal())
    assert [is_sealed(file, own_seal()) for file in (old, new)] == [True, True]
    assert len(own_seal().trusted) == 2


def test_the_old_private_key_is_not_carried_along(production):
    first = production.SEAL_KEY = made_by_command()
    assert read(made_by_command()).key.private_numbers() != read(first).key.private_numbers()


def test_a_key_that_is_not_ours_seals_nothing_for_us():
    file = sealed(blank(), read(in_one_line(new_pem())))
    assert not is_sealed(file, read(in_one_line(new_pem())))


def test_without_a_key_production_is_told_what_to_do(production):
    with pytest.raises(NoSealError, match="make_seal_key"):
        own_seal()
    assert [error.id for error in check_seal()] == ["releases.E001"]
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEY is not set"):
        refuse_without_seal()


@pytest.mark.parametrize("text", ["nonsense", "bm9uc2Vuc2U=", "-----BEGIN nothing"])
def test_a_key_that_cannot_be_read_is_told(production, text):
    production.SEAL_KEY = text
    with pytest.raises(NoSealError, match="cannot be read"):
        own_seal()
    with pytest.raises(CommandError, match="cannot be read"):
        made_by_command()


def test_a_key_under_another_keys_certificate_is_told(production):
    one, other = new_pem(), new_pem()
    private, certificate = one.index("-----BEGIN CERT"), other.index("-----BEGIN CERT")
    with pytest.raises(NoSealError, match="first certificate"):
        read(one[:private] + other[certificate:])


def test_the_worker_needs_no_key(production):
    production.ROLE = "clerk"
    assert check_seal() == []
