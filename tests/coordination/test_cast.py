"""The cast is as its story says."""

import pytest
from django.urls import reverse

from clients.models import Client
from coordination.models import Share

EVERYBODY = [
    "ana", "therapist", "psychiatrist", "gp", "stranger", "sam", "robin", "couples_counsellor",
    "mother", "father", "play_therapist", "family_counsellor", "directory_admin",
    "privacy_officer",
]  # fmt: skip


def test_the_note_is_open_to_the_psychiatrist_and_held_from_the_family_doctor(
    open_share, held_share, psychiatrist, gp
):
    assert list(Share.objects.visible_to(psychiatrist.provider)) == [open_share]
    assert not Share.objects.visible_to(gp.provider)


def test_the_counsellor_sees_two_clients_and_their_unit(couple, couples_counsellor, as_web):
    with as_web(couples_counsellor.user):
        assert Client.objects.treated_by(couples_counsellor.provider).count() == 2


def test_both_parents_act_for_leo(leo, mother, father, family_counsellor, as_web):
    for parent in (mother, father):
        with as_web(parent.user):
            assert list(Client.objects.acted_for_by(parent.user)) == [leo.client]
    assert not family_counsellor.release.in_force.isempty


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_is_signed_in(name, request):
    person = request.getfixturevalue(name)
    assert person.http.get(reverse("help")).status_code == 200
    assert person.http.get(reverse("account_email")).status_code == 200
