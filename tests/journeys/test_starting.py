"""A client begins to share, by herself, on her phone and without scripts."""

import pytest

from releases.models import Release
from tests import factories as make
from tests import people
from tests.browsing import PHONE
from tests.journeys.doors import enter


@pytest.mark.parametrize(
    ("scripts", "other"), [(True, "Victor Lang"), (False, "Otto Lang")], ids=["scripts", "none"]
)
def test_a_client_begins_goes_on_another_day_and_signs(window, scripts, other):
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    make.treatment(ana.client, people.a_provider("Miriam Stone", "therapist", "LCSW").provider)
    people.a_provider(other, "psychiatrist")
    phone = enter(window(scripts=scripts, **PHONE), ana.user)
    phone.open("/home/").follow("Share with somebody").fill(q=other).press("Search")
    phone.follow(other).tick(categories=["progress", "trauma_violence"])
    phone.fill(reason="He helps me from spring on.").press("Finish later")
    phone.sees("Your answers are kept.", "A permission was begun here and is not signed yet.")
    phone.follow("Go on…").sees("Check your answers")
    phone.sees("Nothing that was shared so far would open.", "He helps me from spring on.")
    phone.follow("Go on to sign").fill(typed_name="Ana Moreno", initials_trauma_violence="AM")
    phone.press("Sign and start sharing").sees("Sharing is on")
    assert Release.objects.in_force().get(client=ana.client).proposed_by is None
