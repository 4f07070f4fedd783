"""What was written about a client and shared: listed always, read as the rule allows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import Standing
from tests import factories as make
from tests.pages.reading import words


def notes(person):
    return words(person.http.get(reverse("client_notes")))


def note(person, share):
    return words(person.http.get(reverse("client_note", args=[share.pk])))


def test_nothing_shared_reads_so(ana, note):
    assert "Nothing was shared." in notes(ana)


def test_open_and_held_ones_are_listed_with_their_state(ana, open_share, held_share):
    page = notes(ana)
    assert "Note From Miriam Stone to Julian Okafor" in page
    assert "Can be opened" in page
    assert "From Miriam Stone to Helen Park" in page
    assert "Can't be opened now" in page
    assert "Sleeps through" not in page


def test_the_client_reads_what_was_written_about_them_alone(ana, open_share, held_share):
    for share in (open_share, held_share):
        assert "Sleeps through most nights now." in note(ana, share)


def test_who_opened_it_and_who_was_stopped_stand_below(
    ana, psychiatrist, gp, open_share, held_share
):
    psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    gp.http.get(reverse("shared_open", args=[held_share.pk]))
    assert "Julian Okafor opened a note" in note(ana, open_share)
    assert "Helen Park tried to open a note" in note(ana, held_share)


def test_nobody_opened_it_yet(ana, open_share):
    assert "Who opened it Nobody yet." in note(ana, open_share)


def test_a_note_that_was_taken_back_says_so(ana, open_share):
    make.change(open_share, withdrawn_at=make.ago(minutes=1))
    page = note(ana, open_share)
    assert "Taken back" in page
    assert "Miriam Stone took it back. Julian Okafor can't open it." in page


def test_a_suspended_recipient_cannot_open_it(ana, psychiatrist, open_share):
    make.change(psychiatrist.provider, standing=Standing.SUSPENDED)
    assert "Julian Okafor can't open it now." in note(ana, open_share)


def test_psychotherapy_notes_are_listed_and_never_read(ana, therapist, psychiatrist):
    kinds = {"categories": ["psychotherapy_notes"]}
    make.release(
        ana.client,
        instrument="psychotherapy_notes",
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        **kinds,
    )
    apart = make.item(therapist.provider, ana.client, body="Kept apart.", **kinds)
    share = make.share(apart, psychiatrist.provider)
    page = note(ana, share)
    assert "Notes of this sort are kept apart. Ask Miriam Stone about them." in page
    assert "Kept apart." not in page


def joint(sam, robin, counsellor, recipient):
    item = make.item(counsellor.provider, sam.client, robin.client, body="They argue about money.")
    return make.share(item, recipient.provider)


def test_a_joint_note_is_read_while_both_allow_it_to_somebody(
    sam, robin, couples_counsellor, stranger
):
    sides = {"disclosers": [couples_counsellor.provider], "recipients": [stranger.provider]}
    share = joint(sam, robin, couples_counsellor, stranger)
    make.release(sam.client, **sides)
    assert "argue" not in note(sam, share)
    theirs = make.release(robin.client, **sides)
    assert "argue" in note(sam, share)
    assert "argue" in note(robin, share)
    make.change(theirs, revoked_at=make.ago(seconds=1))
    assert "argue" not in note(sam, share)


def test_a_closed_joint_note_says_the_same_whoever_closed_it(
    sam, robin, couples_counsellor, stranger
):
    sides = {"disclosers": [couples_counsellor.provider], "recipients": [stranger.provider]}
    share = joint(sam, robin, couples_counsellor, stranger)
    neither = note(sam, share)
    make.release(sam.client, **sides)
    assert note(sam, share) == neither
    assert "It can be read while all of them agree to sharing it with somebody." in neither
    assert "Robin" not in neither


def test_many_notes_stand_on_several_pages(ana, therapist, psychiatrist):
    for _number in range(25):
        make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
    assert notes(ana).count("From Miriam Stone") == 20


def test_the_number_of_queries_does_not_grow(ana, therapist, psychiatrist):
    def queries_with(rows):
        for _number in range(rows):
            make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
        with CaptureQueriesContext(connection) as queries:
            notes(ana)
        return len(queries)

    notes(ana)
    assert queries_with(3) == queries_with(15)
