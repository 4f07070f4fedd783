"""Who belongs to which organization, and when."""

from django.db import transaction
from django.db.models import F, Func, Q
from django.db.models.functions import Lower

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.locks import lock_exclusive
from providers.models import Membership


@transaction.atomic
def begin_membership(*, provider, organization, by, begins=None, ends=None):
    """The membership, from now unless `begins` says otherwise. Raises ValidationError."""
    during = Func(begins or ClockTimestamp(), ends, function="tstzrange")
    membership = Membership(provider=provider, organization=organization, during=during)
    lock_exclusive([provider.pk])
    with refusals_in_words():
        membership.save(force_insert=True)
    membership.refresh_from_db()
    _record(Verb.MEMBERSHIP_STARTED, membership, by, now=membership.during)
    return membership


@transaction.atomic
def end_membership(*, membership, by, at=None):
    """Whether it ends with this: now, or at a later moment. One not yet begun is taken back.

    Raises ValidationError with a sentence.
    """
    lock_exclusive([membership.provider_id])
    ends = at or ClockTimestamp()
    kept = Membership.objects.running_or_planned().filter(pk=membership.pk)
    was = kept.values_list("during", flat=True).first()
    begun = kept.filter(Q(during__lower_inf=True) | Q(during__startswith__lt=ends))
    with refusals_in_words():
        ended = begun.update(during=Func(Lower(F("during")), ends, function="tstzrange"))
        taken_back = not ended and kept.delete()[0]
    if not (ended or taken_back):
        return False
    now = Membership.objects.filter(pk=membership.pk).values_list("during", flat=True).first()
    _record(Verb.MEMBERSHIP_ENDED, membership, by, was=was, now=now)
    return True


def _record(verb, membership, by, *, was=None, now=None):
    """The line is about the provider: a membership that is taken back is there no more."""
    parties = {"provider": membership.provider_id, "organization": membership.organization_id}
    told = {"membership": membership.pk, "was": _days(was), "is": _days(now)}
    about = ("providers.provider", membership.provider_id)
    record(verb, by=by, subject=about, detail=parties | told)


def _days(during):
    """From when until when, as the ledger keeps it; nothing for none."""
    return {"from": during.lower, "until": during.upper} if during else {}
