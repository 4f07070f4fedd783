"""A directory admin finds that two entries are one person, merges them, and takes it back."""

import pytest

from providers.models import Provider
from providers.npi import luhn
from tests import factories as make
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter

ZIPS = (f"972{number}" for number in range(10, 99))
NPIS = (str(one) for one in range(15 * 10**8, 2 * 10**9) if luhn(f"80840{one}") % 10 == 0)


@pytest.fixture
def two():
    """The same person twice: entered by hand, and once more by an import."""
    place = next(ZIPS)
    helen = make.provider("Helen Park", credentials="LCSW", phone="+15035550100")
    copy = make.provider("Park, Helen", npi=next(NPIS), standing="unverified")
    make.licence(copy, number=f"L-{place}")
    for entry in (helen, copy):
        make.location(entry, postal_code=place, city=f"Ville {place}")
    make.membership(copy, make.organization("Harbor Clinic"))
    return helen, copy


@pytest.mark.parametrize("look", [DESK, pytest.param(PHONE, marks=pytest.mark.long)])
def test_two_entries_become_one_and_two_again(window, look, two):
    helen, copy = two
    ruth = enter(window(**look), make.staff("Ruth Adler", is_directory_admin=True))
    ruth.open(f"/directory/{copy.pk}/").follow("Who may be the same").sees("same city")
    ruth.page.locator("a[href^='/directory/'][href*='/merge/?with=']").click()
    ruth.sees("Merge two entries")
    if f"/{copy.pk}/merge/" in ruth.page.url:
        ruth.follow("Keep the other one instead")
    ruth.press("Merge them").sees("Write down how you know that they are the same")
    ruth.tick(name="kept", npi="other").fill(why="I called her.").press("Merge them")
    ruth.sees(
        "The two entries are one now.", "Helen Park, LCSW", copy.npi, copy.licences.get().number
    )
    ruth.sees("Belongs to no organization now.")
    ruth.open(f"/directory/{copy.pk}/").sees("This entry was merged into Helen Park, LCSW")
    ruth.follow("Undo the merge").press("Undo the merge")
    ruth.sees("The merge is undone", "Not verified yet", "Harbor Clinic", copy.npi)
    helen.refresh_from_db()
    assert (helen.npi, Provider.objects.get(pk=copy.pk).merged_into) == ("", None)


def test_two_people_are_said_to_be_two_once(window, look, two):
    ruth = enter(window(**look), make.staff("Ruth Adler", is_directory_admin=True))
    ruth.open(f"/directory/{two[0].pk}/look-alikes/")
    ruth.page.get_by_role("button", name="These are two people").click()
    ruth.sees("Noted: they are two.")
    ruth.open(f"/directory/{two[0].pk}/look-alikes/").sees("No other entry looks like this one.")
