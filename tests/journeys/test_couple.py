"""A couple is asked at once, each signs their own, one of them stops."""

from django.urls import reverse

from coordination.models import Share
from releases.models import Release
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


def sign(window, person):
    """Signs the one request that waits for this person, on a phone."""
    step = f"/releases/{Release.objects.get(client=person.client).pk}/review/"
    phone = enter(window(scripts=False, **PHONE), person.user)
    phone.open(step).sees("2 people are asked for the same, each for themselves.")
    phone.open(step + "what/").tick(categories="family_themes").press("Continue")
    phone.open(step + "check/").follow("Go on to sign").fill(typed_name=person.user.name)
    return phone.press("Sign and start sharing").sees("Sharing is on")


def test_both_sign_and_one_of_them_stops(window):
    sam = people.a_client("Sam Whitaker", preferred_name="Sam")
    robin = people.a_client("Robin Hale", preferred_name="Robin")
    dana = people.a_provider("Dana Fox", "couples_counsellor", "LMFT")
    julius = people.a_provider("Julius Amadi", "psychiatrist")
    for one in (sam, robin):
        make.treatment(one.client, dana.provider)
    couple = make.unit("Sam and Robin", sam.client, robin.client, created_by=dana.provider)
    note = make.item(
        dana.provider, sam.client, robin.client, categories=["family_themes"], body="They talk."
    )
    share = reverse("shared_open", args=[make.share(note, julius.provider).pk])

    asks = enter(window(**DESK), dana.user).open(reverse("unit_page", args=[couple.pk]))
    asks.follow("Ask each of them for the same").fill(q="Amadi").press("Search the directory")
    asks.follow("Julius Amadi…").tick(way="tell", categories="family_themes")
    asks.press("See what each of them will read").sees("What Sam will read")
    asks.press("Send to each of them").sees("We sent your request to each of them")

    first = sign(window, sam).sees("1 of 2 signed.")
    reads = enter(window(**DESK), julius.user).open(share, status=404)
    second = sign(window, robin).sees("2 of 2 signed.")
    reads.open(share).sees("They talk.")

    second.open("/home/").follow("Stop sharing…").press("Stop sharing")
    reads.open(share, status=404)
    first.open("/home/").sees("2 of 2 signed")
    assert not Share.objects.visible_to(julius.provider).exists()
