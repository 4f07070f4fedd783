"""Somebody is in danger: a colleague reads without a permission, client and officer see it."""

import pytest

from coordination.models import EmergencyAccess
from tests import emergencies as em
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.mark.long
def test_an_emergency_and_its_review(window):
    ana = people.a_client("Ana Moreno", preferred_name="Ana", born=make.TODAY.replace(year=1991))
    practice = make.organization("Harbor Street Practice")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    dana = people.a_provider("Dana Cole", "psychiatrist", "MD")
    for one in (miriam, dana):
        make.membership(one.provider, practice)
    make.treatment(ana.client, miriam.provider)
    make.item(miriam.provider, ana.client, organization=practice, body=em.BODY)
    office = make.staff("Priya Nair", is_directory_admin=True)
    officer = make.staff("Tom Ashworth", is_privacy_officer=True)

    keeps = enter(window(**DESK), office).open("/directory/organizations/")
    keeps.follow("Harbor Street Practice").follow("Emergency access").press("Turn it on")
    keeps.sees("It is on.")

    reads = enter(window(scripts=False, **PHONE), dana.user).open("/clients/")
    reads.follow("Emergency access…").fill(name="Ana Moreno", born=f"{ana.client.born:%Y-%m-%d}")
    reads.tick(ground="threat", asked="unable").press("Open for two hours")
    reads.sees("Write what has happened").fill(nature=em.NATURE).press("Open for two hours")
    reads.sees("Seen in an emergency, without a permission").follow("Note").sees(em.BODY)

    told = enter(window(**PHONE), ana.user).open("/history/")
    told.sees("Dana Cole used emergency access").sees(em.NATURE)

    access = EmergencyAccess.objects.get()
    looks = enter(window(**DESK), officer).open("/officer/emergencies/").follow("Ana Moreno")
    looks.sees("It still runs.").sees(em.NATURE)
    over = em.access_of(dana.provider, ana.client, access.organization, begun=make.ago(hours=3))
    looks.open(f"/officer/emergencies/{over.pk}/").tick(verdict="concern").fill(
        words="Ask her first."
    )
    looks.press("Keep the verdict").sees("A concern")
    looks.open("/officer/emergencies/?state=concern").sees("Ana Moreno")
