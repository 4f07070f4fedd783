"""A couple is asked at once: one request each, and the pages say how many have signed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Outgoing, Verb
from releases.models import Release
from tests import factories as make
from tests.pages.reading import words
from tests.people import a_provider
from tests.together import asked_together, sign, stop
from tests.written import lines


@pytest.fixture
def other(db):
    return a_provider("Julian Okafor", "psychiatrist", "MD")


@pytest.fixture
def pair(sam, robin, couples_counsellor, other):
    """What both were asked at once."""
    return asked_together(couples_counsellor, other, sam, robin)


@pytest.fixture
def ask(couple, couples_counsellor, other):
    """Sends the form by which the counsellor asks both whether she may tell the psychiatrist."""

    def send(step="send", by=couples_counsellor, unit=couple, follow=False, **entered):
        filled = {
            "way": "tell",
            "categories": ["family_themes"],
            "purposes": ["care_coordination"],
            "ends": make.TODAY + timedelta(days=90),
            "step": step,
        }
        page = f"{reverse('ask_together', args=[unit.pk])}?with={other.provider.pk}"
        return by.http.post(page, filled | entered, follow=follow)

    return send


def page_of(release, person, name="release_page"):
    return words(person.http.get(reverse(name, args=[release.pk])))


def test_the_couples_page_leads_to_it(couple, couples_counsellor, other):
    page = couples_counsellor.http.get(reverse("unit_page", args=[couple.pk]))
    assert reverse("ask_together", args=[couple.pk]) in page.content.decode()
    found = couples_counsellor.http.get(reverse("ask_together", args=[couple.pk]) + "?q=Okafor")
    assert f"?with={other.provider.pk}" in found.content.decode()


def test_so_does_asking_one_of_them(couple, sam, couples_counsellor):
    page = couples_counsellor.http.get(reverse("ask_for_release", args=[sam.client.pk]))
    assert "You see Sam and Robin together. Ask each of them for the same" in words(page)


def test_the_preview_shows_what_each_will_read_and_asks_nobody(ask):
    shown = words(ask("preview"))
    assert "What Sam will read" in shown
    assert "What Robin will read" in shown
    assert not Release.objects.exists()


def test_each_gets_a_request_of_their_own(ask, sam, robin):
    ask()
    one, other = Release.objects.all()
    assert {one.client_id, other.client_id} == {sam.client.pk, robin.client.pk}
    assert one.together == other.together is not None
    assert (one.categories, one.expires_at) == (other.categories, other.expires_at)
    told = Outgoing.objects.filter(kind="release_to_sign").values_list("recipient", flat=True)
    assert set(told) == {sam.user.pk, robin.user.pk}
    assert lines(sam.client) == lines(robin.client) == [Verb.RELEASE_REQUESTED]


def test_each_form_that_stands_alone_is_a_question_of_its_own(ask):
    ask(alone=["psychotherapy_notes"])
    asked = set(Release.objects.values_list("instrument", "together"))
    assert sorted(instrument for instrument, _id in asked) == ["general", "psychotherapy_notes"]
    assert Release.objects.count() == 4


def test_sent_twice_it_is_asked_once(ask):
    ask()
    answer = ask(follow=True)
    assert Release.objects.count() == 2
    assert "Each of them has this request already. Nothing was sent." in words(answer)


def test_what_is_a_minors_own_is_not_asked_of_a_family(
    ask, noa, counsellor, noas_father, couples_counsellor, sam
):
    make.treatment(noa.client, couples_counsellor.provider)
    family = make.unit(
        "A family", noa.client, sam.client, created_by=couples_counsellor.provider, kind="family"
    )
    answer = ask(unit=family, categories=["substance_use"])
    assert "One of them is a minor who decides alone about these kinds" in words(answer)
    assert not Release.objects.exists()


def test_with_one_left_nobody_is_asked_at_once(ask, robin):
    ended = robin.client.treatments.get()
    make.change(ended, during=(make.ago(days=9), make.ago(days=1)))
    assert ask().status_code == 404


# The count


def test_who_asked_and_who_signs_read_how_many_have_signed(pair, sam, robin, couples_counsellor):
    assert "0 of 2 signed" in page_of(pair[0], sam, "review")
    sign(robin, pair[1])
    assert "2 people are asked for the same, each for themselves. 1 of 2 signed." in page_of(
        pair[0], sam, "review"
    )
    assert "1 of 2 signed" in words(sam.http.get(reverse("client_home")))
    assert "1 of 2 signed" in page_of(pair[1], robin, "review_done")
    page = page_of(pair[0], couples_counsellor)
    assert "1 of 2 signed. None of them is told more" in page
    assert "Robin Hale" in page


def test_it_never_goes_down(pair, sam, robin):
    sign(robin, pair[1])
    stop(robin, pair[1])
    assert "1 of 2 signed" in page_of(pair[0], sam, "review")


def test_who_hears_learns_nothing_of_how_many(pair, robin, other):
    sign(robin, pair[1])
    page = page_of(pair[1], other)
    assert "Release of Robin Hale" in page
    assert "of 2 signed" not in page
    assert "Sam Whitaker" not in page


def test_a_colleague_who_treats_one_of_them_learns_nothing_of_how_many(pair, sam, stranger):
    make.treatment(sam.client, stranger.provider)
    page = page_of(pair[0], stranger)
    assert "Release of Sam Whitaker" in page
    assert "of 2 signed" not in page


def test_a_renewal_or_a_change_stands_alone(pair, robin):
    sign(robin, pair[1])
    page = reverse("change_sharing", args=[pair[1].pk])
    robin.http.post(page, {"categories": ["family_themes"], "ends": make.TODAY})
    changed = Release.objects.get(supersedes=pair[1])
    assert changed.together is None
