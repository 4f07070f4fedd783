"""What a signature would open, a renewal that shares less, one note kept back, and a stop."""

import pytest

from coordination.models import Share
from tests import factories as make
from tests import people
from tests.browsing import PHONE
from tests.journeys.doors import enter


@pytest.fixture
def cast():
    """Miriam has asked Ana, and has told Julian two things that are held."""
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    make.treatment(ana.client, miriam.provider)
    release = make.request(
        ana.client,
        proposed_by=miriam.provider,
        disclosers=[miriam.provider],
        recipients=[julian.provider],
        categories=["progress", "medications"],
        expires_at=make.ahead(days=20),
    )
    for kind in ("progress", "medications"):
        note = make.item(miriam.provider, ana.client, categories=[kind])
        make.share(note, julian.provider)
    return ana, miriam, julian, release


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_preview_to_the_stop(window, cast, scripts):
    ana, _miriam, julian, release = cast
    here = enter(window(**PHONE, scripts=scripts), ana.user)
    page = f"/releases/{release.pk}/review/"
    here.open(page + "what/").tick(categories=["progress", "medications"]).press("Continue")
    here.open(page + "check/").sees("What your signature would do", "Could be opened at once")
    assert can_open(julian) == []
    here.follow("Go on to sign").fill(typed_name="Ana Moreno").press("Sign and start sharing")
    assert can_open(julian) == [["medications"], ["progress"]]

    here.open("/home/").follow("Keep sharing…").sees("Keep sharing with Julian Okafor?")
    here.page.locator("[name=categories][value=medications]").uncheck()
    here.press("See what would change").sees("Taken away", "Last day", "Can't be opened any more")
    here.follow("Go on to sign").fill(typed_name="Ana Moreno").press("Sign and start sharing")
    assert can_open(julian) == [["progress"]]

    here.open("/home/notes/").page.locator(".person-row__go").last.click()
    here.page.wait_for_load_state()
    here.follow("Keep this note back").tick(whom=str(julian.provider.pk))
    here.press("See what it closes").sees("Can't be opened any more").press("Keep it back")
    here.sees("Julian Okafor is never shown")
    assert can_open(julian) == []

    here.clicks = 0
    here.open("/home/").follow("Stop sharing…").press("Stop sharing").sees("You stopped sharing")
    assert here.clicks <= 3


def can_open(person):
    shares = Share.objects.visible_to(person.provider)
    return sorted(shares.values_list("categories", flat=True))
