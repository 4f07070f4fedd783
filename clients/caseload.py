"""The clients of one provider."""

from contextlib import suppress
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts.models import Invitation
from clients.models import Client, Unit, UnitMember

MOST_OFFERED = 20


def treated_client(client_id, provider):
    """The client whom the provider treats now; for everybody else there is nothing (404)."""
    return get_object_or_404(Client.objects.treated_by(provider), pk=client_id)


def named_like(clients, text):
    """Those of the clients whose name, or the one they go by, has every word of the text."""
    for word in text.split():
        clients = clients.filter(Q(name__icontains=word) | Q(preferred_name__icontains=word))
    return clients


def seen_together_with(client, provider):
    """The others of the client's couple or family whom the provider treats as well."""
    units = client.unit_memberships.values("unit")
    together = UnitMember.objects.filter(unit__in=units).values("client")
    return Client.objects.treated_by(provider).filter(pk__in=together).exclude(pk=client.pk)


def units_of(client, provider):
    """The couples and families in which the provider sees the client."""
    return Unit.objects.formed_by(provider).filter(members=client)


def own_unit(unit_id, provider):
    """The couple or family that the provider formed; for everybody else there is nothing (404)."""
    return get_object_or_404(Unit.objects.formed_by(provider), pk=unit_id)


def members_treated(unit, provider):
    """Its members whom the provider treats now: of the others nothing is known any more."""
    return Client.objects.treated_by(provider).filter(pk__in=unit.memberships.values("client"))


def who_could_join(provider, text, *, beside, chosen=()):
    """Whom to offer: those chosen already, and the first of the provider's others so called."""
    others = Client.objects.treated_by(provider).exclude(pk__in=beside)
    found = named_like(others, text)[:MOST_OFFERED]
    return others.filter(pk__in={*_ids(chosen), *(one.pk for one in found)})


def open_invitation(subject, user):
    """The newest invitation that this person sent for a client, or for somebody who acts for one,
    and nobody used."""
    sent = Invitation.objects.visible_to(user).filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk, used_at=None
    )
    return sent.order_by("-created_at", "-id").first()


def _ids(sent):
    """Those of the words that a browser sent which are ids."""
    for one in sent:
        with suppress(ValueError):
            yield UUID(one)
