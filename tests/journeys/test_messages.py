"""Two providers write to each other; what one sends stands on the other's open page."""

import pytest

from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.mark.long
def test_a_message_and_its_answer(window):
    noor = people.a_client("Noor Amin", preferred_name="Noor")
    dana = people.a_provider("Dana Whit", "therapist", "LCSW")
    julius = people.a_provider("Julius Ode", "psychiatrist")
    make.treatment(noor.client, dana.provider)
    sides = {"disclosers": [dana.provider], "recipients": [julius.provider]}
    make.release(noor.client, direction="two_way", **sides)

    writes = enter(window(**DESK), dana.user).open(f"/clients/{noor.client.pk}/messages/new/")
    writes.tick(recipients=str(julius.provider.pk), categories="progress")
    writes.page.get_by_text("Opens now, until").wait_for()
    writes.fill(body="She sleeps through.").press("Send the message")
    writes.sees("Your message is sent.").sees("Open until")

    reads = enter(window(scripts=False, **PHONE), julius.user).open("/messages/")
    reads.follow("Noor Amin").sees("She sleeps through.")
    reads.fill(body="Good to hear.").press("Send the message").sees("Your message is sent.")
    writes.page.get_by_text("Good to hear.").wait_for()
    writes.page.get_by_text("Something is new among the messages.").wait_for(state="attached")
    writes.examine()
    assert writes.page.get_by_text("Good to hear.").count() == 1
