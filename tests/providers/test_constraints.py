"""What the database keeps true of the directory, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from providers.models import (
    Licence,
    Location,
    Membership,
    Organization,
    PracticeAdmin,
    Provider,
    StandingChange,
    TaxonomyCode,
)
from tests import factories as make

YESTERDAY, TODAY = make.ago(days=1), make.TODAY
BROKEN = {
    "organization_has_a_name": lambda: make.organization(""),
    "organization_kind_is_known": lambda: make.organization("Harbor", kind="castle"),
    "organization_deactivated_npi_is_there": lambda: make.organization(npi_deactivated_on=TODAY),
    "organization_phone_is_e164": lambda: make.organization(phone="503 555 0100"),
    "organization_time_zone_is_known": lambda: make.organization(time_zone="Mars/Olympus"),
    "provider_deactivated_npi_is_there": lambda: make.provider("Ada", npi_deactivated_on=TODAY),
    "provider_phone_is_e164": lambda: make.provider("Ada", phone="+15031550100"),
    "provider_profession_is_known": lambda: make.provider("Ada", profession="smith"),
    "provider_languages_are_known": lambda: make.provider("Ada", languages=["en", "xx"]),
    "merged_provider_is_suspended": lambda: make.provider(
        "Ada", merged_into=make.provider("Ada Lund")
    ),
    "merged_organization_is_deactivated": lambda: make.organization(
        merged_into=make.organization()
    ),
    "provider_has_a_name": lambda: make.provider(""),
    "provider_standing_is_known": lambda: make.provider("Miriam Stone", standing="asleep"),
    "organization_npi_is_one": lambda: make.organization(npi="1234567890"),
    "organization_npi_is_unique": lambda: [make.organization(npi="1234567893") for _ in "12"],
    "provider_npi_is_one": lambda: make.provider("Miriam Stone", npi="3234567893"),
    "provider_npi_is_unique": lambda: [
        make.provider("Miriam Stone", npi="1234567893"),
        make.provider("Julian Okafor", npi="1234567893"),
    ],
    "standing_change_is_known": lambda: changed(standing="asleep"),
    "standing_change_says_why": lambda: changed(why=""),
    "membership_does_not_overlap": lambda: joined(
        (make.ago(days=9), None), (make.ago(days=30), make.ago(days=8))
    ),
    "membership_is_not_empty": lambda: joined((YESTERDAY, YESTERDAY)),
    "licence_state_is_known": lambda: make.licence(make.provider("Ada"), state="XX"),
    "licence_has_a_number": lambda: make.licence(make.provider("Ada"), number=""),
    "licence_is_said_once": lambda: twice(make.licence, make.provider("Ada")),
    "location_is_of_one": lambda: make.location(make.organization(), provider=make.provider("A")),
    "location_use_is_known": lambda: make.location(make.organization(), use="castle"),
    "location_has_street_and_city": lambda: make.location(make.organization(), city=""),
    "location_country_shape": lambda: make.location(make.organization(), country="us"),
    "location_at_home_has_state_and_zip": lambda: make.location(
        make.organization(), postal_code="9720"
    ),
    "location_phone_is_e164": lambda: make.location(make.organization(), phone="5035550100"),
    "practice_admin_is_named_once": lambda: twice_admin(make.staff("Orla Finn")),
    "practice_admin_is_for_some_time": lambda: make.practice_admin(
        make.organization(), since=YESTERDAY, until=YESTERDAY
    ),
    "taxonomy_code_shape": lambda: TaxonomyCode.objects.create(code="207Q", label="Family"),
    "taxonomy_has_a_label": lambda: TaxonomyCode.objects.create(code="207QA0000X", label=""),
    "taxonomy_profession_is_known": lambda: TaxonomyCode.objects.create(
        code="207QA0000X", label="Family", profession="smith"
    ),
}


# What a trigger refuses, under the name of a constraint.
REFUSED = {
    "provider_taxonomy_is_known": lambda: make.provider("Ada", taxonomy=["207QA0000X"]),
    "membership_is_of_an_active_one": lambda: make.membership(
        make.provider("Ada"), make.organization(is_active=False)
    ),
    "deactivated_one_has_no_members": lambda: deactivated_under(make.provider("Ada")),
}


def deactivated_under(member):
    place = make.organization()
    make.membership(member, place)
    make.change(place, is_active=False)


def twice_admin(user):
    practice = make.organization()
    return [make.practice_admin(practice, user) for _time in "12"]


def twice(make_one, *facts):
    return [make_one(*facts) for _time in "12"]


def changed(**facts):
    facts = {"standing": "active", "why": "Licence checked."} | facts
    StandingChange.objects.create(provider=make.provider("Miriam Stone"), **facts)


def joined(*intervals):
    provider, practice = make.provider("Miriam Stone"), make.organization()
    for since, until in intervals:
        make.membership(provider, practice, since=since, until=until)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN | REFUSED)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        (BROKEN | REFUSED)[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_is_broken_here():
    models = (
        Licence, Location, Membership, Organization, PracticeAdmin, Provider,
        StandingChange, TaxonomyCode,
    )  # fmt: skip
    named = {constraint.name for model in models for constraint in model._meta.constraints}
    assert named == set(BROKEN)
