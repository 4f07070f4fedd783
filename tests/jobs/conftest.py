"""A release that is about to end, and workers that sweep it."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection

from ledger.models import Outgoing
from tests import factories as make
from tests.ledger.conftest import address, logged_in, post  # noqa: F401

# One kind each, so that none of several releases goes on where another one ends.
KINDS = ["attendance", "diagnoses", "goals", "progress", "medications", "assessments", "billing"]

WORKER = """
import os, django
django.setup()
from releases import reminders
die = lambda *args, **facts: os.kill(os.getpid(), 9)
{crime}
reminders.sweep()
"""


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def past_the_triggers(table):
    """What the owner of the database can do."""
    run("set constraints all immediate")  # a table with checks still to come cannot be altered
    run(f"alter table {table} disable trigger user")
    yield
    run(f"alter table {table} enable trigger user")


def nobody_swept_since_it_was_signed(*releases):
    """The releases as they are when every worker was away."""
    first = "releases_next_reminder(in_force, lower(in_force))"
    ids = [release.pk for release in releases]
    run(f"update releases_release set next_reminder_at = {first} where id = any(%s)", ids)
    return releases[0]


def ending(client, by, to, days, **facts):
    """A release that ends in so many days; no sweep has seen it yet."""
    release = make.release(
        client,
        signed=make.ago(days=200),
        expires_at=make.ahead(days=days),
        proposed_by=by.provider,
        disclosers=[by.provider],
        recipients=[to.provider],
        **facts,
    )
    return nobody_swept_since_it_was_signed(release)


@pytest.fixture
def ends_soon(ana, therapist, stranger):
    """The therapist may tell the stranger about Ana for 29 days more."""
    return ending(ana.client, therapist, stranger, days=29)


def promised(release, kind="release_expiring"):
    """To whom a reminder of the release is promised, and how many days before its end."""
    end = release.in_force.upper
    return {
        (one.recipient, (end - one.due_at).days)
        for one in Outgoing.objects.filter(kind=kind, subject_id=release.pk)
    }


def worker(crime=""):
    """A process of its own that logs in as clerk, sweeps, and does what a crime says."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "ACCORD_ROLE": "clerk",
        "CLERK_DATABASE_URL": address("clerk"),
    }
    script = WORKER.format(crime=crime)
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", script], env=environment)
