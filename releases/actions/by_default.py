"""What a practice asks every new client: set, sent once, refused for good."""

from django.db import transaction

from ledger.actions import record
from ledger.models import Verb
from providers.locks import lock_exclusive
from releases.actions.requests import decline
from releases.models import DefaultAsk, DefaultPartner, DefaultRequest, NotByDefault, Release


@transaction.atomic
def set_default(*, organization, set_by, by, partners, **facts):
    """What the organization asks from now on, in place of what it asked before."""
    lock_exclusive([organization.pk])
    DefaultRequest.objects.filter(organization=organization).delete()
    made = DefaultRequest(organization=organization, set_by=set_by, **facts)
    made.save(force_insert=True)
    DefaultPartner.objects.bulk_create(
        DefaultPartner(request=made, provider=one) for one in partners
    )
    detail = {"partners": [one.pk for one in partners], **facts}
    record(Verb.DEFAULT_SET, by=by, subject=organization, detail=detail)
    return made


@transaction.atomic
def stop_default(*, organization, by):
    """Whether it asked for anything until now."""
    lock_exclusive([organization.pk])
    _rows, gone = DefaultRequest.objects.filter(organization=organization).delete()
    if not gone.get("releases.DefaultRequest"):
        return False
    record(Verb.DEFAULT_SET, by=by, subject=organization, detail={"partners": []})
    return True


@transaction.atomic
def begin_asking(*, client, organization, provider, by, leaves_out=False):
    """The one asking of this client by this organization; None where there was one already, or
    where the client wants none."""
    lock_exclusive([client.pk])
    asks = DefaultAsk.objects.filter(client=client, organization=organization)
    if asks.exists() or NotByDefault.objects.filter(client=client).exists():
        return None
    ask = DefaultAsk(client=client, organization=organization, by=provider, was_left_out=leaves_out)
    ask.save(force_insert=True)
    if not leaves_out:
        record(Verb.DEFAULT_ASKED, by=by, client=client, subject=organization)
    return ask


@transaction.atomic
def refuse_default(*, client, by):
    """Nothing is asked of the client by default any more; what waits of it is answered with no."""
    lock_exclusive([client.pk])
    _row, is_new = NotByDefault.objects.get_or_create(client=client)
    if is_new:
        acting_for = None if client.user_id == by.pk else client.pk
        record(Verb.DEFAULT_REFUSED, by=by, client=client, subject=client, acting_for=acting_for)
    by_default = Release.objects.of(client).waiting().exclude(default_ask=None)
    for release in by_default.select_related("client", "proposed_by"):
        decline(release=release, by=by)
