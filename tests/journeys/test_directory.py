"""Whoever keeps the directory adds, edits and suspends; a suspended provider sees nothing more."""

import pytest

from providers.models import Provider
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


def test_a_provider_is_added_edited_and_activated(window, look):
    ruth = enter(window(**look), make.staff("Ruth Adler", is_directory_admin=True))
    ruth.open("/directory/").follow("Add a provider")
    ruth.fill(name="Olga Brandt", credentials="RD").page.select_option("[name=profession]", "other")
    ruth.press("Add the provider").sees("You added Olga Brandt, RD", "Not verified yet")
    ruth.follow("Edit").fill(credentials="RDN", npi="12345").press("Save the changes")
    ruth.sees("There is a problem").fill(npi="").press("Save the changes").sees("Olga Brandt, RDN")
    ruth.follow("Verify and activate").press("Save what I saw").sees("Tick what you have checked")
    ruth.page.get_by_label("I have checked this").check()
    ruth.press("Save what I saw").sees("Write down what you saw, and where")
    ruth.page.get_by_label("What you saw").fill("State board: active, same photo.")
    ruth.press("Save what I saw").sees("is active from now on", "State board: active, same photo.")


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("Julian Reyes", DESK),
        pytest.param("Judith Reyes", PHONE, marks=pytest.mark.long),
    ],
)
def test_what_a_suspended_provider_had_open_is_gone_at_the_next_look(window, name, look):
    ana = make.client("Ana Moreno")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW").provider
    julian = people.a_provider(name, "psychiatrist", "MD")
    make.release(ana, disclosers=[miriam], recipients=[julian.provider])
    share = make.share(make.item(miriam, ana, body="Sleeps better."), julian.provider)
    his = enter(window(**look), julian.user).open(f"/shared/{share.pk}/").sees("Sleeps better.")

    ruth = enter(window(**look), make.staff("Ruth Adler", is_directory_admin=True))
    ruth.open("/directory/").fill(words=name).press("Search").follow(f"{name}, MD")
    ruth.follow("Suspend").fill(why="Licence lapsed.").press("Suspend now")
    ruth.sees("is suspended and can open nothing from now on")

    his.reload(status=404).sees("You can't open this page")
    for page in ("/shared/", "/today/", "/clients/", "/releases/"):
        his.open(page, status=404)
    his.open("/").sees_nothing_of("Ana", "Sleeps better.")
    assert Provider.objects.get(pk=julian.provider.pk).standing == "suspended"
