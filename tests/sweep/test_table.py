"""The table of tests/sweep/access.py is complete, and says nothing about what is gone."""

from django.urls.converters import UUIDConverter

from tests.house.routes import routes
from tests.sweep.access import OBJECTS, ROLES, ROUTES, row_of
from tests.sweep.rows import Open, Own, Row, Shut


def kinds_in(route):
    """The kinds of object in an address: `release` for `<uuid:release_id>`; of something that is
    found by its owner, `attachment of item`."""
    kinds = [name.removesuffix("_id") for name in route.parameters]
    return [" of ".join(reversed(kinds))] if kinds else []


def test_every_address_has_a_row():
    assert [name for name in routes() if row_of(name) is None] == []


def test_no_row_is_stale():
    assert set(ROUTES) - set(routes()) == set()


def test_what_needs_no_sign_in_is_exactly_what_the_table_says():
    exempt = {
        name
        for name, route in routes().items()
        if not getattr(route.callback, "login_required", True)
    }
    assert exempt == {name for name, row in ROUTES.items() if isinstance(row, Open)}


def test_every_open_address_has_a_reason():
    assert all(row.reason for row in ROUTES.values() if isinstance(row, Open | Own))


def test_ours_say_who_and_the_rest_is_accounts_or_shut():
    for name, route in routes().items():
        assert isinstance(row_of(name), (Row, Open) if route.is_ours else (Open, Own, Shut)), name


def test_an_address_with_an_object_says_who_gets_which():
    for name, row in ROUTES.items():
        if isinstance(row, Row):
            assert kinds_in(routes()[name]) == ([row.kind] if row.kind else []), name
            assert set(row.objects) <= set(OBJECTS.get(row.kind, [])), name


def test_ids_are_uuids():
    others = {
        name
        for name, route in routes().items()
        for converter in route.parameters.values()
        if route.is_ours and not isinstance(converter, UUIDConverter)
    }
    assert others == {"invitation"}


def test_the_roles_are_those_of_the_table():
    named = " ".join(
        who
        for row in ROUTES.values()
        if isinstance(row, Row)
        for who in (row.who, *row.objects.values())
    )
    assert set(named.split()) <= set(ROLES)
