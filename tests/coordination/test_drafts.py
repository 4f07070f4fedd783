"""Drafts are their authors' alone: raw SQL."""

import pytest

from coordination.actions import drop_draft, keep_draft
from coordination.models import NoteDraft
from ledger.models import Entry
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run

INSERT = (
    "insert into coordination_notedraft (id, author_id, client_id, form, content, saved_at)"
    " values (uuidv7(), %s, %s, 'note', '{}', '2001-01-01Z')"
)


@pytest.fixture
def place(ana, therapist):
    return {"author": therapist.provider, "client": ana.client, "form": "note"}


@pytest.fixture
def draft(place, therapist, as_web):
    with as_web(therapist.user):
        keep_draft(**place, content={"body": "Half a sen"})
    return NoteDraft.objects.get()


def test_a_draft_takes_the_place_of_the_one_before(place, draft, therapist, as_web):
    with as_web(therapist.user):
        keep_draft(**place, content={"body": "Half a sentence"})
    again = NoteDraft.objects.get()
    assert again.content == {"body": "Half a sentence"}
    assert again.saved_at > draft.saved_at


@pytest.mark.parametrize(
    "who", ["ana", "psychiatrist", "stranger", "directory_admin", "privacy_officer"]
)
def test_nobody_else_sees_a_draft_or_touches_it(request, draft, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        assert run("select * from coordination_notedraft") == []
        assert attempt("update coordination_notedraft set content = '{}'") == NO_ROW
        assert attempt("delete from coordination_notedraft") == NO_ROW
        assert attempt(INSERT, draft.author_id, draft.client_id) == NOT_ALLOWED


def test_the_clerk_sees_no_draft(draft, as_clerk):
    with as_clerk():
        assert attempt("select id from coordination_notedraft") == NOT_ALLOWED


def test_no_line_tells_of_a_draft(draft):
    assert not Entry.objects.exists()


def test_a_draft_is_about_the_authors_own_clients(place, therapist, robin, as_web):
    with as_web(therapist.user):
        assert attempt(INSERT, therapist.provider.pk, robin.client.pk) == NOT_ALLOWED
        assert attempt(INSERT, therapist.provider.pk, place["client"].pk) == 1
    assert NoteDraft.objects.get().saved_at > make.ago(minutes=1)


@pytest.fixture
def old(draft):
    make.change(draft, saved_at=make.ago(days=91))


def test_after_ninety_days_a_draft_is_forgotten(place, old, therapist, as_web):
    with as_web(therapist.user):
        assert run("select * from coordination_notedraft") == []
        keep_draft(**place | {"form": "treatment_plan"}, content={"body": "x"})
    assert NoteDraft.objects.get().form == "treatment_plan"


def test_an_old_draft_is_not_in_the_way_of_a_new_one(place, old, therapist, as_web):
    with as_web(therapist.user):
        keep_draft(**place, content={"body": "New"})
        assert NoteDraft.objects.get().content == {"body": "New"}


def test_a_draft_is_dropped(place, draft, therapist, as_web):
    with as_web(therapist.user):
        drop_draft(**place)
    assert not NoteDraft.objects.exists()
