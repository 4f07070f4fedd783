"""What the worker does for the directory, as clerk."""

from celery import shared_task

from accounts.tasks import ActingTask
from providers import finding, over_time, warning


@shared_task(base=ActingTask)
def note_state():
    """Notes once a day how many entries the directory has, and how many need a look."""
    over_time.note_today()


@shared_task(base=ActingTask)
def forget_former_workplaces():
    """Once a day: a membership that ended by itself has not told anybody."""
    finding.forget_former_workplaces()


@shared_task(base=ActingTask, acting=False)
def warn():
    """Promises the letters about what ends or is due; each batch is a transaction of its own."""
    warning.sweep()
