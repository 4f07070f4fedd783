"""What the worker does for the directory, as clerk."""

from celery import shared_task

from accounts.tasks import ActingTask
from providers import over_time


@shared_task(base=ActingTask)
def note_state():
    """Notes once a day how many entries the directory has, and how many need a look."""
    over_time.note_today()
