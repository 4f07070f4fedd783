"""Noting what somebody saw when they checked an entry, and activating it on the strength of it."""

from typing import NamedTuple

from django.db import transaction

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.actions.standing import move
from providers.locks import lock_exclusive
from providers.models import Licence, Provider, Verification
from providers.verifying import says


class Check(NamedTuple):
    """One thing that was checked: what it said, and what somebody saw of it."""

    about: str
    of: Provider | Licence
    said: dict
    saw: str


@transaction.atomic
def verify(*, provider, checks, by, activates=False):
    """Whether the entry became active with it, if that was wanted. Raises ValidationError where
    it says something else by now, or where nothing says who this is."""
    lock_exclusive([provider.pk])
    for check in checks:
        _note(provider, check, by)
    Provider.objects.filter(pk=provider.pk).update(kept_at=ClockTimestamp())
    why = "; ".join(check.saw for check in checks)[:500]
    return activates and move(provider=provider, name="activate", by=by, why=why)


@transaction.atomic
def verify_several(*, providers, saw, by):
    """How many were activated: somebody saw of all of them, at one place, who they are."""
    lock_exclusive([one.pk for one in providers])
    activated = 0
    for one in providers:
        check = Check(Verification.About.IDENTITY, one, says("identity", one), saw)
        activates = one.is_unverified
        activated += verify(provider=one, checks=[check], by=by, activates=activates)
    return activated


def _note(provider, check, by):
    row = Verification(
        provider=provider,
        about=check.about,
        subject_id=check.of.pk,
        said=check.said,
        saw=check.saw,
        by=by,
    )
    with refusals_in_words():
        row.save(force_insert=True)
    part = {"part": "licence", "id": check.of.pk} if isinstance(check.of, Licence) else {}
    detail = {"about": check.about, "is": check.said, **part}
    record(Verb.PROVIDER_VERIFIED, by=by, subject=provider, reason=check.saw, detail=detail)
