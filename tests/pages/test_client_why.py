"""Why somebody can open a note, or not: the client's own permissions, and where to change them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.pages.reading import words


def page(person, share):
    return person.http.get(reverse("client_note", args=[share.pk]))


def links(person, share, name, *releases):
    text = page(person, share).content.decode()
    return [reverse(name, args=[one.pk]) in text for one in releases]


def test_an_open_one_names_the_permission_and_leads_to_changing_it(ana, psychiatrist, open_share):
    shown = words(page(ana, open_share))
    assert "Why Julian Okafor can open it" in shown
    assert "Miriam Stone tells Julian Okafor: Progress summary" in shown
    assert links(ana, open_share, "change_sharing", psychiatrist.release) == [True]


def test_every_permission_that_it_rests_on_is_named_and_no_other(
    ana, therapist, psychiatrist, gp, open_share
):
    sides = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    also = make.release(ana.client, categories=["progress"], **sides)
    other = make.release(ana.client, categories=["billing"], **sides)
    asked = (psychiatrist.release, also, other, gp.release)
    assert links(ana, open_share, "change_sharing", *asked) == [True, True, False, False]


def test_of_a_couple_each_reads_of_their_own_permission_only(
    sam, robin, couples_counsellor, stranger
):
    sides = {"disclosers": [couples_counsellor.provider], "recipients": [stranger.provider]}
    theirs = [make.release(one.client, **sides) for one in (sam, robin)]
    share = make.share(make.item(couples_counsellor.provider, sam.client, robin.client),
                       stranger.provider)  # fmt: skip
    assert links(sam, share, "change_sharing", *theirs) == [True, False]
    assert "Everybody whom it is about has agreed." in words(page(sam, share))
    make.change(theirs[1], revoked_at=make.ago(seconds=1))
    closed = words(page(sam, share))
    assert "has agreed" not in closed
    assert "Change what" not in closed


def test_a_closed_one_leads_to_what_would_open_it(ana, held_share):
    shown = words(page(ana, held_share))
    assert "Your permission has ended, for: Progress summary." in shown
    assert "Change what Helen Park can see" in shown
    assert "Why Helen Park can open it" not in shown


def test_what_no_signature_would_open_leads_nowhere(ana, gp, held_share):
    make.restriction(ana.client, provider=gp.provider)
    assert "Change what Helen Park can see" not in words(page(ana, held_share))


def test_queries_do_not_grow_with_permissions(ana, therapist, psychiatrist, open_share):
    sides = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}

    def queries_with(more):
        for _one in range(more):
            make.release(ana.client, **sides)
        with CaptureQueriesContext(connection) as captured:
            page(ana, open_share)
        return len(captured)

    queries_with(1)
    assert queries_with(0) == queries_with(5)
