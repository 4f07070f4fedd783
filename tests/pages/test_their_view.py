"""What they see: the client looks at a recipient's own list, and nobody is told of the look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Entry
from releases.notices import PART2_NOTICE
from tests import factories as make
from tests.pages.reading import words


def list_of(person, provider):
    return person.http.get(reverse("their_list", args=[provider.pk]))


def note_of(person, share):
    return person.http.get(reverse("their_note", args=[share.pk]))


def ids(lines):
    return [line.share.pk for line in lines]


@pytest.fixture
def more(ana, therapist, psychiatrist, open_share):
    """Beside the open one: one that is held, and one about somebody else."""
    held = make.item(therapist.provider, ana.client, categories=["goals"], body="Held, this one.")
    make.share(held, psychiatrist.provider)
    other = make.client("Kim Rivlin")
    make.treatment(other, therapist.provider)
    make.release(other, disclosers=[therapist.provider], recipients=[psychiatrist.provider])
    make.share(make.item(therapist.provider, other), psychiatrist.provider)


def test_it_is_their_own_list_about_the_client(ana, psychiatrist, open_share, more):
    shown = list_of(ana, psychiatrist.provider)
    own = psychiatrist.http.get(reverse("shared_with_me"), {"client": ana.client.pk})
    assert ids(shown.context["page"]) == ids(own.context["lines"]) == [open_share.pk]
    assert "Kim Rivlin" not in words(shown)


def test_who_can_open_nothing_has_an_empty_list(ana, gp, held_share):
    shown = words(list_of(ana, gp.provider))
    assert "Helen Park can open nothing now." in shown
    assert note_of(ana, held_share).status_code == 404


def test_a_note_is_shown_as_they_have_it(ana, psychiatrist, open_share):
    shown = words(note_of(ana, open_share))
    assert open_share.item.body in shown
    assert "Miriam Stone" in shown
    assert "Progress summary" in shown


def test_with_the_files_that_go_with_it(ana, open_share):
    file = make.attachment(open_share.item)
    assert file.name in words(note_of(ana, open_share))


def test_to_look_is_no_disclosure(ana, psychiatrist, open_share):
    before = Entry.objects.count()
    list_of(ana, psychiatrist.provider)
    note_of(ana, open_share)
    assert Entry.objects.count() == before


def test_what_they_are_told_with_it_is_told_here(ana, therapist, psychiatrist):
    part2 = ["substance_use_part2"]
    told = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    make.release(ana.client, categories=part2, **told)
    note = make.item(therapist.provider, ana.client, categories=part2)
    shown = words(note_of(ana, make.share(note, psychiatrist.provider)))
    assert PART2_NOTICE in shown
    assert "Do not pass this on" in shown


def test_notes_kept_apart_are_in_the_list_and_not_read(ana, therapist, psychiatrist):
    apart = {"categories": ["psychotherapy_notes"]}
    told = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    make.release(ana.client, instrument="psychotherapy_notes", **apart, **told)
    note = make.item(therapist.provider, ana.client, body="What she made of the dream.", **apart)
    share = make.share(note, psychiatrist.provider)
    assert share.pk in ids(list_of(ana, psychiatrist.provider).context["page"])
    shown = words(note_of(ana, share))
    assert "kept apart" in shown
    assert note.body not in shown


def test_of_a_note_about_two_the_other_is_not_named(sam, robin, couples_counsellor, psychiatrist):
    told = {
        "disclosers": [couples_counsellor.provider],
        "recipients": [psychiatrist.provider],
        "categories": ["family_themes"],
    }
    for one in (sam, robin):
        make.release(one.client, **told)
    both = [sam.client, robin.client]
    note = make.item(couples_counsellor.provider, *both, categories=["family_themes"])
    share = make.share(note, psychiatrist.provider)
    pages = words(list_of(sam, psychiatrist.provider)), words(note_of(sam, share))
    assert "another client" in pages[0]
    assert not any("Robin" in page for page in pages)
    make.change(robin.client.releases.get(), revoked_at=make.ago(seconds=1))
    assert "can open nothing now" in words(list_of(sam, psychiatrist.provider))
    assert note_of(sam, share).status_code == 404


def test_for_others_there_is_no_such_page(ana, sam, stranger, psychiatrist, open_share):
    assert list_of(ana, stranger.provider).status_code == 404
    assert list_of(sam, psychiatrist.provider).status_code == 404
    assert note_of(sam, open_share).status_code == 404
    assert note_of(psychiatrist, open_share).status_code == 404


def test_home_and_the_note_lead_there(ana, psychiatrist, open_share):
    home = ana.http.get(reverse("client_home")).content.decode()
    assert reverse("their_list", args=[psychiatrist.provider.pk]) in home
    note = ana.http.get(reverse("client_note", args=[open_share.pk])).content.decode()
    assert reverse("their_note", args=[open_share.pk]) in note


def test_more_notes_cost_no_more_queries(ana, therapist, psychiatrist, open_share):
    def queries():
        list_of(ana, psychiatrist.provider)
        with CaptureQueriesContext(connection) as asked:
            list_of(ana, psychiatrist.provider)
        return len(asked)

    few = queries()
    for _number in range(9):
        make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
    assert queries() == few
