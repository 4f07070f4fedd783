"""What the database keeps true of the directory, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from providers.models import Membership, Organization, Provider, StandingChange
from tests import factories as make

YESTERDAY = make.ago(days=1)
BROKEN = {
    "organization_has_a_name": lambda: make.organization(""),
    "organization_kind_is_known": lambda: make.organization("Harbor", kind="castle"),
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
}


def changed(**facts):
    facts = {"standing": "active", "why": "Licence checked."} | facts
    StandingChange.objects.create(provider=make.provider("Miriam Stone"), **facts)


def joined(*intervals):
    provider, practice = make.provider("Miriam Stone"), make.organization()
    for since, until in intervals:
        make.membership(provider, practice, since=since, until=until)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BROKEN[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_is_broken_here():
    models = (Organization, Provider, StandingChange, Membership)
    named = {constraint.name for model in models for constraint in model._meta.constraints}
    assert named == set(BROKEN)
