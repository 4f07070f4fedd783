"""Migrations stand in one line, say all of the models, and find their SQL beside them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.sources import FLOORS, ROOT


def own(floor):
    return sorted(
        name
        for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
        if app == floor
    )


@pytest.mark.parametrize("floor", FLOORS)
def test_the_numbers_count_up_without_a_fork(floor):
    numbers = [int(name[:4]) for name in own(floor)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_app_has_one_last_migration():
    assert MigrationLoader(None).detect_conflicts() == {}


def test_a_migration_depends_on_its_own_floor_and_those_below():
    upwards = [
        (key, needed)
        for key, migration in MigrationLoader(None).disk_migrations.items()
        for needed in migration.dependencies
        if key[0] in FLOORS
        and needed[0] in FLOORS
        and FLOORS.index(needed[0]) > FLOORS.index(key[0])
    ]
    assert upwards == []


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_say():
    told = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told)
    assert "No changes" in told.getvalue()


def test_sql_lies_beside_the_migration_of_its_number():
    for path in ROOT.glob("*/migrations/sql/*.sql"):
        assert (path.parent.parent / f"{path.name.split('.')[0]}.py").exists(), path
