"""Keeping what was signed: one sealed file for each signed release."""

import hashlib
import logging
from functools import partial

from django.db import transaction

from accounts.acting import acting_as
from ledger.actions import record
from ledger.models import Verb
from releases.models import Release, SignedRecord
from releases.sealing.contents import contents_of
from releases.sealing.keys import own_seal
from releases.sealing.seals import sealed
from releases.sealing.typesetting import typeset

log = logging.getLogger(__name__)


class NoRecordError(Exception):
    """The file could not be made. The name of the reason alone: its text may quote the record."""


@transaction.atomic
def keep_record(*, release, by):
    """The record of a signed release: the one that is kept, else a new one, with a ledger line.

    Two at once end with one record: the second one's is thrown away. Raises NoRecordError.
    """
    if kept := SignedRecord.objects.filter(release=release).first():
        return kept
    made = made_of(release)
    SignedRecord.objects.bulk_create([made], ignore_conflicts=True)
    kept = SignedRecord.objects.get(release=release)
    if kept.pk == made.pk:
        _write_line(release, made, by)
    return kept


def made_of(release):
    """A record that is not kept yet. Raises NoRecordError."""
    try:
        seal = own_seal()
        file = sealed(typeset(contents_of(release, seal), release.signed_at), seal)
    except Exception as error:
        raise NoRecordError(type(error).__name__) from error
    sha256 = hashlib.sha256(file).hexdigest()
    return SignedRecord(release=release, file=file, sha256=sha256, key=seal.fingerprint)


def keep_record_after_commit(release, by):
    """Has the record made once the signature is safe.

    Not in the transaction that signs: what was signed must stand whatever becomes of the file,
    and the client's lock is not held while pages are set.
    """
    transaction.on_commit(partial(_try_to_keep, release.pk, by), robust=True)


def _try_to_keep(release, by):
    try:
        with acting_as(by):
            keep_record(release=Release.objects.get(pk=release), by=by)
    except Exception as error:
        # Whoever asks for the file next has it made. Only the name of the error goes into the log:
        # its text may quote words of the record.
        log.error("ALERT record: none was made of %s (%s)", release, type(error).__name__)


def facts_of(record):
    """What the ledger remembers of a record."""
    return {"sha256": record.sha256, "key": record.key}


def _write_line(release, made, by):
    represents = release.signatures.filter(signer=by, representative__isnull=False).exists()
    record(
        Verb.RELEASE_RECORDED,
        by=by,
        client=release.client_id,
        subject=release,
        releases=[release],
        acting_for=release.client_id if represents else None,
        detail=facts_of(made),
    )
