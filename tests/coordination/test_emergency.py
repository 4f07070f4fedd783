"""Emergency access in the database, as the site's role in raw SQL: what opens and what does not."""

import pytest

from coordination.models import EmergencyAccess, EmergencyWish
from coordination.models.emergencies import LASTS
from ledger.models import Entry, Verb
from providers.models import Standing
from tests import emergencies as em
from tests import factories as make
from tests.attempts import run, value

# Beginning


def test_a_colleague_begins_it_for_two_hours(turned_on, ana, tablets, colleague, practice, as_web):
    with as_web(colleague.user):
        begun = em.begin(practice, ana.client)
    access = EmergencyAccess.objects.get(pk=begun)
    assert (access.client, access.provider) == (ana.client, colleague.provider)
    assert access.until - access.begun_at == LASTS
    assert access.begun_at > make.ago(minutes=1)


def test_the_client_is_found_by_name_and_day_of_birth(
    turned_on, ana, tablets, colleague, practice, as_web
):
    with as_web(colleague.user):
        born = ana.client.born
        assert em.begin(practice, name=" ana moreno ", born=born)
        assert em.begin(practice, name="Ana Moreno", born=born.replace(day=1)) is None
        assert em.begin(practice, name="Ana", born=born) is None


def test_of_two_with_one_name_and_birthday_none_is_found(
    turned_on, ana, therapist, colleague, practice, as_web
):
    twin = make.client("Ana Moreno", born=ana.client.born)
    with as_web(colleague.user):
        assert em.begin(practice, name="Ana Moreno", born=twin.born)
    make.treatment(twin, therapist.provider)
    with as_web(make.change(colleague.provider, name="Dana").user):
        assert em.begin(practice, name="Ana Moreno", born=twin.born) is None


def never_on(get):
    em.turn(get("practice"), is_on=False)


def nobody_reviews(get):
    make.change(get("privacy_officer").user, is_privacy_officer=False)


def only_they_review(get):
    nobody_reviews(get)
    make.change(get("colleague").user, is_privacy_officer=True)


def not_a_member(get):
    get("colleague").provider.memberships.all().delete()


def membership_ended(get):
    make.change(get("colleague").provider.memberships.get(), during=(None, make.ago(seconds=1)))


def suspended(get):
    make.change(get("colleague").provider, standing=Standing.SUSPENDED)


def treated_by_nobody(get):
    make.change(get("ana").client.treatments.get(), during=(make.ago(days=9), make.ago(days=1)))


def treated_elsewhere(get):
    get("therapist").provider.memberships.all().delete()


def barred(get):
    EmergencyWish.objects.create(client=get("ana").client, is_barred=True)


def acts_for_her(get):
    make.representative(
        get("ana").client,
        user=get("colleague").user,
        verified_by=get("therapist").provider,
        basis="power_of_attorney",
    )


OBSTACLES = [
    never_on,
    nobody_reviews,
    only_they_review,
    not_a_member,
    membership_ended,
    suspended,
    treated_by_nobody,
    treated_elsewhere,
    barred,
    acts_for_her,
]


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_stands_in_the_way_at_the_beginning(
    request, turned_on, ana, tablets, colleague, practice, as_web, obstacle
):
    obstacle(request.getfixturevalue)
    with as_web(colleague.user):
        assert em.begin(practice, ana.client) is None
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_stands_in_the_way_closes_what_is_open(
    request, emergency, tablets, colleague, as_web, obstacle
):
    with as_web(colleague.user):
        assert em.opened(tablets) == em.BODY
    obstacle(request.getfixturevalue)
    with as_web(colleague.user):
        assert em.opened(tablets) is None
        assert em.listed(emergency) == set()
        assert run("select * from emergency_shown(%s)", emergency.pk) == []


def test_without_any_word_it_is_off(ana, tablets, privacy_officer, colleague, practice, as_web):
    with as_web(colleague.user):
        assert em.begin(practice, ana.client) is None


def test_it_is_on_for_this_organization_only(turned_on, ana, tablets, colleague, as_web):
    other = make.organization("Hill Clinic")
    for one in (colleague, tablets.author):
        make.membership(getattr(one, "provider", one), other)
    with as_web(colleague.user):
        assert em.begin(other, ana.client) is None


# what is said, what refuses it
SAID = [
    ({"nature": "Much too short."}, "emergency_says_its_nature"),
    ({"nature": f"Short.{' ' * 40}\n\t"}, "emergency_says_its_nature"),
    ({"ground": "curiosity"}, "emergency_ground_is_known"),
    ({"asked": "perhaps"}, "emergency_asked_is_known"),
    ({"asked": "no_answer"}, "emergency_says_how_it_asked"),
    (
        {"ground": "incapacity", "asked": "refused", "asked_how": "By phone"},
        "emergency_against_a_no_needs_a_threat",
    ),
    (
        {"safety_reason": "Short.", "told_not_before": make.ahead(days=1)},
        "emergency_delay_says_why",
    ),
    (
        {"safety_reason": em.DANGER, "told_not_before": make.ahead(days=31)},
        "emergency_delay_ends_in_thirty_days",
    ),
    (
        {"safety_reason": em.DANGER, "told_not_before": make.ago(days=1)},
        "emergency_delay_ends_in_thirty_days",
    ),
    ({"safety_reason": em.DANGER}, "23502"),
    ({"told_not_before": make.ahead(days=1)}, "emergency_delay_says_why"),
]


@pytest.mark.parametrize(("said", "refused"), SAID)
def test_what_has_to_be_said(turned_on, ana, tablets, colleague, practice, as_web, said, refused):
    with as_web(colleague.user):
        assert em.try_to_begin(practice, ana.client, **said) == refused


def test_the_ground_of_part_2_is_for_medical_personnel(
    turned_on, ana, tablets, colleague, practice, as_web
):
    make.change(colleague.provider, profession="therapist")
    with as_web(colleague.user):
        tried = em.try_to_begin(practice, ana.client, ground="part2_medical")
    assert tried == "emergency_medical_personnel"


def test_a_part_2_programme_knows_no_other_ground(
    turned_on, ana, tablets, colleague, practice, as_web
):
    make.change(practice, is_part2_programme=True)
    with as_web(colleague.user):
        assert em.try_to_begin(practice, ana.client) == "emergency_ground_fits_programme"
        assert em.try_to_begin(practice, ana.client, ground="part2_medical") == 1
        shown = value("select obligations from open_in_emergency(%s)", tablets.pk)
    assert "part2_notice" in shown


def test_pressed_twice_it_is_one(turned_on, ana, tablets, colleague, practice, as_web):
    with as_web(colleague.user):
        assert em.begin(practice, ana.client) == em.begin(practice, ana.client)
    assert Entry.objects.filter(verb=Verb.EMERGENCY_BEGUN).count() == 1
