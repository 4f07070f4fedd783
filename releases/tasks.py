"""What the worker does for releases, as clerk."""

from celery import shared_task

from accounts.tasks import ActingTask
from releases import nudges, reminders


@shared_task(base=ActingTask, acting=False)
def remind():
    """Promises the reminders that are due; each batch is a transaction of its own."""
    reminders.sweep()


@shared_task(base=ActingTask, acting=False)
def nudge():
    """Promises the letters about requests that still wait; batches are transactions here, too."""
    nudges.sweep()
