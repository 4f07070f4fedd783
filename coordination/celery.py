"""The worker and its clock; they log in to the database as `clerk`."""

import os
import time

from celery import Celery
from celery.signals import worker_init
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from accounts.checks import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
os.environ.setdefault("ACCORD_ROLE", "clerk")

HEARTBEAT = "heartbeat"

app = Celery("accord", task_cls="accounts.tasks:ActingTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_unsafe_database(**kwargs: object) -> None:
    """Ends a worker whose connection row security does not bind."""
    try:
        refuse_to_start()
    except ImproperlyConfigured as danger:
        # Celery only logs what its receivers raise, unless it is this.
        raise SystemExit(str(danger)) from danger


@app.task(name="coordination.celery.heartbeat", acting=False)
def heartbeat() -> None:
    """Leaves the time where `manage.py doctor` looks: clock, queue and worker are alive."""
    cache.set(HEARTBEAT, time.time(), timeout=24 * 60 * 60)
