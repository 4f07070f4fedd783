"""One worker at a time works on an import; when it dies, another one takes over."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from ledger.clock import ClockTimestamp
from ledger.ids import uuid7
from providers.models import Import


def take_one():
    """An import that waits for a worker and from now on is held by this one, or None."""
    with transaction.atomic():
        waiting = Import.objects.abandoned().order_by("created_at")
        one = waiting.select_for_update(skip_locked=True).first()
        if one is None:
            return None
        one.held_by = uuid7()
        one.held_until = lease()
        one.save(update_fields=["held_by", "held_until"])
    one.refresh_from_db()
    return one


def lease():
    """Until when whoever holds an import has to show a sign of life."""
    return ClockTimestamp() + timedelta(seconds=settings.IMPORT_LEASE)


def held(one):
    """The import, as a queryset, for as long as it is ours and what we work on is wanted."""
    return Import.objects.filter(pk=one.pk, held_by=one.held_by, state=one.state)


class Lost(Exception):
    """Somebody cancelled the import, or another worker has taken it over."""
