"""The worker and its clock; they log in to the database as `clerk`."""

import os
import time

from celery import Celery
from django.core.cache import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
os.environ.setdefault("ACCORD_ROLE", "clerk")

HEARTBEAT = "heartbeat"

app = Celery("accord", task_cls="accounts.tasks:ActingTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task(name="coordination.celery.heartbeat", acting=False)
def heartbeat() -> None:
    """Leaves the time where `manage.py doctor` looks: clock, queue and worker are alive."""
    cache.set(HEARTBEAT, time.time(), timeout=24 * 60 * 60)
