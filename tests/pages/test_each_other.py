"""Two clients show each other what they signed: once both say so, and until one takes it back."""

import pytest
from django.urls import reverse

from ledger.models import Verb
from releases.models import ScopeShown
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, value
from tests.bridge import half
from tests.pages.reading import same, words
from tests.pages.test_together_tells_nothing import pages, rows
from tests.people import a_client, a_provider
from tests.written import lines

INSERT = (
    "insert into releases_scopeshown (id, release_id, address) values (uuidv7(), %s, 'a@b.org')"
)
ASKED = "select count(*) from scopes_shown(%s)"


def page_of(person, release):
    return person.http.get(reverse("each_other", args=[release.pk]))


def says_yes(person, release, other):
    sent = {"address": other if isinstance(other, str) else other.user.email}
    return person.http.post(reverse("each_other", args=[release.pk]), sent)


def takes_back(person, release):
    return person.http.post(reverse("each_other", args=[release.pk]), {"step": "hide"}, follow=True)


@pytest.fixture
def both(bridge, sam, robin):
    says_yes(sam, bridge.sams, robin)
    says_yes(robin, bridge.robins, sam)
    return bridge


def sees(person, release):
    return "There is nothing to see now" not in words(page_of(person, release))


def test_once_both_say_so_each_reads_what_the_other_signed(both, sam, robin):
    shown = words(page_of(sam, both.sams))
    assert "What Robin Hale signed Who tells whom Dana Fox tells Vera Lindt What Goals" in shown
    assert "What Sam Whitaker signed" in words(page_of(robin, both.robins))
    scope = shown.split("What Robin Hale signed")[1].split("What you show")[0]
    assert scope in words(page_of(robin, both.robins))
    assert Verb.SCOPE_SHOWN in lines(sam.client)


def test_a_yes_alone_shows_nothing_to_either(bridge, sam, robin):
    says_yes(sam, bridge.sams, robin)
    assert not sees(sam, bridge.sams)
    assert "Sam" not in words(page_of(robin, bridge.robins))
    assert "Vera" not in words(page_of(robin, bridge.robins)).split("What you would show")[0]


@pytest.mark.parametrize("said", [True, False], ids=["sam said yes", "sam said nothing"])
def test_what_robin_does_alone_changes_nothing_of_sams(bridge, sam, robin, as_web, said):
    sam.http.get(reverse("signed_copy", args=[bridge.sams.pk]))
    if said:
        says_yes(sam, bridge.sams, "somebody@example.org")
    before = pages(sam, bridge.sams), same(page_of(sam, bridge.sams)), rows(as_web, sam)
    says_yes(robin, bridge.robins, sam)
    after = pages(sam, bridge.sams), same(page_of(sam, bridge.sams)), rows(as_web, sam)
    assert after == before


def test_an_address_that_nobody_has_is_answered_like_robins(bridge, sam, robin):
    answers = []
    for address in (robin.user.email, "nobody@example.org"):
        says_yes(sam, bridge.sams, address)
        answers.append(words(page_of(sam, bridge.sams)).replace(address, "…"))
        takes_back(sam, bridge.sams)
    assert answers[0] == answers[1]


def robin_takes_it_back(bridge, robin):
    takes_back(robin, bridge.robins)


def robin_stops(bridge, robin):
    make.change(bridge.robins, revoked_at=make.ago(seconds=1))


def robin_is_closed(bridge, robin):
    make.change(robin.user, is_active=False)


def robin_moves(bridge, robin):
    make.change(robin.user, email="elsewhere@example.org")


@pytest.mark.parametrize("deed", [robin_takes_it_back, robin_stops, robin_is_closed, robin_moves])
def test_it_ends_at_once_and_without_a_reason(both, sam, robin, deed):
    says_yes(sam, both.sams, robin)
    alone = words(page_of(sam, both.sams)).split("What Robin Hale signed")[0]
    deed(both, robin)
    shown = words(page_of(sam, both.sams))
    assert shown.startswith(alone)
    assert "There is nothing to see now" in shown
    assert "Robin" not in shown


def test_to_take_it_back_is_in_the_own_history_alone(both, sam, robin):
    takes_back(sam, both.sams)
    assert lines(sam.client)[-2:] == [Verb.SCOPE_SHOWN, Verb.SCOPE_HIDDEN]
    assert Verb.SCOPE_HIDDEN not in lines(robin.client)
    assert not sees(robin, both.robins)


def test_somebody_else_whose_permission_faces_it_learns_nothing(both, sam):
    una = a_client("Una Berg")
    unas = half(una, both.dana, both.vera)
    says_yes(una, unas, sam)
    assert not sees(una, unas)
    assert "Una" not in words(page_of(sam, both.sams))


def test_permissions_that_do_not_face_each_other_show_nothing(bridge, sam, robin):
    other = half(robin, bridge.dana, a_provider("Julian Okafor", "psychiatrist"))
    along = half(robin, bridge.vera, bridge.dana)
    says_yes(sam, bridge.sams, robin)
    for release in (other, along):
        says_yes(robin, release, sam)
        assert not sees(robin, release)
    assert not sees(sam, bridge.sams)


def test_what_goes_both_ways_faces_it_too(bridge, sam, robin):
    around = half(robin, bridge.vera, bridge.dana, direction="two_way")
    says_yes(sam, bridge.sams, robin)
    says_yes(robin, around, sam)
    assert "Vera Lindt and Dana Fox tell each other" in words(page_of(sam, bridge.sams))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the other person’s e-mail address"),
        ("robin", "Check the e-mail address"),
        ("own", "Enter the other person’s address, not your own"),
    ],
)
def test_the_form_says_what_to_do(bridge, sam, typed, sentence):
    answer = says_yes(sam, bridge.sams, sam if typed == "own" else typed)
    assert sentence in words(answer)
    assert not ScopeShown.objects.exists()


def test_said_twice_it_is_said_once(bridge, sam, robin):
    says_yes(sam, bridge.sams, robin)
    says_yes(sam, bridge.sams, "another@example.org")
    assert ScopeShown.objects.get().address == robin.user.email


def test_a_representative_does_not_say_it_for_anybody(family_counsellor, mother, as_web):
    release = family_counsellor.release
    assert page_of(mother, release).headers["Location"].endswith("/receipt/")
    assert (
        "each-other"
        not in mother.http.get(reverse("release_receipt", args=[release.pk])).content.decode()
    )
    with as_web(mother.user):
        assert attempt(INSERT, release.pk) == NOT_ALLOWED


def test_the_database_lets_nobody_else_say_it_see_it_or_take_it_back(both, sam, robin, as_web):
    take_back = "update releases_scopeshown set taken_back_at = now() where release_id = %s"
    for person in (robin, both.vera, both.dana):
        with as_web(person.user):
            assert value(ASKED, both.sams.pk) == 0
            assert attempt(INSERT, both.sams.pk) == NOT_ALLOWED
            assert attempt(take_back, both.sams.pk) == NO_ROW
    with as_web(sam.user):
        assert value(ASKED, both.sams.pk) == 1
        assert value("select count(*) from releases_scopeshown") == 1
        assert attempt(INSERT, both.sams.pk) == "scope_shown_once"


def test_what_was_taken_back_stays_so(both, sam, as_web):
    takes_back(sam, both.sams)
    again = "update releases_scopeshown set taken_back_at = null where release_id = %s"
    with as_web(sam.user):
        assert attempt(again, both.sams.pk) == "scope_shown_stays_taken_back"
