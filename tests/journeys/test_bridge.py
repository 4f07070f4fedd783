"""Two therapists of two partners: two halves, two clients who show each other, and one stop."""

import pytest

from tests import factories as make
from tests import people
from tests.bridge import half
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.mark.long
def test_each_half_goes_its_own_way(window):
    sam, robin = people.a_client("Sam Whitaker"), people.a_client("Robin Hale")
    vera = people.a_provider("Vera Lindt", "therapist", "LCSW")
    dana = people.a_provider("Dana Fox", "therapist", "LMFT")
    halves = []
    for client, one, other in ((sam, vera, dana), (robin, dana, vera)):
        make.treatment(client.client, one.provider)
        halves.append(half(client, one, other, categories=["goals"]))
        note = make.item(one.provider, client.client, categories=["goals"], body="A walk a day.")
        make.share(note, other.provider)

    hers = enter(window(**DESK), vera.user).open(f"/clients/{sam.client.pk}/")
    hers.follow("You and Dana Fox").sees("About your client Sam Whitaker", "Open until")
    hers.follow("Note about Robin Hale").sees("A walk a day.").back()

    sams = enter(window(**PHONE), sam.user).open(f"/releases/{halves[0].pk}/receipt/")
    sams.follow("Is this about you and another person? Show each other what you signed")
    sams.fill(address=robin.user.email).press("Show it, if they show me theirs")
    sams.sees("There is nothing to see now").sees_nothing_of("Robin Hale")
    robins = enter(window(scripts=False), robin.user)
    robins.open(f"/releases/{halves[1].pk}/each-other/").fill(address=sam.user.email)
    robins.press("Show it, if they show me theirs").sees("What Sam Whitaker signed")
    sams.reload().sees("What Robin Hale signed", "Dana Fox tells Vera Lindt")

    robins.open(f"/releases/{halves[1].pk}/stop/").press("Stop sharing").sees("stopped")
    sams.reload().sees("There is nothing to see now").sees_nothing_of("Robin Hale")
    hers.reload().sees("Open until", "Nothing is shared with you now").sees_nothing_of("Robin")
