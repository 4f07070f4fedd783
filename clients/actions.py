"""Taking on a client, beginning and ending a treatment."""

from django.db import transaction
from django.db.models import F, Func
from django.db.models.functions import Lower
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.actions import invite
from accounts.models import Kind
from clients.models import Client, Treatment, Unit, UnitMember
from ledger.actions import record, record_each
from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.models import Verb
from providers.locks import lock_exclusive


@transaction.atomic
def register_client(*, name, provider, by, preferred_name="", born=None, email="", language="en"):
    """The new client of this provider, invited to an account of their own if there is an address.

    The treatment begins now.
    """
    client = Client(name=name, preferred_name=preferred_name, born=born, registered_by=provider)
    client.save(force_insert=True)
    begin_treatment(client=client, provider=provider, by=by)
    record(Verb.CLIENT_REGISTERED, by=by, client=client, subject=client)
    if email:
        invite_client(client=client, email=email, language=language, by=by)
    return client


@transaction.atomic
def begin_treatment(*, client, provider, by):
    """The treatment of the client by this provider, from now on."""
    from_now = Func(ClockTimestamp(), None, function="tstzrange")
    treatment = Treatment(client=client, provider=provider, during=from_now)
    treatment.save(force_insert=True)
    record(Verb.TREATMENT_STARTED, by=by, client=client, subject=treatment)
    return treatment


@transaction.atomic
def end_treatment(*, client, provider, by):
    """Whether a running treatment ended with this.

    With the client's lock, as the floor above ends what the client permitted for as long as this.
    """
    lock_exclusive([client.pk])
    running = Treatment.objects.filter(
        client=client, provider=provider, during__contains=StatementTimestamp()
    )
    until_now = Func(Lower(F("during")), ClockTimestamp(), function="tstzrange")
    if not running.update(during=until_now):
        return False
    record(Verb.TREATMENT_ENDED, by=by, client=client, subject=("clients.client", client.pk))
    return True


@transaction.atomic
def invite_client(*, client, email, by, language="en"):
    """The invitation to an account that will be the client's own."""
    return invite(
        email=email,
        kind=Kind.CLIENT,
        subject=client,
        client=client,
        name=client.name,
        language=language,
        by=by,
    )


@transaction.atomic
def form_unit(*, kind, members, provider, by, name="", secrets=""):
    """The couple or family of these clients, each of whom reads of it."""
    name = name or get_text_list([one.short_name for one in members], _("and"))
    unit = Unit(kind=kind, name=name, secrets=secrets, created_by=provider)
    unit.save(force_insert=True)
    _join(unit, members)
    record_each(Verb.UNIT_FORMED, by=by, clients=members, subject=unit)
    return unit


@transaction.atomic
def change_unit(*, unit, by, joining=(), **facts):
    """The couple or family with its new members, name, and what was agreed about secrets."""
    for name, value in facts.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(facts))
    _join(unit, joining)
    members = unit.memberships.values_list("client", flat=True)
    record_each(Verb.UNIT_CHANGED, by=by, clients=members, subject=unit)
    return unit


def _join(unit, clients):
    UnitMember.objects.bulk_create(UnitMember(unit=unit, client=one) for one in clients)
