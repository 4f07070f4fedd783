"""Complaints, asked of the database itself: who reads, makes, answers and changes them."""

import pytest

from coordination.actions.complaining import answer, complain
from coordination.models import Complaint
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run

pytestmark = pytest.mark.django_db
EVERYBODY = [
    "ana", "sam", "mother", "father", "therapist", "psychiatrist", "stranger", "directory_admin",
    "privacy_officer",
]  # fmt: skip


@pytest.fixture
def anas(ana, therapist):
    return make.complaint(ana.client, make.line(ana.client, by=therapist.user), ana.user)


def test_only_its_author_and_an_officer_read_it(anas, request, as_web, as_clerk):
    reads = []
    for who in EVERYBODY:
        with as_web(request.getfixturevalue(who).user):
            if run("select words from coordination_complaint"):
                reads.append(who)
    with as_clerk():
        assert attempt("select words from coordination_complaint") == NOT_ALLOWED
        assert attempt("select answer from coordination_complaint") == NOT_ALLOWED
    assert reads == ["ana", "privacy_officer"]


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != "ana"])
def test_nobody_reports_for_somebody_else(anas, request, as_web, who):
    user = request.getfixturevalue(who).user
    with as_web(user):
        made = attempt(
            "insert into coordination_complaint (id, client_id, line, made_by_id, words)"
            " values (uuidv7(), %s, %s, %s, '')",
            anas.client_id,
            anas.line,
            user.pk,
        )
    assert made == NOT_ALLOWED


def test_nobody_reports_a_line_that_they_cannot_read(ana, sam, as_web):
    line = make.line(sam.client)
    with as_web(ana.user):
        made = attempt(
            "insert into coordination_complaint (id, client_id, line, made_by_id, words)"
            " values (uuidv7(), %s, %s, %s, '')",
            ana.client.pk,
            line.pk,
            ana.user.pk,
        )
    assert made == NOT_ALLOWED


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_officer_answers(anas, request, as_web, who):
    user = request.getfixturevalue(who).user
    with as_web(user):
        outcome = attempt(
            "update coordination_complaint set answer = 'So it was.', answered_at = now(),"
            " answered_by_id = %s",
            user.pk,
        )
    assert outcome == (1 if who == "privacy_officer" else NO_ROW)


def test_an_answer_is_given_once_and_a_complaint_is_kept(anas, privacy_officer):
    make.change(anas, answer="It was.", answered_by=privacy_officer.user, answered_at=make.ago())
    table = "coordination_complaint"
    assert attempt(f"update {table} set answer = 'no'") == "complaint_answered_once"
    assert attempt(f"delete from {table}") == "complaint_is_kept"


def test_what_was_reported_is_not_changed(anas):
    changed = attempt("update coordination_complaint set words = 'All is well.'")
    assert changed == "complaint_is_fixed"


def test_nobody_answers_what_they_reported_themselves(ana, privacy_officer, as_web):
    make.change(ana.client, user=privacy_officer.user)
    own = make.complaint(ana.client, make.line(ana.client), privacy_officer.user)
    with as_web(privacy_officer.user):
        assert answer(complaint=own, words="Fine.", by=privacy_officer.user) is False


def test_a_line_is_reported_once_while_it_waits(ana, privacy_officer, as_web):
    line = make.line(ana.client)
    with as_web(ana.user):
        made = [
            complain(client=ana.client, line=line.pk, words=words, by=ana.user)
            for words in ("first", "second")
        ]
    assert made[0] == made[1]
    assert Complaint.objects.count() == 1
    assert Outgoing.objects.filter(kind="complaint_made").count() == 1


def test_both_stand_in_the_clients_ledger(ana, privacy_officer, as_web):
    line = make.line(ana.client)
    with as_web(ana.user):
        made = complain(client=ana.client, line=line.pk, words="", by=ana.user)
    with as_web(privacy_officer.user):
        assert answer(complaint=made, words="It was a mistake.", by=privacy_officer.user)
        assert not answer(complaint=made, words="Again.", by=privacy_officer.user)
    about = Entry.objects.filter(client=ana.client.pk, subject_id=str(made.pk))
    verbs = list(about.order_by("at").values_list("verb", flat=True))
    assert verbs == [Verb.COMPLAINT_MADE, Verb.COMPLAINT_ANSWERED]
