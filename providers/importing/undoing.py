"""Taking an import back, a few deeds at a time, the last one first."""

from django.db import connection, transaction
from django.db.models import F

from providers.importing.leases import Lost, held, lease
from providers.importing.passes import end
from providers.models import ImportDeed, ImportState, Outcome

DEEDS = 200
UNDO = "select import_undo(%s, %s, %s::uuid[])"


def undo(one):
    """Goes on where it was left: each deed says what became of it. Raises Lost."""
    while _batch(one):
        pass
    end(one, ImportState.UNDONE)


@transaction.atomic
def _batch(one):
    if not held(one).select_for_update().exists():
        raise Lost
    left = ImportDeed.objects.filter(of=one, outcome="").order_by("-line", "-id")
    ids = list(left.values_list("pk", flat=True)[:DEEDS])
    if not ids:
        return False
    with connection.cursor() as cursor:
        cursor.execute(UNDO, [str(one.pk), str(one.held_by), [str(pk) for pk in ids]])
    stays = ImportDeed.objects.filter(pk__in=ids).exclude(outcome=Outcome.UNDONE)
    held(one).update(kept=F("kept") + stays.count(), held_until=lease())
    return True
