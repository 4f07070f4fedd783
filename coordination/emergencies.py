"""What the database shows of emergency access to whoever is acting. A body comes from none of it:
that is `actions.emergencies.open_in_emergency` alone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from coordination.models import EmergencySwitch, EmergencyWish
from coordination.models.emergencies import Ground
from ledger.clock import StatementTimestamp
from providers.models import Organization


@dataclass(frozen=True)
class Shown:
    """An access that is open at this moment, as its provider may know it."""

    id: UUID
    client_name: str
    organization_name: str
    ground: str
    nature: str
    until: datetime

    @property
    def ground_text(self):
        return Ground(self.ground).label


@dataclass(frozen=True)
class Listed:
    """A note that an open access reaches; never its body."""

    id: UUID
    kind: str
    author: str
    service_date: date
    categories: list


def shown(access_id):
    """The acting provider's access while it is open, else None."""
    found = _ask("select * from emergency_shown(%s)", access_id)
    return Shown(*found[0]) if found else None


def listed(access_id):
    """The notes that it reaches, the latest first; none once it is closed."""
    return [Listed(*row) for row in _ask("select * from emergency_list(%s)", access_id)]


def people_to_tell(access_id):
    """Whom the clerk may write to about it at this moment, by their logins."""
    found = _ask("select * from people_told_of_emergency(%s)", access_id)
    return {person for (person,) in found}


def places_with_it_on(provider):
    """The organizations that the provider belongs to now and that have it turned on."""
    now = {"memberships__during__contains": StatementTimestamp()}
    places = Organization.objects.filter(memberships__provider=provider, **now)
    return [one.organization for one in _newest(places) if one.is_on]


def is_on(organization):
    """Whether the newest word says so; nobody's word means no."""
    return any(one.is_on for one in _newest([organization]))


def is_barred(client):
    """Whether nobody may use it for this client, for those who may know."""
    newest = EmergencyWish.objects.filter(client=client).first()
    return bool(newest and newest.is_barred)


def _newest(organizations):
    """The newest word about each of these."""
    found = EmergencySwitch.objects.filter(organization__in=organizations)
    newest = found.order_by("organization_id", "-at").distinct("organization_id")
    return newest.select_related("organization")


def _ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
