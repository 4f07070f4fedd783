"""Signing with a drawing beside the name, on a phone and at a desk; and for the first time."""

import pytest

from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import agree, enter
from tests.journeys.pad import draw


@pytest.fixture
def request_to_ana():
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    make.treatment(ana.client, miriam.provider)
    return make.request(
        ana.client,
        proposed_by=miriam.provider,
        disclosers=[miriam.provider],
        recipients=[miriam.provider],
        asked_categories=["progress"],
    )


@pytest.mark.long
@pytest.mark.parametrize("look", [PHONE, DESK], ids=["phone", "desk"])
def test_a_drawing_is_signed_with_and_shown(window, look, request_to_ana):
    release = request_to_ana
    ana = enter(window(**look), release.client.user).open(f"/releases/{release.pk}/review/sign/")
    draw(ana)
    ana.press("Sign and start sharing").sees("Type your full name to sign").examine()
    assert ana.page.locator("[name=drawing]").input_value().startswith("data:image/png")
    ana.fill(typed_name="Ana Moreno").press("Sign and start sharing").sees("Sharing is on")
    assert bytes(release.signatures.get().drawing).startswith(b"\x89PNG")
    ana.open(f"/releases/{release.pk}/receipt/").sees("Drawn as well").examine()
    assert ana.page.evaluate("document.querySelector('img.drawn').naturalWidth") == 600


def test_a_drawing_that_was_cleared_is_none(window, request_to_ana):
    release = request_to_ana
    ana = enter(window(**DESK), release.client.user).open(f"/releases/{release.pk}/review/sign/")
    draw(ana)
    ana.page.get_by_role("button", name="Clear the drawing").click()
    ana.fill(typed_name="Ana Moreno")
    ana.press("Sign and start sharing").sees("Sharing is on")
    assert release.signatures.get().drawing is None


@pytest.mark.long
@pytest.mark.parametrize("look", [PHONE, DESK | {"scripts": False}], ids=["phone", "no scripts"])
def test_whoever_signs_for_the_first_time_agrees_to_sign_online(window, look, request_to_ana):
    release = request_to_ana
    newcomer = make.user("Ana Moreno", agreed=False)
    make.change(release.client, user=newcomer)
    ana = enter(window(**look), newcomer).open(f"/releases/{release.pk}/review/check/")
    ana.follow("Go on to sign").examine()
    agree(ana).fill(typed_name="Ana Moreno").press("Sign and start sharing").sees("Sharing is on")
