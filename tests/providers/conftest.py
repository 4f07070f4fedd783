"""Actions as the site does them: as `web`, by a directory admin."""

import pytest

from tests.roles import as_web


@pytest.fixture
def keeping(directory_admin):
    """Called with an action and its facts: does it as the directory admin."""

    def keep(action, **facts):
        with as_web(directory_admin.user):
            return action(by=directory_admin.user, **facts)

    return keep
