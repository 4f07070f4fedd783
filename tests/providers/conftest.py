"""Actions as the site does them: as `web`, by a directory admin."""

import pytest

from tests import factories as make
from tests.people import Person
from tests.providers.following.merging import as_keeper

SECRET = "accord_secret"


@pytest.fixture
def keeping(directory_admin):
    """Called with an action and its facts: does it as the directory admin."""
    return as_keeper(directory_admin.user)


@pytest.fixture
def office(practice):
    """Edits the practice, and nothing else."""
    person = Person(make.staff("Orla Finn", email="orla@example.org"))
    make.practice_admin(practice, person.user, since=make.ago(days=9))
    return person


@pytest.fixture
def token(practice, office):
    """Reads the directory for the practice, by SECRET."""
    return make.api_token(practice, office.user, secret=SECRET)
