"""Taking on a client, beginning and ending a treatment."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Func
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.actions import invite
from accounts.documents import seal_document
from accounts.models import Kind
from clients.models import (
    AuthorityDocument,
    Client,
    Representative,
    Treatment,
    Unit,
    UnitMember,
)
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
def note_representative(*, client, scan, provider, by, since, until=None, **facts):
    """Who may act for the client, once somebody has verified the document that shows it.

    `since` and `until` are the first and the last day; `facts` are `name`, `basis` and `limits`.
    """
    during = (_morning_of(since), _morning_of(until + timedelta(days=1)) if until else None)
    noted = Representative(client=client, during=during, **facts)
    noted.save(force_insert=True)
    AuthorityDocument(
        representative=noted,
        scan=seal_document(scan.content, noted.pk),
        sha256=scan.sha256,
        media_type=scan.media_type,
        kept_by=provider,
    ).save(force_insert=True)
    detail = {"basis": noted.basis, "document_sha256": scan.sha256}
    record(Verb.REPRESENTATIVE_ADDED, by=by, client=client, subject=noted, detail=detail)
    return noted


@transaction.atomic
def verify_representative(*, representative, provider, by):
    """Whether this gave them authority. It may be the one who noted them: many practices are one
    person, and the client reads in the history who looked at the document.
    """
    lock_exclusive([representative.client_id])
    unverified = Representative.objects.filter(pk=representative.pk, verified_at=None)
    if not unverified.update(verified_by=provider, verified_at=ClockTimestamp()):
        return False
    _record_of(Verb.REPRESENTATIVE_VERIFIED, representative, by)
    return True


@transaction.atomic
def end_representative(*, representative, by):
    """Whether this ended the authority. What was signed goes on until somebody stops it."""
    lock_exclusive([representative.client_id])
    running = Representative.objects.filter(
        pk=representative.pk, during__contains=StatementTimestamp()
    )
    until_now = Func(Lower(F("during")), ClockTimestamp(), function="tstzrange")
    if not running.update(during=until_now):
        return False
    _record_of(Verb.REPRESENTATIVE_ENDED, representative, by)
    return True


@transaction.atomic
def invite_representative(*, representative, email, by, language="en"):
    """The invitation to an account with which they act for the client."""
    return invite(
        email=email,
        kind=Kind.CLIENT,
        subject=representative,
        client=representative.client,
        name=representative.name,
        language=language,
        by=by,
    )


@transaction.atomic
def set_guardians(*, client, both, by):
    """Whether two representatives sign for a minor from now on, or one does."""
    lock_exclusive([client.pk])
    if Client.objects.filter(pk=client.pk, both_guardians=not both).update(both_guardians=both):
        subject = ("clients.client", client.pk)
        record(Verb.GUARDIANS_SET, by=by, client=client, subject=subject, detail={"both": both})


def _morning_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _record_of(verb, representative, by):
    record(verb, by=by, client=representative.client_id, subject=representative)


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
