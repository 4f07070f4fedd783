"""A small world on a fixed calendar, in which each test changes one thing.

Day 0 is when the note is shared. The release is signed on day 10 and ends on day 100, so the
plain answer is "from day 10 until day 100".
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.models import Kind, User
from clients.models import Client
from providers.models import Organization, Provider
from tests import factories as make

SERVICE_DATE = date(2029, 12, 20)


def day(number):
    return datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=number)


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def differences():
    """The shares whose kept consent is not what the formula says today: none, ever."""
    return [row for row in run("select * from consent_differences(null, 100000)") if row[0]]


@dataclass
class World:
    client: Client
    other_client: Client
    author: Provider
    practice: Organization
    recipient: Provider
    clinic: Organization
    colleague: Provider

    def release(self, client=None, **facts):
        facts = {
            "signed": day(10),
            "expires_at": day(100),
            "requested_at": day(-5),
            "disclosers": [self.author],
            "recipients": [self.recipient],
        } | facts
        return make.release(client or self.client, **facts)

    def item(self, *clients, **facts):
        facts = {"organization": self.practice, "service_date": SERVICE_DATE} | facts
        return make.item(self.author, *(clients or [self.client]), **facts)

    def share(self, item=None, recipient=None, **facts):
        facts = {"shared": day(0)} | facts
        return make.share(item or self.item(), recipient or self.recipient, **facts)


@pytest.fixture
def world(db):
    return World(
        client=make.client("Ana Moreno"),
        other_client=make.client("Sam Whitaker"),
        author=make.provider("Miriam Stone"),
        practice=make.organization("Harbor Street Practice"),
        recipient=make.provider("Julian Okafor"),
        clinic=make.organization("Northgate Clinic"),
        colleague=make.provider("Victor Lang"),
    )


@pytest.fixture(autouse=True)
def exact(request):
    """After each test here, whatever it did: the kept consent is what the formula says."""
    if "world" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("world")  # before us, so that it is still there after the test
    yield
    assert differences() == []


@pytest.fixture
def keeper(db):
    """Who keeps the directory."""
    facts = {"name": "Office", "kind": Kind.STAFF, "is_directory_admin": True}
    return User.objects.create(email="office@example.org", **facts)
