"""The receipt of a stop: a sealed file for whoever asks for it."""

import hashlib

from django.db import transaction
from django.utils.translation import get_language

from ledger.actions import record
from ledger.clock import clock
from ledger.models import Verb
from releases.actions.keeping import NoRecordError, facts_of
from releases.models import StopReceipt
from releases.sealing.keys import own_seal
from releases.sealing.seals import sealed
from releases.sealing.stops import contents_of_stop
from releases.sealing.typesetting import LETTER, typeset


@transaction.atomic
def keep_stop_receipt(*, client, permissions, by):
    """The receipt of these stops for this person, made when it is first asked for.

    For one person each: what a minor alone may know stands in no receipt of a parent's.
    Raises NoRecordError.
    """
    facts = {
        "client": client,
        "user": by,
        "releases": sorted(one.release.pk for one in permissions),
        "language": get_language(),
    }
    if kept := StopReceipt.objects.filter(**facts).first():
        return kept
    made = _made(permissions, facts)
    StopReceipt.objects.bulk_create([made], ignore_conflicts=True)
    kept = StopReceipt.objects.get(**facts)
    if kept.pk == made.pk:
        record(
            Verb.RECEIPT_SEALED,
            by=by,
            client=client,
            subject=kept,
            releases=kept.releases,
            acting_for=None if client.user_id == by.pk else client,
            detail=facts_of(kept),
        )
    return kept


def _made(permissions, facts):
    try:
        seal = own_seal()
        contents = contents_of_stop(permissions, seal, client=facts["client"], by=facts["user"])
        file = sealed(typeset(contents, clock(), LETTER), seal)
    except Exception as error:
        # The name of the reason alone: its text may quote the receipt.
        raise NoRecordError(type(error).__name__) from error
    sha256 = hashlib.sha256(file).hexdigest()
    return StopReceipt(file=file, sha256=sha256, key=seal.fingerprint, **facts)
