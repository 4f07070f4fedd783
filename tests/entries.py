"""Rows of the directory; see tests/factories.py."""

from datetime import timedelta

from django.db.models.functions import Now

from accounts.invitations import hash_of
from accounts.models import Kind, User
from providers.models import (
    ApiToken,
    Import,
    Licence,
    Location,
    Membership,
    Merge,
    Organization,
    PracticeAdmin,
    Provider,
    Standing,
    Verification,
)
from providers.verifying import says


def organization(name="Harbor Street Practice", **fields):
    return Organization.objects.create(name=name, **fields)


def provider(name, *, user=None, standing=Standing.ACTIVE, **fields):
    """An entry of the directory; active unless the test says otherwise."""
    fields = {"profession": Provider.Profession.OTHER} | fields
    return Provider.objects.create(name=name, user=user, standing=standing, **fields)


def membership(provider, organization, *, since=None, until=None):
    """The provider belongs to the organization; always did and will unless dates are given."""
    return Membership.objects.create(
        provider=provider, organization=organization, during=(since, until)
    )


def location(of, **fields):
    """An address of the provider or organization."""
    owner = "organization" if isinstance(of, Organization) else "provider"
    place = {"street": "12 Harbor Street", "city": "Portland", "state": "OR"}
    return Location.objects.create(**{owner: of}, **place | {"postal_code": "97204"} | fields)


def licence(provider, **fields):
    fields = {"state": "OR", "number": "L4711", "kind": "LCSW"} | fields
    return Licence.objects.create(provider=provider, **fields)


def practice_admin(organization, user=None, *, since=None, until=None):
    """Somebody of the staff who edits the organization; always did and will without dates."""
    if user is None:
        user = User.objects.create_user("office@example.org", name="Orla Finn", kind=Kind.STAFF)
    return PracticeAdmin.objects.create(
        organization=organization, user=user, named_by=user, during=(since, until)
    )


def verification(of, about="identity", *, by=None, **fields):
    """Somebody saw that what a provider or a licence says is so; now unless a date is given."""
    facts = {"name": "Bea Lind", "kind": Kind.STAFF}
    by = by or User.objects.get_or_create(email="bea@example.org", defaults=facts)[0]
    facts = {"saw": "Seen on the board's site.", "said": says(about, of)} | fields
    provider = of.provider if isinstance(of, Licence) else of
    return Verification.objects.create(
        provider=provider, about=about, subject_id=of.pk, by=by, **facts
    )


def api_token(organization, by, *, secret="accord_secret", ends=None, **fields):
    """A token of the organization that works for a day, found by `secret`."""
    ends = ends or Now() + timedelta(days=1)
    facts = {"purpose": "Appointments", "hash": hash_of(secret), "ends_at": ends}
    return ApiToken.objects.create(organization=organization, made_by=by, **facts | fields)


def merge(survivor):
    """Another entry of this provider, which was absorbed."""
    keeper = User.objects.create_user("keeper@example.org", name="Kim Day", kind=Kind.STAFF)
    other = Provider.objects.create(name="Merged Twice", profession="therapist")
    Provider.objects.filter(pk=other.pk).update(merged_into=survivor, standing="suspended")
    return Merge.objects.create(
        provider=survivor,
        other_provider=other,
        by=keeper,
        why="They are one.",
        before={
            "fields": {},
            "other_fields": {"npi": "", "npi_deactivated_on": None},
            "stood": "unverified",
            "memberships": [],
        },
        after={"fields": {}, "parts": [], "memberships": []},
    )


def import_of(user, **fields):
    """A file that somebody uploaded and that waits for them."""
    facts = {"by": user, "name": "people.csv", "size": 9, "sha256": "0" * 64, "layout": "sheet"}
    facts |= {"header": ["Name"], "mapping": {"name": "Name"}, "state": "uploaded"}
    return Import.objects.create(**facts | fields)
