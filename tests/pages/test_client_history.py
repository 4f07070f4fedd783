"""The ledger in sentences: every verb has one, and it says no more than the client may know."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Item
from coordination.presenters.saying import Group
from coordination.presenters.sayings import SAYINGS, THINGS, verbs_of
from ledger.actions import record
from ledger.models import Verb
from tests import factories as make
from tests.pages.reading import words

HISTORY = "/history/"


def history(person, **query):
    return words(person.http.get(HISTORY, query))


def line(verb, by, client, **facts):
    with transaction.atomic():
        record(verb, by=by, client=client, **facts)


def test_every_verb_has_its_sentence():
    assert set(SAYINGS) == set(Verb)


def test_every_kind_of_note_has_its_words():
    assert set(THINGS) == set(Item.Kind)


def test_every_verb_can_be_looked_for():
    assert sorted(verb for group in Group for verb in verbs_of(group)) == sorted(Verb)


@pytest.mark.parametrize("verb", Verb)
def test_every_sentence_is_whole(ana, therapist, psychiatrist, open_share, verb):
    subject = psychiatrist.release if verb.startswith("release") else open_share
    line(verb, therapist.user, ana.client, subject=subject)
    said = history(ana).split("Show ", 1)[1]
    assert "%" not in said
    assert "None" not in said


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("item_disclosed", "Miriam Stone opened a note by Miriam Stone."),
        ("access_blocked", "Miriam Stone tried to open a note by Miriam Stone and was stopped."),
        ("item_shared", "Miriam Stone addressed a note to Julian Okafor."),
        ("share_withdrawn", "Miriam Stone took back a note that was addressed to Julian Okafor."),
    ],
)
def test_what_happened_to_a_note_names_it(ana, therapist, open_share, verb, sentence):
    line(verb, therapist.user, ana.client, subject=open_share)
    assert sentence in history(ana)


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("release_requested", "You asked for a permission: Miriam Stone tells Julian Okafor."),
        ("release_signed", "You signed a permission: Miriam Stone tells Julian Okafor."),
        ("release_declined", "You said no to a permission: Miriam Stone tells Julian Okafor."),
        ("release_revoked", "You stopped a permission: Miriam Stone tells Julian Okafor."),
    ],
)
def test_what_happened_to_a_permission_says_which(ana, psychiatrist, verb, sentence):
    line(verb, ana.user, ana.client, subject=psychiatrist.release)
    answer = ana.http.get(HISTORY)
    assert sentence in words(answer)
    receipt = reverse("release_receipt", args=[psychiatrist.release.pk])
    assert receipt in answer.content.decode()


def test_what_the_site_did_by_itself_says_we(ana, psychiatrist):
    line(Verb.RELEASE_EXPIRING, None, ana.client, subject=psychiatrist.release)
    assert "We sent a reminder that a permission ends soon: Miriam Stone tells" in history(ana)


def test_an_opening_says_by_which_permission(ana, psychiatrist, open_share):
    psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    answer = ana.http.get(HISTORY)
    assert "Why: permission for Julian Okafor, signed" in words(answer)
    assert reverse("client_note", args=[open_share.pk]) in answer.content.decode()


def test_an_attempt_that_was_blocked_is_told(ana, gp, held_share):
    assert gp.http.get(reverse("shared_open", args=[held_share.pk])).status_code == 404
    assert "Helen Park tried to open a note by Miriam Stone and was stopped." in history(ana)


def test_a_reason_that_was_given_is_told(ana, psychiatrist):
    line(Verb.RELEASE_REVOKED, ana.user, ana.client, subject=psychiatrist.release, reason="Enough")
    assert "Reason given: Enough" in history(ana)


def test_what_is_gone_is_still_a_sentence(ana, therapist):
    line(Verb.ACCESS_BLOCKED, therapist.user, ana.client, subject=("elsewhere.thing", "17"))
    line(Verb.RELEASE_SIGNED, therapist.user, ana.client)
    page = history(ana)
    assert "Miriam Stone tried to open something and was stopped." in page
    assert "Miriam Stone signed a permission:" in page


def test_a_joint_note_does_not_tell_of_the_other_s_permission(
    sam, robin, couples_counsellor, stranger
):
    sides = {"disclosers": [couples_counsellor.provider], "recipients": [stranger.provider]}
    his, theirs = (make.release(one.client, **sides) for one in (sam, robin))
    share = make.share(
        make.item(couples_counsellor.provider, sam.client, robin.client), stranger.provider
    )
    stranger.http.get(reverse("shared_open", args=[share.pk]))
    page = sam.http.get(HISTORY).content.decode()
    assert reverse("release_receipt", args=[his.pk]) in page
    assert str(theirs.pk) not in page
    assert "Robin" not in page


def test_another_client_who_did_something_is_not_named(sam, robin):
    line(Verb.ACCESS_BLOCKED, robin.user, sam.client)
    page = history(sam)
    assert "Somebody else tried to open something and was stopped." in page
    assert "Robin" not in page


def test_parents_are_named_as_the_child_s_record_knows_them(leo, mother, father):
    line(Verb.RELEASE_REVOKED, father.user, leo.client)
    line(Verb.RELEASE_SIGNED, mother.user, leo.client)
    page = history(mother)
    assert "Marco Castillo stopped a permission" in page
    assert "You signed a permission" in page


def test_one_reads_what_one_person_did(ana, therapist, psychiatrist):
    line(Verb.TREATMENT_STARTED, therapist.user, ana.client)
    line(Verb.ITEM_DISCLOSED, psychiatrist.user, ana.client)
    page = history(ana, who=str(psychiatrist.user.pk))
    assert "Julian Okafor opened something." in page
    assert "Miriam Stone began" not in page


def test_one_reads_what_happened_of_one_sort(ana, therapist, psychiatrist):
    line(Verb.ITEM_DISCLOSED, psychiatrist.user, ana.client)
    line(Verb.ACCESS_BLOCKED, psychiatrist.user, ana.client)
    page = history(ana, what="blocked")
    assert "was stopped." in page
    assert "Julian Okafor opened" not in page


def test_what_did_not_happen_says_so_and_leads_back(ana, therapist):
    line(Verb.TREATMENT_STARTED, therapist.user, ana.client)
    assert "Nothing of that kind has happened. Show everything" in history(ana, what="opened")


@pytest.mark.parametrize("query", [{"who": "x"}, {"who": "0"}, {"what": "\0"}, {"page": "-3"}])
def test_what_cannot_be_looked_for_is_everything(ana, therapist, query):
    line(Verb.TREATMENT_STARTED, therapist.user, ana.client)
    assert "Miriam Stone began the treatment." in history(ana, **query)


def test_a_new_client_reads_that_nothing_has_happened(ana):
    assert "Nothing has happened yet." in history(ana)


def test_many_lines_stand_on_several_pages(ana, therapist):
    for _number in range(60):
        line(Verb.ITEM_WRITTEN, therapist.user, ana.client)
    assert history(ana).count("Miriam Stone wrote a note.") == 25
    last = history(ana, page="3", what="notes")
    assert last.count("wrote a note.") == 10
    assert "Page 3 of 3" in last


def test_the_number_of_queries_does_not_grow(ana, therapist, psychiatrist):
    def queries_with(rows):
        for number in range(rows):
            other = make.provider(f"Doctor {rows} {number}", user=make.staff(f"D {rows} {number}"))
            release = make.release(ana.client, disclosers=[therapist.provider], recipients=[other])
            share = make.share(make.item(therapist.provider, ana.client), other)
            facts = {"subject": share, "releases": [release]}
            line(Verb.ITEM_DISCLOSED, other.user, ana.client, **facts)
        with CaptureQueriesContext(connection) as queries:
            history(ana)
        return len(queries)

    history(ana)
    assert queries_with(3) == queries_with(20)
