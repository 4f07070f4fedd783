"""“This looks wrong”: the client reports a line and reads what the privacy officer answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Complaint
from ledger.models import Verb
from ledger.outbox import deliver_due
from tests import factories as make
from tests.minors import KINDS
from tests.pages.reading import words

OWN, OFFICE = "/history/reported/", "/officer/reports/"


def report(person, line, **sent):
    return person.http.post(reverse("complaint_new", args=[line.pk]), sent)


def test_each_line_of_the_history_leads_to_reporting_it(ana):
    line = make.line(ana.client)
    page = ana.http.get("/history/").content.decode()
    assert reverse("complaint_new", args=[line.pk]) in page
    assert "looks wrong" not in words(ana.http.get("/history/print/"))


def test_a_notes_page_leads_to_reporting_that_it_was_shared(ana, open_share):
    line = make.line(ana.client, verb=Verb.ITEM_SHARED, subject=open_share)
    page = ana.http.get(reverse("client_note", args=[open_share.pk])).content.decode()
    assert reverse("complaint_new", args=[line.pk]) in page


def test_from_the_report_to_the_answer(ana, therapist, privacy_officer):
    line = make.line(ana.client, by=therapist.user)
    assert report(ana, line, words="I was not there.").url == OWN
    assert "Waiting for an answer" in words(ana.http.get(OWN))
    made = Complaint.objects.get()
    page = reverse("officer_complaint", args=[made.pk])
    assert page in privacy_officer.http.get(OFFICE).content.decode()
    assert "I was not there." in words(privacy_officer.http.get(page))
    privacy_officer.http.post(page, {"words": "You are right."})
    told = words(ana.http.get(OWN))
    assert "Answered" in told
    assert "You are right." in told
    assert page not in privacy_officer.http.get(OFFICE).content.decode()
    assert page in privacy_officer.http.get(OFFICE, {"state": "answered"}).content.decode()


def test_both_get_a_letter_that_says_nothing(ana, privacy_officer, mailoutbox):
    report(ana, make.line(ana.client), words="I was not there.")
    deliver_due()
    privacy_officer.http.post(
        reverse("officer_complaint", args=[Complaint.objects.get().pk]), {"words": "So it was."}
    )
    deliver_due()
    assert [one.to for one in mailoutbox] == [[privacy_officer.user.email], [ana.user.email]]
    text = " ".join(one.subject + one.body for one in mailoutbox)
    assert not [one for one in ("Moreno", "there.", "So it was", "wrong") if one in text]


def test_without_an_officer_the_operator_hears_of_it(ana, mailoutbox, settings):
    settings.OPERATOR_EMAIL = "operator@example.org"
    report(ana, make.line(ana.client))
    deliver_due()
    assert [one.to for one in mailoutbox] == [["operator@example.org"]]


def test_an_answer_without_words_is_not_sent(ana, privacy_officer):
    made = make.complaint(ana.client, make.line(ana.client), ana.user)
    page = privacy_officer.http.post(reverse("officer_complaint", args=[made.pk]), {"words": " "})
    assert "Write your answer" in words(page)


def test_too_long_is_said_and_nothing_typed_is_lost(ana):
    page = report(ana, make.line(ana.client), words="long" * 501)
    assert "Shorten this to 2,000 characters or fewer" in words(page)
    assert "long" * 501 in page.content.decode()


def test_a_client_reads_only_their_own(ana, sam):
    make.complaint(sam.client, make.line(sam.client), sam.user, words="canary-sam")
    assert "canary-sam" not in ana.http.get(OWN).content.decode()
    assert "canary-sam" in sam.http.get(OWN).content.decode()


def test_a_parent_does_not_learn_what_the_child_reported(noa, noas_father, privacy_officer):
    line = make.line(noa.client)
    before = noas_father.http.get("/history/").content.count(b"timeline__at")
    report(noa, line, words="canary-noa")
    made = Complaint.objects.get()
    privacy_officer.http.post(
        reverse("officer_complaint", args=[made.pk]), {"words": "canary-answer"}
    )
    seen = [noas_father.http.get(page).content for page in ("/history/", OWN, "/history/file/")]
    assert seen[0].count(b"timeline__at") == before
    assert not [page for page in seen if b"canary" in page or b"reported to the" in page]
    assert b"reported to the" in noa.http.get("/history/").content


def test_a_parent_cannot_report_what_is_the_minors_own(noa, noas_father, minors_line):
    page = reverse("complaint_new", args=[minors_line.pk])
    assert noas_father.http.get(page).status_code == 404
    assert noas_father.http.post(page).status_code == 404
    assert noa.http.get(page).status_code == 200


@pytest.fixture
def minors_line(noa, counsellor):
    """That something was shared which is Noa's alone."""
    note = make.item(counsellor.provider, noa.client, categories=KINDS["own"])
    return make.line(noa.client, verb=Verb.ITEM_WRITTEN, subject=note)


def test_an_officer_finds_no_note_behind_a_complaint(ana, privacy_officer, open_share, note):
    make.change(note, body="canary-body")
    line = make.line(ana.client, verb=Verb.ITEM_SHARED, subject=open_share)
    made = make.complaint(ana.client, line, ana.user)
    page = privacy_officer.http.get(reverse("officer_complaint", args=[made.pk])).content.decode()
    assert "canary-body" not in page
    assert reverse("client_note", args=[open_share.pk]) not in page


@pytest.mark.parametrize("who", ["ana", "privacy_officer"])
def test_the_number_of_queries_does_not_grow(ana, privacy_officer, request, who):
    person, page = request.getfixturevalue(who), {"ana": OWN}.get(who, OFFICE)

    def queries_with(rows):
        for _row in range(rows):
            make.complaint(ana.client, make.line(ana.client), ana.user)
        person.http.get(page)
        with CaptureQueriesContext(connection) as queries:
            person.http.get(page)
        return len(queries)

    assert queries_with(2) == queries_with(12)
