"""Signing in Spanish, on a phone, with nothing but a keyboard."""

import pytest

from releases.models import Signature
from tests import factories as make
from tests import people
from tests.browsing import PHONE
from tests.journeys.doors import enter

MOST = 60


@pytest.fixture
def asked():
    """A therapist asks Ana whether she may tell a psychiatrist of her progress and of trauma."""
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    therapist = people.a_provider("Miriam Stone", "therapist", "LCSW").provider
    psychiatrist = people.a_provider("Julian Okafor", "psychiatrist", "MD").provider
    return make.request(
        ana.client,
        proposed_by=therapist,
        disclosers=[therapist],
        recipients=[psychiatrist],
        categories=["progress", "trauma_violence"],
    )


def reach(window, target):
    """Goes on with the tab key until the target has the focus, and shows that it has it."""
    for _step in range(MOST):
        window.page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            assert target.evaluate("one => one.matches(':focus-visible')")
            return target
    raise AssertionError(f"The tab key does not lead to {target}.\n{window.text}")


def go(window, role, name):
    """Arrives where a button or a link leads that was reached and pressed by keyboard."""
    reach(window, window.find(role, name).first)
    with window.page.expect_navigation() as arrival:
        window.page.keyboard.press("Enter")
    return window._arrive(arrival.value, 200)


def write(window, field, text):
    reach(window, window.page.locator(f"[name={field}]"))
    window.page.keyboard.type(text)


def tick(window, kind):
    reach(window, window.page.locator(f"[name=categories][value={kind}]"))
    window.page.keyboard.press("Space")


def test_a_permission_is_signed_in_spanish_with_the_keyboard_alone(window, asked):
    ana = enter(window(**PHONE), asked.client.user)
    ana.open(f"/releases/{asked.pk}/review/")
    go(ana, "button", "Español").sees("le pide su permiso", "Quién informaría")
    go(ana, "link", "Continuar").sees("¿Qué se puede compartir?", "Nada está marcado por usted.")
    for kind in ("progress", "trauma_violence"):
        tick(ana, kind)
    go(ana, "button", "Continuar").sees("¿Para qué es?", "Para que trabajen juntos en mi atención")
    go(ana, "link", "Continuar").sees("¿Desde cuándo y hasta cuándo?")
    go(ana, "button", "Continuar").sees("Revise sus respuestas", "Trauma y violencia")
    go(ana, "link", "Seguir a la firma").sees("Autorización para compartir información")
    write(ana, "initials_trauma_violence", "AM")
    write(ana, "typed_name", "Ana Moreno")
    go(ana, "button", "Firmar y empezar a compartir").sees("Ya se comparte", "Referencia")
    signature = Signature.objects.get(release=asked)
    assert (signature.language, signature.initialled) == ("es", ["trauma_violence"])
    assert "Firmar es su decisión." in signature.shown
    assert make.User.objects.get(pk=asked.client.user_id).language == "es"
