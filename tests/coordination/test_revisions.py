"""A note is changed: the old text is kept, the consent computed again. Raw SQL and actions."""

import pytest

from coordination.actions import disclose, revise_item
from coordination.models import Item, ItemRevision, Share
from ledger.models import Entry, Verb
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run
from tests.written import lines

OLD, NEW = "Sleeps through most nights now.", "Sleeps four hours."
CHANGE = "update coordination_item set body = 'x'"


@pytest.fixture
def revise(note, therapist, as_web):
    def change(item=note, **content):
        with as_web(therapist.user):
            return revise_item(item=item, by=therapist.user, **content)

    return change


def texts_shown_to(person, as_web):
    with as_web(person.user):
        return {
            body
            for table in ("coordination_item", "coordination_itemrevision")
            for (body,) in run(f"select body from {table}")
        }


def test_the_old_text_is_kept_with_what_it_held(note, revise):
    revise(body=NEW, categories=["medications"])
    note.refresh_from_db()
    old = ItemRevision.objects.get()
    assert (note.body, old.body, old.categories) == (NEW, OLD, ["progress"])
    assert (old.written_at, old.replaced_at) == (note.created_at, note.revised_at)


def test_each_client_reads_that_it_was_changed(sam, robin, couples_counsellor, as_web):
    joint = make.item(couples_counsellor.provider, sam.client, robin.client)
    with as_web(couples_counsellor.user):
        revise_item(item=joint, by=couples_counsellor.user, body=NEW)
    for one in (sam, robin):
        assert lines(one.client) == [Verb.ITEM_REVISED]


def test_a_change_that_began_from_an_older_text_changes_nothing(note, revise):
    stale = Item.objects.get(pk=note.pk)
    assert revise(body=NEW)
    assert not revise(item=stale, body="Something else.")
    note.refresh_from_db()
    assert note.body == NEW
    assert Entry.objects.filter(verb=Verb.ITEM_REVISED).count() == 1


@pytest.mark.parametrize(
    "changes", [{"categories": ["progress", "billing"]}, {"service_date": make.TODAY.replace(2019)}]
)
def test_a_share_closes_and_opens_with_what_is_said(
    ana, note, therapist, stranger, revise, changes
):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        categories=["progress"],
        information_from=make.TODAY.replace(2020),
    )
    share = make.share(note, stranger.provider)
    assert revise(**changes)
    assert Share.objects.get(pk=share.pk).consent == []
    current = Item.objects.get(pk=note.pk)
    assert revise(item=current, categories=["progress"], service_date=make.TODAY)
    assert Share.objects.get(pk=share.pk).consent == share.consent != []


def test_no_recipient_reads_the_old_text_even_who_opened_it(
    psychiatrist, open_share, revise, as_web
):
    assert texts_shown_to(psychiatrist, as_web) == {OLD}
    revise(body=NEW)
    assert texts_shown_to(psychiatrist, as_web) == {NEW}


def test_the_client_reads_what_was_shared_before_the_change(
    ana, therapist, open_share, revise, as_web
):
    revise(body=NEW)
    assert texts_shown_to(ana, as_web) == texts_shown_to(therapist, as_web) == {OLD, NEW}


def test_the_client_does_not_read_what_nobody_was_told(
    ana, note, psychiatrist, therapist, revise, as_web
):
    revise(body=NEW)
    make.share(note, psychiatrist.provider, shared=make.ahead(seconds=1))
    assert texts_shown_to(ana, as_web) == {NEW}
    assert texts_shown_to(therapist, as_web) == {OLD, NEW}


@pytest.mark.parametrize("categories", [["sud_counseling_notes"], ["progress"]])
def test_what_is_kept_apart_stays_so_in_the_history(
    ana, note, open_share, revise, as_web, categories
):
    make.change(note, categories=["sud_counseling_notes"], body="Apart.")
    revise(item=Item.objects.get(pk=note.pk), body=NEW, categories=categories)
    assert "Apart." not in texts_shown_to(ana, as_web)


def test_of_a_joint_note_neither_reads_the_history(
    sam, robin, couples_counsellor, psychiatrist, as_web
):
    me = couples_counsellor
    for one in (sam, robin):
        make.release(one.client, disclosers=[me.provider], recipients=[psychiatrist.provider])
    joint = make.item(me.provider, sam.client, robin.client, body=OLD)
    make.share(joint, psychiatrist.provider)
    make.change(joint, body=NEW)
    assert texts_shown_to(sam, as_web) == {NEW}


def test_a_parent_does_not_read_the_history(leo, mother, play_therapist, as_web):
    note = make.item(play_therapist.provider, leo.client, body=OLD)
    make.share(note, make.provider("Iris Falk"))
    make.change(note, body=NEW)
    assert texts_shown_to(mother, as_web) == {NEW}


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("therapist", 1), ("psychiatrist", NO_ROW), ("ana", NO_ROW), ("stranger", NO_ROW)],
)
def test_only_the_author_changes_a_note(request, open_share, as_web, who, outcome):
    with as_web(request.getfixturevalue(who).user):
        assert attempt(CHANGE) == outcome


@pytest.mark.parametrize("verb", ["delete from", "update", "insert into"])
def test_nobody_writes_to_the_history(note, therapist, revise, as_web, verb):
    revise(body=NEW)
    rest = {"update": "set body = 'x'", "insert into": "default values"}.get(verb, "")
    with as_web(therapist.user):
        assert attempt(f"{verb} coordination_itemrevision {rest}") == NOT_ALLOWED


def test_when_it_was_written_does_not_change(note, therapist, as_web):
    with as_web(therapist.user):
        attempt(CHANGE)
    assert Item.objects.get().created_at == note.created_at


def test_opening_the_new_text_is_a_line_of_its_own(ana, psychiatrist, open_share, revise, as_web):
    def read():
        with as_web(psychiatrist.user):
            me = {"provider": psychiatrist.provider, "by": psychiatrist.user}
            return disclose(share_id=open_share.pk, session_key="one", **me).item.body

    assert [read(), read()] == [OLD, OLD]
    revise(body=NEW)
    assert [read(), read()] == [NEW, NEW]
    opened, changed = Verb.ITEM_DISCLOSED, Verb.ITEM_REVISED
    assert lines(ana.client)[-3:] == [opened, changed, opened]
