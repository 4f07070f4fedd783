"""Names and dates that a therapist may mistype when a client is entered or a note is written."""

from datetime import timedelta

import pytest

from clients.models import Client
from coordination.models import Item
from tests import factories as make
from tests import people
from tests.journeys.doors import enter

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 5 + "Bergerdorff-Castellanos"
RIGHT_TO_LEFT = "מרים אבן-שושן"


@pytest.fixture
def miriam():
    return people.a_provider("Miriam Stone", "therapist", "LCSW")


@pytest.mark.long
@pytest.mark.parametrize("name", [LONG, RIGHT_TO_LEFT], ids=["198 characters", "right to left"])
def test_unusual_names_fit_every_page(window, look, miriam, name):
    here = enter(window(**look), miriam.user)
    here.open("/clients/new/").fill(name=name).press("Add the client").sees(name)
    here.follow("Write a note").follow("Progress summary").tick(categories="progress")
    here.fill(body="Came in time.").press("Save the note").open("/clients/").sees(name)
    for page in ("/today/", "/releases/"):
        here.open(page)


@pytest.mark.long
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "A" * 300}, "Shorten the name to 200 characters or fewer"),
        ({"name": "Ida\r\nBcc: all@example.org"}, "Write the name on one line"),
        ({"name": "\u202eIda Berg"}, "Write the name on one line"),
        ({"name": " "}, "Enter the client's full name"),
        ({"born": str(make.TODAY + timedelta(days=1))}, "The date of birth must be in the past"),
        ({"born": "1791-03-14"}, "Check the year of birth"),
        ({"born": "2001-02-29"}, "Enter the date of birth as day, month and year"),
        ({"email": "ida@example.org\r\nBcc: all@example.org"}, "Enter an address such as"),
    ],
    ids=lambda part: None if isinstance(part, str) else next(iter(part)),
)
def test_what_cannot_be_enters_nobody(window, miriam, fields, sentence):
    here = enter(window(), miriam.user).open("/clients/new/")
    here.smuggle(**({"name": "Ida Berg"} | fields)).press("Add the client")
    here.sees("There is a problem", sentence)
    assert not Client.objects.filter(registered_by=miriam.provider).exists()


def test_a_note_cannot_be_about_tomorrow(window, miriam):
    ida = make.client("Ida Berg")
    make.treatment(ida, miriam.provider)
    here = enter(window(), miriam.user).open(f"/clients/{ida.pk}/notes/new/")
    here.follow("Progress summary").tick(categories="progress")
    here.fill(body="Came in time.", service_date=str(make.TODAY + timedelta(days=2)))
    here.press("Save the note").sees("The date of service must not be in the future")
    assert not Item.objects.filter(author=miriam.provider).exists()
