"""The clock's schedule and the worker's tasks."""

import pytest
from django.conf import settings

from accounts.tasks import ActingTask
from coordination.celery import app


@pytest.fixture(scope="module")
def tasks():
    app.loader.import_default_modules()
    app.finalize()
    return {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_every_entry_of_the_schedule_names_a_task_that_exists(tasks):
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named <= tasks.keys()


def test_every_task_of_ours_is_started_by_the_clock(tasks):
    ours = {name for name in tasks if not name.startswith("tests.")}
    assert ours == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_every_task_of_ours_knows_who_is_acting(tasks):
    assert all(isinstance(task, ActingTask) for task in tasks.values())


def test_a_tick_that_nobody_takes_is_dropped():
    assert all(entry["options"]["expires"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


def test_messages_are_json_and_nothing_else():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
