"""The state pack: which file is one, and what setting it does."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Entry, Verb
from releases.models import Category, MinorConsent
from releases.state_pack import CAUTIOUS, BadPackError, read_pack
from tests.attempts import NOT_ALLOWED, attempt


def pack():
    return dict(MinorConsent.objects.values_list("category", "from_age"))


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "state.toml"
        path.write_text(text)
        return str(path)

    return write


def test_an_installation_begins_with_the_cautious_one(db):
    assert pack() == read_pack(CAUTIOUS)
    assert set(pack()) <= set(Category.objects.values_list("code", flat=True))


def test_a_practice_sets_that_of_its_state(db, file):
    said = StringIO()
    call_command("set_state_pack", file("[from_age]\nhiv_sti = 14\n"), stdout=said)
    assert pack() == {"hiv_sti": 14}
    assert "from 14  hiv_sti" in said.getvalue()
    line = Entry.objects.get(verb=Verb.STATE_PACK_SET)
    assert (line.client, line.detail) == (None, {"from_age": {"hiv_sti": 14}})


def test_without_a_file_it_is_only_shown(db):
    said = StringIO()
    call_command("set_state_pack", stdout=said)
    assert len(said.getvalue().splitlines()) == len(read_pack(CAUTIOUS))
    assert not Entry.objects.exists()


WRONG = {
    "": "no state pack",
    "from_age = 12": "no state pack",
    "[from_age]\nhiv_sti = ": "no state pack",
    "[from_age]\nhiv_sti = 18": "from 0 to 17",
    "[from_age]\nhiv_sti = -1": "from 0 to 17",
    "[from_age]\nhiv_sti = '12'": "from 0 to 17",
    "[from_age]\nhiv_sti = true": "from 0 to 17",
    "[from_age]\nmoods = 12": "No such kind: moods",
}


@pytest.mark.parametrize(("text", "why"), WRONG.items())
def test_a_wrong_file_changes_nothing(db, file, text, why):
    with pytest.raises(CommandError, match=why):
        call_command("set_state_pack", file(text))
    assert pack() == read_pack(CAUTIOUS)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path):
    with pytest.raises(BadPackError, match="Copy releases/state_pack.toml"):
        read_pack(tmp_path / "none.toml")


@pytest.mark.parametrize("age", [18, -1])
def test_the_database_takes_ages_of_minors_only(db, age):
    outcome = attempt("update releases_minorconsent set from_age = %s", age)
    assert outcome in ("minor_consent_is_of_minors", "releases_minorconsent_from_age_check")


@pytest.mark.parametrize("who", ["directory_admin", "privacy_officer", "therapist"])
def test_nobody_sets_it_on_the_site(request, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        assert attempt("update releases_minorconsent set from_age = 17") == NOT_ALLOWED
        assert attempt("delete from releases_minorconsent") == NOT_ALLOWED
