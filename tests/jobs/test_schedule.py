"""The clock's schedule names tasks that the worker knows."""

import pytest
from django.conf import settings

from coordination.celery import app

HOUSE = ("ledger", "accounts", "providers", "clients", "releases", "coordination")


@pytest.fixture(scope="module")
def known():
    """The names of our tasks, found as a worker finds them."""
    app.loader.import_default_modules()
    return {name for name in app.tasks if name.startswith(HOUSE)}


def test_every_entry_of_the_schedule_is_a_task(known):
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled - known == set()


def test_the_jobs_of_consent_are_on_it():
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"releases.tasks.remind", "coordination.tasks.verify_consent"} <= scheduled
