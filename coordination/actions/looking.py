"""A privacy officer looks at what the ledger holds about one client."""

from hashlib import sha256

from django.db import transaction

from ledger.actions import record
from ledger.models import Entry, Verb


@transaction.atomic
def look(*, client, by, session_key, sought):
    """Writes it into the client's own history, once for each search of a session.

    `sought` says in ids, lists and days what is looked for, and in which way it is shown.
    """
    session = sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
    detail = {"session": session, "sought": sought}
    told = Entry.objects.about(client.pk).filter(actor=by.pk, verb=Verb.LEDGER_READ)
    if not session or not told.filter(detail=detail).exists():
        record(Verb.LEDGER_READ, by=by, client=client, detail=detail)
