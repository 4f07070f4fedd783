"""Attaching a file to a note, taking it away, and handing it to a recipient."""

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.documents import open_document, seal_document
from coordination.actions.disclosing import Disclosure, disclose
from coordination.models import Attachment
from ledger.actions import record_each
from ledger.models import Entry, Verb
from providers.locks import lock_exclusive


class TooManyFilesError(Exception):
    """The note has as many files as it may have."""


@dataclass(frozen=True)
class DisclosedFile:
    """A file as one recipient may have it at this moment, with the disclosure of its note."""

    attachment: Attachment
    content: bytes
    shown: Disclosure


@transaction.atomic
def attach(*, item, by, content, media_type, name):
    """The file, sealed to its own row. Raises TooManyFilesError.

    It goes the way of its item: to whom that is open now, this is too.
    """
    lock_exclusive([item.pk])
    made = Attachment(item=item, name=name, media_type=media_type, size=len(content))
    made.sha256 = hashlib.sha256(content).hexdigest()
    made.sealed = seal_document(content, made.pk)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "attachments_are_few":
            raise
        raise TooManyFilesError from error
    _record(Verb.ATTACHMENT_ADDED, item, by, made)
    return made


@transaction.atomic
def remove_attachment(*, attachment, by):
    """Whether this took it away; twice does it once.

    Everybody's locks come first: who is being given the file keeps this waiting, and from its
    answer on nobody is given it.
    """
    item, key = attachment.item, attachment.pk
    lock_exclusive([item.pk])
    lock_exclusive(list(item.about.values_list("client_id", flat=True)))
    gone, _rows = Attachment.objects.filter(pk=key).delete()
    if gone:
        _record(Verb.ATTACHMENT_REMOVED, item, by, attachment)
    return bool(gone)


@transaction.atomic
def disclose_file(*, share_id, attachment_id, provider, by, session_key=""):
    """A file of an item that is open to the provider. Raises Blocked or Http404, the same page, and
    UnreadableDocumentError, with which nothing was disclosed.

    It is a disclosure of the item first, with its locks and by its clock; the file has a line of
    its own, for each login session. The caller makes the answer inside the same transaction.
    """
    shown = disclose(share_id=share_id, provider=provider, by=by, session_key=session_key)
    attachment = Attachment.objects.filter(pk=attachment_id, item=shown.item.pk).first()
    if attachment is None:
        raise Http404
    content = file_of(attachment)
    _write_down(shown, attachment, by, session_key)
    return DisclosedFile(attachment, content, shown)


def file_of(attachment):
    """The file as it was sent. Raises UnreadableDocumentError."""
    return open_document(attachment.sealed, attachment.pk)


def _write_down(shown, attachment, by, session_key):
    session = hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
    detail = {"session": session, "item": str(shown.item.pk), "attachment": str(attachment.pk)}
    told = Entry.objects.filter(
        actor=by.pk, verb=Verb.ITEM_DISCLOSED, subject_id=str(shown.share.pk), detail=detail
    )
    if session and told.exists():
        return
    record_each(
        Verb.ITEM_DISCLOSED,
        by=by,
        clients=shown.share.subjects,
        subject=shown.share,
        releases=shown.releases_relied_on,
        detail=detail,
    )


def _record(verb, item, by, attachment):
    """Of the name nothing: it is a word about a client."""
    clients = list(item.about.values_list("client_id", flat=True))
    detail = {"attachment": str(attachment.pk), "sha256": attachment.sha256}
    record_each(verb, by=by, clients=clients, subject=item, detail=detail)
