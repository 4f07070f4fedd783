"""Checking entries: what was seen is written down, and is worth what the entry still says."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Invitation
from ledger.models import Entry, Verb
from providers.actions import Check, change_licence, change_provider, move, verify
from providers.models import Provider, Verification
from providers.quality import LOOKS
from providers.verifying import Worth, says, things_of
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt

pytestmark = pytest.mark.django_db
SAW = "State board: active until March."


@pytest.fixture
def park():
    facts = {"npi": "1234567893", "email": "park@example.org", "standing": "unverified"}
    return make.provider("Helen Park", **facts)


@pytest.fixture
def licence(park):
    return make.licence(park, ends=make.TODAY + timedelta(days=200))


def a_check(of, about="identity", **facts):
    return Check(about, of, facts.get("said") or says(about, of), facts.get("saw", SAW))


def worth(provider):
    provider = Provider.objects.get(pk=provider.pk)
    return [one.worth.value for one in things_of(provider, provider.licences.all())]


def stands_in(provider):
    return {key for key, look in LOOKS.items() if look.found.filter(pk=provider.pk).exists()}


def test_whoever_is_checked_becomes_active_with_what_was_seen(keeping, park, licence):
    checks = [a_check(licence, "licence"), a_check(park, "email", saw="Answered by phone.")]
    assert keeping(verify, provider=park, checks=checks, activates=True)
    assert Provider.objects.get(pk=park.pk).standing == "active"
    assert park.standing_changes.get().why == f"{SAW}; Answered by phone."
    assert worth(park) == ["never", "good", "good"]
    told = Entry.objects.filter(verb=Verb.PROVIDER_VERIFIED, subject_id=str(park.pk))
    assert {line.reason for line in told} == {SAW, "Answered by phone."}


@pytest.mark.parametrize("about", [None, "email"])
def test_nobody_becomes_active_of_whom_nobody_saw_who_they_are(keeping, park, about):
    checks = [a_check(park, about)] if about else []
    with pytest.raises(ValidationError, match="Check who they are"):
        keeping(verify, provider=park, checks=checks, activates=True)
    with pytest.raises(ValidationError, match="Check who they are"):
        keeping(move, provider=park, name="activate", why="I know her.")
    assert not Verification.objects.exists()


def test_a_check_of_a_year_ago_activates_nobody(keeping, park):
    make.verification(park, at=make.ago(days=366))
    with pytest.raises(ValidationError, match="Check who they are"):
        keeping(move, provider=park, name="activate", why="Seen.")


def test_the_database_holds_it_too(park, directory_admin, as_web):
    with as_web(directory_admin.user):
        refused = f"update providers_provider set standing = 'active' where id = '{park.pk}'"
        assert attempt(refused) == "active_one_is_verified"
        new = "insert into providers_provider (id, name, credentials, profession, npi, email,"
        new += " phone, said_workplace, standing) values (uuidv7(), 'X', '', 'gp', '', '', '', '',"
        assert attempt(f"{new} 'active')") == "active_one_is_verified"


def test_what_was_seen_is_never_changed_and_only_keepers_read_it(
    keeping, park, directory_admin, therapist, as_web
):
    keeping(verify, provider=park, checks=[a_check(park)])
    with as_web(directory_admin.user):
        for change in ("update providers_verification set saw = 'x'",
                       "delete from providers_verification"):  # fmt: skip
            assert attempt(change) == NOT_ALLOWED
    with as_web(therapist.user):
        assert not Verification.objects.exists()


def test_nobody_checks_in_the_name_of_another_or_without_the_role(park, therapist, as_web):
    with as_web(therapist.user):
        check = Verification(provider=park, about="identity", subject_id=park.pk, saw=SAW,
                             said=says("identity", park), by=therapist.user)  # fmt: skip
        with pytest.raises(Exception, match="row-level security"):
            check.save(force_insert=True)


@pytest.mark.parametrize("about", ["identity", "email"])
def test_a_check_is_of_what_stands_there_and_of_nothing_else(keeping, park, about):
    other = a_check(park, about, said=says(about, park) | {"email": "x@example.org"})
    with pytest.raises(ValidationError, match="Somebody changed the entry"):
        keeping(verify, provider=park, checks=[other])


def test_a_licence_is_checked_for_its_own_provider(keeping, park, licence):
    stranger = make.provider("Olga Brandt")
    with pytest.raises(ValidationError, match="Somebody changed the entry"):
        keeping(verify, provider=stranger, checks=[a_check(licence, "licence")])


def test_a_check_is_worth_nothing_once_the_entry_says_something_else(keeping, park, licence):
    checks = [a_check(park), a_check(licence, "licence"), a_check(park, "email")]
    keeping(verify, provider=park, checks=checks, activates=True)
    assert worth(park) == ["good"] * 3
    keeping(change_provider, provider=park, email="other@example.org")
    assert worth(park) == ["good", "good", "changed"]
    later = licence.ends + timedelta(days=9)
    keeping(change_licence, licence=licence, ends=later)
    assert worth(park) == ["good", "changed", "changed"]
    assert stands_in(park) >= {"changed-since-check"}
    keeping(change_licence, licence=licence, ends=licence.ends)
    keeping(change_provider, provider=park, email="park@example.org")
    assert worth(park) == ["good"] * 3, "it says again what was checked"
    assert not {"changed-since-check", "verify-again", "never-verified"} & stands_in(park)


def test_a_year_later_it_is_due_and_nothing_is_closed(keeping, park, licence):
    make.change(park, standing="active")
    assert "never-verified" in stands_in(park)
    for of, about in ((park, "identity"), (licence, "licence")):
        make.verification(of, about, at=make.ago(days=366))
    assert worth(park) == [Worth.DUE, Worth.DUE, Worth.NEVER]
    assert "verify-again" in stands_in(park)
    keeping(verify, provider=park, checks=[a_check(park)])
    assert "verify-again" in stands_in(park), "the licence is due still"
    keeping(verify, provider=park, checks=[a_check(licence, "licence")])
    assert not {"verify-again", "never-verified"} & stands_in(park)
    assert Provider.objects.addressable().filter(pk=park.pk).exists()


def test_a_licence_that_was_taken_away_is_due_no_more(keeping, park, licence):
    make.change(park, standing="active")
    make.verification(licence, "licence", at=make.ago(days=366))
    licence.delete()
    assert not {"verify-again", "changed-since-check"} & stands_in(park)
    assert Verification.objects.get().said["number"] == "L4711"


def posted(provider, *ticked, licence=None, **more):
    things = things_of(provider, provider.licences.all())
    data = {f"seen_{one.key}": one.seen for one in things} | more
    for one in things:
        if one.about in ticked:
            data |= {f"check_{one.key}": "on", f"saw_{one.key}": SAW}
    return data


def test_the_page_notes_and_activates(directory_admin, park, licence):
    url = f"/directory/{park.pk}/verify/"
    directory_admin.http.post(url, posted(park, "licence", "email", activates="on"))
    assert Provider.objects.get(pk=park.pk).standing == "active"
    text = directory_admin.http.get(f"/directory/{park.pk}/").content.decode()
    assert text.count(SAW) == 4, "two checks, and why they are active"
    history = directory_admin.http.get(f"/directory/{park.pk}/history/").content.decode()
    assert "Provider verified" in history
    assert "L4711" in history


BAD = {
    "nothing": ({}, "Tick what you have checked"),
    "email": ({"activates": "on"}, "To activate them"),
}


@pytest.mark.parametrize("ticked", BAD)
def test_the_page_says_what_is_missing(directory_admin, park, ticked):
    more, said = BAD[ticked]
    answer = directory_admin.http.post(
        f"/directory/{park.pk}/verify/", posted(park, ticked, **more)
    )
    assert said in answer.content.decode()
    assert not Verification.objects.exists()


def test_a_note_without_a_tick_and_a_tick_without_a_note(directory_admin, park):
    key = things_of(park, [])[0].key
    url, seen = f"/directory/{park.pk}/verify/", posted(park)
    first = directory_admin.http.post(url, seen | {f"saw_{key}": SAW}).content.decode()
    assert "Tick this too" in first
    assert SAW in first
    second = directory_admin.http.post(url, seen | {f"check_{key}": "on"}).content.decode()
    assert "Write down what you saw, and where" in second


def test_who_looked_at_something_else_looks_again(directory_admin, park):
    data = posted(park, "identity")
    make.change(park, name="Helen Li")
    url = f"/directory/{park.pk}/verify/"
    shown = directory_admin.http.post(url, data).content.decode()
    assert "Somebody changed this while you were looking" in shown
    assert SAW in shown
    assert not Verification.objects.exists()
    directory_admin.http.post(url, posted(Provider.objects.get(pk=park.pk), "identity"))
    assert Verification.objects.get().said["name"] == "Helen Li"


def test_a_licence_that_has_ended_proves_nothing(directory_admin, park, licence):
    make.change(licence, ends=make.TODAY - timedelta(days=2))
    shown = directory_admin.http.get(f"/directory/{park.pk}/verify/").content.decode()
    assert "It has ended. Enter the new last day first." in shown
    assert f"check_licence_{licence.pk.hex}" not in shown


def test_whom_a_provider_entered_is_invited_once_the_address_is_checked(keeping, park, therapist):
    make.change(park, proposed_by=therapist.provider)
    keeping(verify, provider=park, checks=[a_check(park)], activates=True)
    assert not Invitation.objects.exists()


def place_with(*members):
    place = make.organization()
    for one in members:
        make.membership(one, place)
    return f"/directory/organizations/{place.pk}/verify/"


def values(admin, url):
    return re.findall(r'name="who" value="([^"]+)"', admin.http.get(url).content.decode())


def test_several_are_seen_at_one_place(directory_admin, park):
    old = make.provider("Ada Lund")
    make.verification(old, at=make.ago(days=366))
    seen, gone = make.provider("Eve Hall"), make.provider("Una Fox", standing="suspended")
    make.verification(seen)
    url = place_with(park, old, seen, gone)
    who = values(directory_admin, url)
    assert [one.split(".")[0] for one in who] == [str(old.pk), str(park.pk)]
    answer = directory_admin.http.post(url, {"who": who, "saw": SAW}, follow=True)
    assert "Noted for 2, 1 became active." in answer.content.decode()
    assert Provider.objects.get(pk=park.pk).standing == "active"
    assert worth(old) == ["good"]
    assert "Of everybody here somebody has seen" in directory_admin.http.get(url).content.decode()


def test_of_several_who_changed_meanwhile_is_looked_at_again(directory_admin, park):
    other = make.provider("Ada Lund")
    url = place_with(park, other)
    who = values(directory_admin, url)
    make.change(park, npi="")
    shown = directory_admin.http.post(url, {"who": who, "saw": SAW}).content.decode()
    assert "Somebody changed an entry while you were looking" in shown
    assert SAW in shown
    assert not Verification.objects.exists()
    nobody = directory_admin.http.post(url, {"saw": SAW}).content.decode()
    assert "Tick whom you found" in nobody
