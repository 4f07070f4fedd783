"""Agreeing to sign online, and taking that back."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from releases.esign import agreement_of, agreement_to, terms_for
from releases.models import EsignAgreement

CHANGED = gettext_lazy("These words have changed while you were reading. Please read them again.")


class NotAgreedError(Exception):
    """Nothing was agreed to; the message says why and what to do."""


@transaction.atomic
def agree_to_sign_online(*, by, language, shown_sha256, code):
    """The agreement, with the very words that were read. The same one given twice is one."""
    wanted = agreement_to(terms_for(language), by, code)
    if wanted.shown_sha256 != shown_sha256:
        raise NotAgreedError(CHANGED)
    EsignAgreement.objects.bulk_create([wanted], ignore_conflicts=True)
    agreement = agreement_of(by)
    if agreement.pk == wanted.pk:
        detail = {"terms": str(wanted.terms), "shown_sha256": shown_sha256}
        record(Verb.ESIGN_AGREED, by=by, subject=agreement, detail=detail)
    return agreement


@transaction.atomic
def sign_on_paper_only(*, by):
    """Takes the agreement back. What was signed before stays signed."""
    standing = EsignAgreement.objects.filter(user=by, withdrawn_at=None)
    for agreement in standing:
        standing.filter(pk=agreement.pk).update(withdrawn_at=ClockTimestamp())
        record(Verb.ESIGN_WITHDRAWN, by=by, subject=agreement)
