"""Rows of the directory; see tests/factories.py."""

from accounts.models import Kind, User
from providers.models import (
    Licence,
    Location,
    Membership,
    Organization,
    PracticeAdmin,
)


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
