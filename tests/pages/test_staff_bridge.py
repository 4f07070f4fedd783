"""Two therapists of two partners: each half stands on its own client's permission."""

from django.urls import reverse

from releases.models import Category
from tests import factories as make
from tests.bridge import CANARY, half
from tests.pages.reading import same, words
from tests.people import a_client


def page_of(bridge, client):
    """What Vera sees of this client and Dana."""
    return bridge.vera.http.get(address(client, bridge.dana))


def address(client, other):
    return f"{reverse('bridge', args=[client.client.pk])}?with={other.provider.pk}"


def halves(response):
    """What stands in the half of the reader's client, and in the other one."""
    mine, theirs = words(response).split("About clients of Dana Fox")
    return mine, theirs


def said(bridge, sam, robin):
    """A note of each therapist's for the other, open."""
    for author, reader, client, kind in (
        (bridge.vera, bridge.dana, sam, "progress"),
        (bridge.dana, bridge.vera, robin, "goals"),
    ):
        item = make.item(author.provider, client.client, categories=[kind], body=f"Of {kind}.")
        make.share(item, reader.provider)


def test_each_half_shows_what_goes_one_way(bridge, sam, robin):
    said(bridge, sam, robin)
    mine, theirs = halves(page_of(bridge, sam))
    assert "You may tell Dana Fox, LMFT" in mine
    assert "Note about Sam Whitaker For Dana Fox, LMFT" in mine
    assert "Note about Robin Hale" in theirs
    assert "Robin" not in mine
    assert "Of goals." not in theirs


def test_one_half_ends_and_the_other_goes_on(bridge, sam, robin):
    said(bridge, sam, robin)
    before = halves(page_of(bridge, sam))
    make.change(bridge.robins, revoked_at=make.ago(seconds=1))
    mine, theirs = halves(page_of(bridge, sam))
    assert (mine, "Robin" in theirs) == (before[0], False)
    make.change(bridge.sams, revoked_at=make.ago(seconds=1))
    assert "No permission of Sam names you" in halves(page_of(bridge, sam))[0]


def test_the_readers_own_half_ends_and_the_other_goes_on(bridge, sam, robin):
    said(bridge, sam, robin)
    before = halves(page_of(bridge, sam))
    make.change(bridge.sams, revoked_at=make.ago(seconds=1))
    mine, theirs = halves(page_of(bridge, sam))
    assert theirs == before[1]
    assert "Held" in mine


def test_the_page_says_nothing_of_what_the_other_client_signed(bridge, sam, robin):
    said(bridge, sam, robin)
    shown = page_of(bridge, sam).content.decode()
    hiv = Category.objects.get(code="hiv_sti").name
    for secret in (CANARY, hiv, str(bridge.robins.pk), str(robin.client.pk)):
        assert secret not in shown


def test_what_is_held_leaves_not_a_byte(bridge, sam, robin):
    said(bridge, sam, robin)
    before = same(page_of(bridge, sam))
    held = make.item(bridge.dana.provider, robin.client, categories=["diagnoses"], body="Held.")
    make.share(held, bridge.vera.provider)
    una = a_client("Una Berg")
    stopped = half(una, bridge.dana, bridge.vera)
    make.share(make.item(bridge.dana.provider, una.client), bridge.vera.provider)
    make.change(stopped, revoked_at=make.ago(seconds=1))
    assert same(page_of(bridge, sam)) == before


def test_what_the_other_writes_of_a_client_of_both_stands_with_that_client(bridge, sam, robin):
    half(sam, bridge.dana, bridge.vera)
    make.share(make.item(bridge.dana.provider, sam.client), bridge.vera.provider)
    mine, theirs = halves(page_of(bridge, sam))
    assert "What Dana Fox shared with you" in mine
    assert "Sam" not in theirs.split("Sam reads of the first half only")[0]


def test_the_page_of_the_client_leads_there(bridge, sam):
    shown = bridge.vera.http.get(reverse("client_page", args=[sam.client.pk])).content.decode()
    assert address(sam, bridge.dana) in shown


def test_whom_nobody_named_is_asked_for(bridge, sam, couples_counsellor):
    for query in ("", "?with=nonsense", f"?with={bridge.vera.provider.pk}"):
        shown = words(bridge.vera.http.get(reverse("bridge", args=[sam.client.pk]) + query))
        assert "Working together on Sam Whitaker Dana Fox, LMFT Therapist" in shown
    alone = words(couples_counsellor.http.get(reverse("bridge", args=[sam.client.pk])))
    assert "No permission of Sam names you and somebody else now." in alone


def test_the_other_client_is_not_the_readers(bridge, robin):
    assert page_of(bridge, robin).status_code == 404
