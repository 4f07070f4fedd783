"""Emergency access is no consent: worlds full of it get the same answers."""

import pytest

from coordination.models import EmergencyAccess, Share
from tests import emergencies as em
from tests import factories as make

from .comparing import different_consents, first_difference
from .doors import different_rows, worlds_of_now

pytestmark = pytest.mark.django_db


def amid_emergencies(check):
    """The check, in worlds where everybody to whom anything is addressed uses emergency access."""

    def checked(held):
        make.staff("Tom Ashworth", is_privacy_officer=True)
        place = make.organization("Everywhere")
        em.turn(place)
        for share in Share.objects.select_related("recipient", "item__organization"):
            for client in share.item.subjects.all():
                for there in {place, share.item.organization or place}:
                    em.access_of(share.recipient, client, there)
        for recipient in {
            one.provider for one in EmergencyAccess.objects.select_related("provider")
        }:
            make.membership(recipient, place)
        assert EmergencyAccess.objects.exists()
        yield from check(held)

    return checked


def test_row_security_shows_what_consent_opens_and_not_one_note_more():
    found = first_difference(worlds_of_now(range(10)), amid_emergencies(different_rows))
    assert not found, found


@pytest.mark.long
def test_what_is_kept_of_consent_is_what_it_is_without_them():
    found = first_difference(worlds_of_now(range(40)), amid_emergencies(different_consents))
    assert not found, found
