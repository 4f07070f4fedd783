"""At 18: what a parent signed has ended, and the young adult reviews it and signs anew."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ledger.models import Outgoing
from releases.models import Release, SignedBy
from releases.reminders import sweep
from tests import factories as make
from tests.attempts import run
from tests.pages.reading import words
from tests.people import a_client, a_parent, a_provider


def born(days):
    """A date of birth: so many days from now somebody is 18."""
    return (make.TODAY + timedelta(days=days)).replace(year=make.TODAY.year - 18)


@pytest.fixture
def grown(request, db):
    """Kim, 18 in `days`, and what their father signed when they were 17."""
    kim = a_client("Kim Rivlin", preferred_name="Kim", born=born(getattr(request, "param", -2)))
    kim.treats = a_provider("Iris Falk", "therapist", "LCSW")
    make.treatment(kim.client, kim.treats.provider)
    kim.hears = a_provider("Owen Brandt", "family_counsellor", "LMFT")
    kim.father = a_parent("Daniel Rivlin", kim, kim.treats)
    kim.release = make.release(
        kim.client,
        signed=make.ago(days=200),
        signer=kim.father.user,
        signed_by=SignedBy.REPRESENTATIVE,
        proposed_by=kim.treats.provider,
        disclosers=[kim.treats.provider],
        recipients=[kim.hears.provider],
        categories=["goals"],
    )
    return kim


def test_what_was_agreed_is_reviewed_and_signed_anew(grown):
    share = make.share(
        make.item(grown.treats.provider, grown.client, categories=["goals"]), grown.hears.provider
    )
    assert "Review what was agreed for you" in words(grown.http.get(reverse("client_home")))
    page = grown.http.get(reverse("agreed_for_me"))
    assert "It ended on your 18th birthday" in words(page)
    renew = reverse("renew_sharing", args=[grown.release.pk])
    assert renew in page.content.decode()
    entered = {"categories": ["goals"], "ends": make.TODAY + timedelta(days=90)}
    answer = grown.http.post(renew, entered)
    draft = Release.objects.get(supersedes=grown.release)
    assert str(draft.pk) in answer.url
    sign = reverse("review_sign", args=[draft.pk])
    shown = grown.http.get(sign).context["shown_sha256"]
    grown.http.post(sign, {"typed_name": "Kim Rivlin", "shown_sha256": shown})
    draft.refresh_from_db()
    assert draft.signed_by == SignedBy.CLIENT
    share.refresh_from_db()
    assert run("select consent @> clock_timestamp() from coordination_share") == [(True,)]
    assert "Nothing that others signed for you waits" in words(
        grown.http.get(reverse("agreed_for_me"))
    )
    assert "Review what was agreed" not in words(grown.http.get(reverse("client_home")))


@pytest.mark.parametrize(
    ("grown", "told"), [(-2, True), (20, False), (-300, True)], indirect=["grown"]
)
def test_it_is_brought_to_mind_from_the_birthday_on(grown, told):
    page = words(grown.http.get(reverse("client_home")))
    assert ("Review what was agreed for you" in page) is told


@pytest.mark.parametrize(
    ("grown", "told"), [(-2, True), (20, True), (-300, False)], indirect=["grown"]
)
def test_who_treats_them_reads_when_it_is(grown, told):
    page = words(grown.treats.http.get(reverse("client_page", args=[grown.client.pk])))
    assert ("Kim's 18th birthday:" in page) is told
    assert "Invite Kim" not in page


def test_without_an_account_staff_are_asked_to_invite(grown):
    make.change(grown.client, user=None)
    page = words(grown.treats.http.get(reverse("client_page", args=[grown.client.pk])))
    assert "Kim can sign it anew. Invite Kim" in page


@pytest.mark.parametrize(
    ("grown", "told"), [(-2, True), (20, True), (-300, False)], indirect=["grown"]
)
def test_the_release_that_the_letter_leads_to_says_so_too(grown, told):
    make.change(grown.client, user=None)
    page = reverse("release_page", args=[grown.release.pk])
    assert ("Kim can sign it anew. Invite Kim" in words(grown.treats.http.get(page))) is told
    assert "18th birthday:" not in words(grown.hears.http.get(page))


def test_signing_anew_says_who_signed_before_and_that_it_is_over(grown, gp, ana):
    page = words(grown.http.get(reverse("renew_sharing", args=[grown.release.pk])))
    assert "Share with Owen Brandt again?" in page
    assert "What others signed ended on the 18th birthday." in page
    assert "you signed" not in page
    page = words(ana.http.get(reverse("renew_sharing", args=[gp.release.pk])))
    assert "This ended. The last day was" in page


def test_a_parent_sees_nothing_of_it(grown):
    assert grown.father.http.get(reverse("agreed_for_me")).status_code == 404


def test_the_letter_at_the_end_goes_to_the_young_adult_and_not_to_the_parent(grown, as_clerk):
    make.change(grown.release, next_reminder_at=grown.release.majority_at)
    with as_clerk():
        sweep()
    told = Outgoing.objects.filter(kind="release_ended").values_list("recipient", flat=True)
    assert grown.user.pk in told
    assert grown.father.user.pk not in told


@pytest.mark.parametrize("grown", [20], indirect=True)
def test_before_the_day_everybody_concerned_gets_a_letter_once(grown, as_clerk):
    make.change(grown.release, next_reminder_at=make.ago(days=1))
    with as_clerk():
        assert (sweep(), sweep()) == (1, 0)
    told = Outgoing.objects.filter(kind="release_expiring").values_list("recipient", flat=True)
    people = [grown, grown.father, grown.treats, grown.hears]
    assert sorted(told) == sorted(one.user.pk for one in people)


def test_the_day_is_the_databases(db):
    for day in (date(2008, 2, 29), date(2009, 5, 5)):
        child = make.client("Kim Rivlin", born=day)
        ((moment,),) = run("select majority(%s)", day)
        assert child.of_age_on == moment.date()
