"""Psychotherapy notes are apart, and a part of a joint note stands alone: raw SQL."""

import pytest
from django.db import transaction

from coordination.actions import share_item, write_part
from coordination.models import ItemPart
from ledger.models import Entry
from releases.gate import decide
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run

KIND = "update coordination_item set kind = '{}', categories = '{}'"
APART = "item_psychotherapy_note_apart"


@pytest.mark.parametrize(
    ("kind", "categories", "outcome"),
    [
        ("psychotherapy_note", "{psychotherapy_notes}", 1),
        ("psychotherapy_note", "{progress}", APART),
        ("psychotherapy_note", "{sud_counseling_notes}", APART),
        ("note", "{psychotherapy_notes}", APART),
        ("medication_change", "{psychotherapy_notes}", APART),
        ("note", "{sud_counseling_notes}", 1),
    ],
)
def test_psychotherapy_notes_have_their_kind_and_it_has_nothing_else(
    note, kind, categories, outcome
):
    assert attempt(KIND.format(kind, categories)) == outcome


@pytest.fixture
def joint(sam, robin, couples_counsellor):
    return make.item(couples_counsellor.provider, sam.client, robin.client, body="Both of them.")


@pytest.fixture
def part(joint, robin, couples_counsellor, as_web):
    with as_web(couples_counsellor.user):
        return write_part(
            joint=joint,
            client=robin.client,
            by=couples_counsellor.user,
            categories=["progress"],
            service_date=make.TODAY,
            body="Robin alone.",
        )


def test_a_part_opens_on_the_release_of_one_while_the_joint_note_is_held(
    joint, part, robin, couples_counsellor, stranger, as_web
):
    me, other = couples_counsellor, stranger.provider
    make.release(robin.client, disclosers=[me.provider], recipients=[other])
    with as_web(me.user):
        shares = [share_item(item=one, recipients=[other], by=me.user)[0] for one in (joint, part)]
        assert [decide(one).decision for one in shares] == ["deny", "permit"]
    with as_web(stranger.user):
        assert run("select body from coordination_item") == [("Robin alone.",)]


def test_nobody_but_the_author_knows_of_what_a_part_is_a_part(
    request, part, robin, sam, couples_counsellor, stranger, privacy_officer, as_web
):
    me = couples_counsellor.provider
    make.release(robin.client, disclosers=[me], recipients=[stranger.provider])
    make.share(part, stranger.provider)
    for person in (robin, sam, stranger, privacy_officer):
        with as_web(person.user):
            assert run("select * from coordination_itempart") == []
    with as_web(couples_counsellor.user):
        assert len(run("select * from coordination_itempart")) == 1


def test_the_ledger_of_neither_tells_that_there_was_a_joint_note(part, sam, robin):
    assert not Entry.objects.filter(client=sam.client.pk).exists()
    line = Entry.objects.get(client=robin.client.pk)
    assert (line.subject_id, line.detail) == (str(part.pk), {})


INSERT = "insert into coordination_itempart (id, item_id, joint_id) values (uuidv7(), %s, %s)"


def test_a_part_is_about_one_of_those_whom_the_joint_note_is_about(joint, ana, sam, robin):
    author = joint.author
    whole = make.item(author, sam.client, robin.client)
    for other in (make.item(author, ana.client), whole):
        assert attempt(INSERT, other.pk, joint.pk) == "part_is_about_one"
    assert attempt(INSERT, make.item(author, sam.client).pk, joint.pk) == 1


@pytest.mark.parametrize("who", ["therapist", "stranger", "sam"])
def test_nobody_else_says_that_something_is_a_part(request, joint, sam, therapist, as_web, who):
    alone = make.item(joint.author, sam.client)
    with as_web(request.getfixturevalue(who).user):
        assert attempt(INSERT, alone.pk, joint.pk) == NOT_ALLOWED


def test_a_part_stays_a_part(part, couples_counsellor, as_web):
    with transaction.atomic(), as_web(couples_counsellor.user):
        assert attempt("update coordination_itempart set joint_id = item_id") == NOT_ALLOWED
        assert attempt("delete from coordination_itempart") == NOT_ALLOWED
    assert ItemPart.objects.count() == 1
