"""A mother signs for her son, who does not agree, and his therapist reads that."""

import pytest

from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.fixture
def family():
    """The request, the mother, and the play therapist who asks."""
    born = make.TODAY.replace(year=make.TODAY.year - 9, day=1)
    leo = people.Person(user=None, client=make.client("Leo Castillo", born=born))
    grace = people.a_provider("Grace Lindqvist", "play_therapist", "LPC")
    make.treatment(leo.client, grace.provider)
    owen = people.a_provider("Owen Brandt", "family_counsellor", "LMFT")
    elena = people.a_parent("Elena Castillo", leo, grace)
    elena.other = people.a_parent("Marco Castillo", leo, grace)
    asked = make.request(
        leo.client,
        proposed_by=grace.provider,
        disclosers=[grace.provider],
        recipients=[owen.provider],
        categories=["goals"],
    )
    return asked, elena, grace


@pytest.mark.parametrize(
    "look", [PHONE | {"scripts": False}, DESK], ids=["phone without scripts", "desk"]
)
def test_a_parent_signs_for_a_child_with_assent(window, look, family):
    asked, elena, grace = family
    mother = enter(window(**look), elena.user).open(f"/releases/{asked.pk}/review/what/")
    mother.sees("You are acting for Leo, 9").tick(categories="goals").press("Continue")
    mother.open(f"/releases/{asked.pk}/review/check/").follow("Go on to sign")
    mother.sees("You sign as parent, for Leo Castillo.").fill(typed_name="Elena Castillo")
    mother.press("Sign and start sharing").sees("Choose whether you have talked").examine()
    mother.page.get_by_label("Yes, and Leo does not agree").check()
    mother.fill(assent_words="Not my teacher.").press("Sign and start sharing")
    mother.sees("Sharing is on").open(f"/releases/{asked.pk}/receipt/")
    mother.sees("Leo does not agree: Not my teacher.").examine()
    staff = enter(window(**look), grace.user)
    staff.open(f"/releases/{asked.pk}/").sees("Leo does not agree.").examine()


def sign(phone, asked, name, button):
    phone.open(f"/releases/{asked.pk}/review/sign/").fill(typed_name=name)
    phone.page.get_by_label("No, Leo is too young").check()
    return phone.press(button)


@pytest.mark.long
def test_where_both_parents_sign_it_opens_with_the_second_signature(window, family):
    asked, elena, grace = family
    make.change(asked, asked_categories=["goals"])
    owen = asked.parties.get(side="recipient").provider
    shared = make.share(make.item(grace.provider, asked.client, categories=["goals"]), owen)
    staff = enter(window(**DESK), grace.user).open(f"/clients/{asked.client_id}/signers/")
    staff.press("Let both guardians sign").sees("Two of them sign.")
    mother = enter(window(scripts=False, **PHONE), elena.user)
    sign(mother, asked, "Elena Castillo", "Sign").sees("You have signed", "1 of 2 signed.")
    reader = enter(window(**DESK), owen.user).open(f"/shared/{shared.pk}/", status=404)
    staff.open(f"/releases/{asked.pk}/").sees("It is in force once both have.", "1 of 2 signed.")
    father = enter(window(scripts=False, **PHONE), elena.other.user)
    sign(father, asked, "Marco Castillo", "Sign and start sharing").sees("Sharing is on")
    reader.open(f"/shared/{shared.pk}/").sees("Goals")
