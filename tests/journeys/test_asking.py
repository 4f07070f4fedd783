"""A provider asks about two people at once; the client narrows one, signs it, and says no to the
other."""

import pytest

from releases.models import Release
from tests import factories as make
from tests import people
from tests.browsing import PHONE
from tests.journeys.doors import enter


@pytest.fixture
def story():
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    make.treatment(ana.client, miriam.provider)
    return ana, miriam


def named(name):
    return make.provider(name, profession="psychiatrist")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_two_are_asked_about_one_is_narrowed_and_one_declined(window, story, scripts):
    ana, miriam = story
    tag = "with" if scripts else "without"
    one, other = named(f"Julian {tag}"), named(f"Helen {tag}")
    desk = enter(window(scripts=scripts), miriam.user)
    desk.open(f"/clients/{ana.client.pk}/ask/").fill(q=one.name).press("Search the directory")
    desk.follow(one.name).follow("Ask about somebody else at the same time")
    desk.fill(q=other.name).press("Search the directory").sees("Chosen so far", one.name)
    desk.follow(other.name).tick(way="tell", categories=["progress", "goals"])
    desk.fill(reason="So that all three of us agree.").press("See what Ana will read")
    desk.sees("These are 2 forms", f"About sharing with {one.name}", f"sharing with {other.name}")
    desk.press("Send to Ana").sees("We sent 2 requests to Ana")
    phone = enter(window(scripts=scripts, **PHONE), ana.user)
    narrowed, declined = Release.objects.of(ana.client).waiting().order_by("requested_at")
    phone.open(f"/releases/{narrowed.pk}/review/what/").tick(categories="goals").press("Continue")
    phone.open(f"/releases/{narrowed.pk}/review/sign/").fill(typed_name="Ana Moreno")
    phone.press("Sign and start sharing").sees("Sharing is on", "Goals", "One more form waits")
    phone.follow("Read and decide").follow("Say no").press("Say no").sees("You said no on")
    narrowed.refresh_from_db()
    assert narrowed.categories == ["goals"]
    desk.open(f"/releases/{declined.pk}/").sees("Declined").sees_nothing_of("because")
    desk.open(f"/releases/{narrowed.pk}/").sees("Until")
