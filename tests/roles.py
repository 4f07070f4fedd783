"""Playing the database roles inside a test that is connected as owner."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InternalError, connection
from django.test import Client

from accounts.acting import acting_as


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Statements inside run with the rights of `role`, row policies included."""
    local = "LOCAL" if connection.in_atomic_block else "SESSION"
    _run(f"SET {local} ROLE {role}")
    try:
        yield
    finally:
        # A transaction that failed refuses this; its rollback brings the owner back anyway.
        with suppress(InternalError):
            _run(f"SET {local} ROLE NONE")


@contextmanager
def as_web(user=None) -> Iterator[None]:
    """The database as a web process sees it while `user` is acting; nobody without one."""
    with as_role("web"), acting_as(user):
        yield


@contextmanager
def as_clerk() -> Iterator[None]:
    """The database as a Celery worker sees it."""
    with as_role("clerk"), acting_as(None):
        yield


class WebClient(Client):
    """A browser whose requests reach the database as `web`."""

    def request(self, **request):
        with as_role("web"):
            return super().request(**request)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
