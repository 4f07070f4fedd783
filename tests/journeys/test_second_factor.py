"""Staff without a second factor come as far as the page that sets one up."""

import pytest

from tests import factories as make
from tests.journeys.doors import sign_in

PAGES = [
    *("/", "/today/", "/clients/", "/clients/new/", "/shared/", "/releases/"),
    *("/directory/", "/home/", "/history/", "/stop/", "/accounts/sessions/", "/admin/"),
]


@pytest.fixture
def miriam():
    user = make.staff("Miriam Stone", second_factor=False)
    make.provider("Miriam Stone", user=user)
    return user


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_staff_without_a_second_factor_reach_nothing_else(window, miriam, scripts):
    here = sign_in(window(scripts=scripts), miriam)
    seen = {path: here.open(path).title for path in PAGES}
    assert seen == dict.fromkeys(PAGES, "Sign-in security")
