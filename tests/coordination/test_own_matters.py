"""A privacy officer who has to do with a complaint: the database shows and takes nothing."""

import pytest
from django.urls import reverse

from coordination.models import Complaint
from ledger.models import Entry, Verb
from tests import factories as make
from tests.attempts import NO_ROW, attempt
from tests.people import Person

WAYS = ["did it", "is the client", "is a parent"]


@pytest.fixture(params=WAYS)
def theirs(request, ana, leo, mother, privacy_officer, therapist):
    """What somebody else reported, in which the officer has a part."""
    officer, did = privacy_officer.user, request.param == "did it"
    who, client = (mother, leo.client) if request.param == "is a parent" else (ana, ana.client)
    made = make.complaint(client, make.line(client, by=officer if did else None), who.user)
    if request.param == "is the client":
        make.change(ana.client, user=officer)
    if request.param == "is a parent":
        make.representative(leo.client, user=officer, verified_by=therapist.provider)
    return made


def test_they_neither_read_nor_answer_it(theirs, privacy_officer, as_web):
    with as_web(privacy_officer.user):
        assert not Complaint.objects.filter(pk=theirs.pk).exists()
        outcome = attempt(
            "update coordination_complaint set answer = 'Fine.', answered_at = now(),"
            " answered_by_id = %s",
            privacy_officer.user.pk,
        )
    assert outcome == NO_ROW


def test_no_page_has_it_and_the_list_says_why(theirs, privacy_officer):
    page = reverse("officer_complaint", args=[theirs.pk])
    assert privacy_officer.http.get(page).status_code == 404
    assert privacy_officer.http.post(page, {"words": "Fine."}).status_code == 404
    listed = privacy_officer.http.get(reverse("officer_complaints")).content.decode()
    assert page not in listed
    assert "Another privacy officer answers it" in listed


def test_another_officer_answers_it(theirs):
    other = Person(make.staff("Rosa Lind", is_privacy_officer=True))
    page = reverse("officer_complaint", args=[theirs.pk])
    assert other.http.post(page, {"words": "We look into it."}).status_code == 302
    theirs.refresh_from_db()
    assert theirs.answered_by == other.user


def test_what_they_did_leaves_no_line_that_tells(ana, privacy_officer, as_web):
    made = make.complaint(ana.client, make.line(ana.client, by=privacy_officer.user), ana.user)
    make.line(ana.client, verb=Verb.COMPLAINT_MADE, by=ana.user, subject=made)
    about = Entry.objects.filter(verb=Verb.COMPLAINT_MADE)
    with as_web(privacy_officer.user):
        assert not about.exists()
    with as_web(ana.user):
        assert about.exists()


def test_clients_read_what_was_reported_about_themselves(ana, leo, mother, therapist, as_web):
    make.representative(ana.client, user=mother.user, verified_by=therapist.provider)
    made = make.complaint(ana.client, make.line(ana.client, by=ana.user), mother.user)
    make.line(ana.client, verb=Verb.COMPLAINT_MADE, by=mother.user, subject=made)
    with as_web(ana.user):
        assert Entry.objects.filter(verb=Verb.COMPLAINT_MADE).exists()


def test_a_parent_reads_nothing_of_what_is_the_childs_own(noa, counsellor, privacy_officer, as_web):
    note = make.item(counsellor.provider, noa.client, categories=["substance_use"])
    make.line(noa.client, verb=Verb.ITEM_WRITTEN, subject=note)
    with as_web(privacy_officer.user):
        assert Entry.objects.about(noa.client.pk).count() == 1
    make.representative(noa.client, user=privacy_officer.user, verified_by=counsellor.provider)
    with as_web(privacy_officer.user):
        assert Entry.objects.about(noa.client.pk).count() == 0
