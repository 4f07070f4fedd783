"""Saying that another person may see what a release covers, if they say the same; and not any more.

No letter goes out: nobody is told that there is anything to answer.
"""

from django.db import transaction

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.locks import lock_exclusive
from releases.models import ScopeShown


@transaction.atomic
def show_scope(*, release, address, by):
    """Whether this said so; while it stands, saying it again changes nothing."""
    lock_exclusive([release.client_id])
    if ScopeShown.objects.running().filter(release=release).exists():
        return False
    ScopeShown(release=release, address=address.lower()).save(force_insert=True)
    record(Verb.SCOPE_SHOWN, by=by, client=release.client_id, subject=release)
    return True


@transaction.atomic
def hide_scope(*, release, by):
    """Whether this took it back; twice is once."""
    lock_exclusive([release.client_id])
    running = ScopeShown.objects.running().filter(release=release)
    if not running.update(taken_back_at=ClockTimestamp()):
        return False
    record(Verb.SCOPE_HIDDEN, by=by, client=release.client_id, subject=release)
    return True
