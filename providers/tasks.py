"""What the worker does for the directory, as clerk."""

from celery import shared_task

from accounts.tasks import ActingTask
from providers import finding, over_time, warning
from providers.importing.work import work
from providers.models import Import, ImportChunk

HOURS = 60 * 60


@shared_task(base=ActingTask)
def note_state():
    """Notes once a day how many entries the directory has, and how many need a look."""
    over_time.note_today()


@shared_task(base=ActingTask)
def seek_where_days_passed():
    """Once a day: a membership that begins or ends by itself tells nobody."""
    finding.seek_where_days_passed()


@shared_task(base=ActingTask, acting=False)
def warn():
    """Promises the letters about what ends or is due; each batch is a transaction of its own."""
    warning.sweep()


# Acknowledged at once: the broker would hand a task that runs for an hour to a second worker. An
# import whose worker died is taken up by the next tick.
@shared_task(acting=False, acks_late=False, time_limit=24 * HOURS)
def work_on_imports():
    """Checks, runs and undoes what waits for it, one file after another."""
    while work():
        pass


@shared_task(acting=False)
def drop_files():
    """Takes files away that nobody needs any more: what they did stays known."""
    ImportChunk.objects.filter(of__in=Import.objects.outlived()).delete()
