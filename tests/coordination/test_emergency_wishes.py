"""Who turns emergency access on, and who says that it is never used for them."""

import pytest

from coordination.models import EmergencySwitch
from tests import emergencies as em
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, value

SWITCH = (
    "insert into coordination_emergencyswitch (organization_id, is_on, by_id) values (%s, %s, %s)"
)
WISH = "insert into coordination_emergencywish (client_id, is_barred, by_id) values (%s, %s, %s)"


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("directory_admin", 1),
        ("privacy_officer", NOT_ALLOWED),
        ("colleague", NOT_ALLOWED),
        ("therapist", NOT_ALLOWED),
        ("ana", NOT_ALLOWED),
    ],
)
def test_whoever_keeps_the_directory_turns_it(
    request, practice, privacy_officer, as_web, who, outcome
):
    person = request.getfixturevalue(who).user
    with as_web(person):
        assert attempt(SWITCH, practice.pk, True, person.pk) == outcome
        assert attempt(SWITCH, practice.pk, True, privacy_officer.user.pk) in (
            NOT_ALLOWED,
            1 if who == "privacy_officer" else NOT_ALLOWED,
        )


def test_it_is_not_turned_on_where_nobody_reviews(practice, directory_admin, as_web):
    me = directory_admin.user
    with as_web(me):
        assert attempt(SWITCH, practice.pk, True, me.pk) == "emergency_has_a_reviewer"
        assert attempt(SWITCH, practice.pk, False, me.pk) == 1


def test_the_newest_word_is_the_last_one_also_where_the_clock_went_back(practice, privacy_officer):
    made = [em.turn(practice, is_on) for is_on in (True, False)]
    for one in made:
        one.refresh_from_db()
    assert made[0].at < made[1].at
    assert EmergencySwitch.objects.first() == made[1]
    assert value("select emergency_is_on(%s)", practice.pk) is False


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("ana", 1), ("attorney", NOT_ALLOWED), ("therapist", NOT_ALLOWED), ("sam", NOT_ALLOWED)],
)
def test_a_client_with_an_account_says_it_alone(request, ana, therapist, as_web, who, outcome):
    if who == "attorney":
        person = make.user("Nina Berg")
        power = {"basis": "power_of_attorney", "verified_by": therapist.provider}
        make.representative(ana.client, user=person, **power)
    else:
        person = request.getfixturevalue(who).user
    with as_web(person):
        assert attempt(WISH, ana.client.pk, True, person.pk) == outcome


def test_for_a_child_without_an_account_a_parent_says_it(leo, mother, father, as_web):
    make.change(father.authority, during=(make.ago(days=9), make.ago(days=1)))
    for person, outcome in ((mother, 1), (father, NOT_ALLOWED)):
        with as_web(person.user):
            assert attempt(WISH, leo.client.pk, True, person.user.pk) == outcome


def test_no_provider_reads_what_a_client_wished(ana, therapist, colleague, as_web):
    em.bar(ana.client)
    for person in (therapist, colleague):
        with as_web(person.user):
            assert value("select count(*) from coordination_emergencywish") == 0
