"""The privacy officer's list of emergency accesses: what waits, verdicts, incidents."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import EmergencyReview
from ledger.models import Entry, Verb
from tests import emergencies as em
from tests import factories as make
from tests.pages.reading import words

LIST = "/officer/emergencies/"
CONCERN = {"verdict": "concern", "words": "The client could have been asked."}


@pytest.fixture
def over(turned_on, ana, colleague, practice):
    """An access that has ended."""
    return em.access_of(colleague.provider, ana.client, practice, begun=make.ago(hours=3))


def page_of(access):
    return reverse("officer_emergency", args=[access.pk])


def later_of(access):
    return reverse("officer_emergency_delay", args=[access.pk])


def test_what_waits_is_listed_and_opened_without_a_body(over, tablets, privacy_officer):
    listed = privacy_officer.http.get(LIST)
    assert page_of(over) in listed.content.decode()
    assert "To review" in words(listed)
    told = words(privacy_officer.http.get(page_of(over)))
    for one in ("Ana Moreno", "Dana Cole", em.NATURE, "Harbor Street", "in no state to answer"):
        assert one in told
    assert em.BODY not in told


def test_what_was_opened_is_told_by_kind(emergency, tablets, colleague, privacy_officer):
    colleague.http.get(reverse("emergency_note", args=[tablets.pk]))
    told = words(privacy_officer.http.get(page_of(emergency)))
    assert "Dana Cole opened a note by Miriam Stone in an emergency" in told
    assert "It still runs." in told


def test_a_concern_stays_on_the_list_of_incidents(over, ana, privacy_officer):
    privacy_officer.http.post(page_of(over), CONCERN)
    assert EmergencyReview.objects.get().by == privacy_officer.user
    assert page_of(over) not in privacy_officer.http.get(LIST).content.decode()
    assert page_of(over) in privacy_officer.http.get(f"{LIST}?state=concern").content.decode()
    assert page_of(over) not in privacy_officer.http.get(f"{LIST}?state=justified").content.decode()
    assert CONCERN["words"] in words(privacy_officer.http.get(page_of(over)))
    told = words(ana.http.get("/history/"))
    assert "looked at an emergency access: it should not have been so." in told
    assert CONCERN["words"] not in told


def test_a_verdict_is_given_once(over, privacy_officer):
    privacy_officer.http.post(page_of(over), CONCERN)
    privacy_officer.http.post(page_of(over), {"verdict": "justified", "words": "No, fine."})
    assert EmergencyReview.objects.get().verdict == "concern"
    assert Entry.objects.filter(verb=Verb.EMERGENCY_REVIEWED).count() == 1


def test_what_is_missing_is_said(over, privacy_officer):
    told = words(privacy_officer.http.post(page_of(over), {"words": "Hm."}))
    assert "Choose one of the two" in told
    assert "Hm." in told


def test_nobody_reviews_their_own(over, colleague, privacy_officer):
    make.change(colleague.user, is_privacy_officer=True)
    assert "Another privacy officer looks at it." in words(colleague.http.get(page_of(over)))
    colleague.http.post(page_of(over), CONCERN)
    assert not EmergencyReview.objects.exists()


def test_a_running_one_is_not_judged(emergency, privacy_officer):
    privacy_officer.http.post(page_of(emergency), CONCERN)
    assert not EmergencyReview.objects.exists()


def test_the_officer_puts_telling_off_again(over, ana, privacy_officer):
    em.delay(over, make.ahead(days=2))
    later = {"safety_reason": "He is still in the same house as she is.",
             "told_not_before": str(make.TODAY + timedelta(days=9))}  # fmt: skip
    assert privacy_officer.http.post(later_of(over), later).url == page_of(over)
    assert over.delays.count() == 2
    assert "still in the same house" in words(privacy_officer.http.get(page_of(over)))
    assert "put off" not in words(ana.http.get("/history/"))
    sooner = later | {"told_not_before": str(make.TODAY + timedelta(days=3))}
    assert "Choose a later day" in words(privacy_officer.http.post(later_of(over), sooner))


def test_what_was_told_is_not_put_off(over, privacy_officer):
    assert privacy_officer.http.get(later_of(over)).status_code == 404


@pytest.mark.parametrize("who", ["therapist", "colleague", "ana", "directory_admin"])
def test_nobody_else_has_these_pages(request, over, who):
    em.delay(over, make.ahead(days=2))
    http = request.getfixturevalue(who).http
    for url in (LIST, page_of(over), later_of(over)):
        assert http.get(url).status_code == 404


def test_the_list_costs_the_same_for_two_and_for_twelve(
    turned_on, ana, colleague, practice, privacy_officer
):
    def queries(rows):
        for _ in range(rows):
            one = em.access_of(colleague.provider, ana.client, practice, begun=make.ago(hours=3))
            em.delay(one, make.ahead(days=2))
        privacy_officer.http.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            privacy_officer.http.get(LIST)
        return len(captured)

    assert queries(2) == queries(10)
