"""The test's own tools: who the database thinks we are."""

import pytest
from django.db import connection


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_connect_as_owner():
    assert current_role() == "owner"


@pytest.mark.django_db
def test_as_web_plays_web_and_gives_owner_back(as_web):
    with as_web():
        assert current_role() == "web"
    assert current_role() == "owner"


@pytest.mark.django_db
def test_as_clerk_plays_clerk(as_clerk):
    with as_clerk():
        assert current_role() == "clerk"


@pytest.mark.django_db(transaction=True)
def test_as_web_plays_web_outside_a_transaction_too(as_web):
    with as_web():
        assert current_role() == "web"
    assert current_role() == "owner"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next_one(turn):
    from django.contrib.auth.models import Group

    assert not Group.objects.exists()
    Group.objects.create(name="left behind")
