"""Who is acting, told to PostgreSQL. The one way identity reaches the database."""

from contextlib import contextmanager

from django.db import connection, transaction


class NoTransactionError(RuntimeError):
    """Somebody tried to say who is acting where the setting would be lost, or would leak."""


@contextmanager
def acting_as(user):
    """A transaction in which the database shows and keeps what this person may see and do.

    Nobody (None, or an anonymous visitor) is the sign-in desk. Inside another `acting_as` the
    former identity comes back at the end, also after the inner block failed and was undone.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        former = _identity() if nested else ""
        _tell_database(_id_of(user))
        yield
        # A failed block never comes here: undoing its savepoint undoes the setting as well.
        # Neither does one that must be undone: the connection would refuse the statement.
        if nested and not connection.needs_rollback:
            _tell_database(former)


def _id_of(user):
    if user is None or user.is_anonymous:
        return ""
    if not user.is_active:
        raise ValueError("This account is not active, so nobody can act as it.")
    return str(user.pk)


def _identity():
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.user_id', true), '')")
        return cursor.fetchone()[0]


def _tell_database(user_id):
    if not connection.in_atomic_block:
        raise NoTransactionError("Identity is kept by a transaction. Use `with acting_as(user):`.")
    with connection.cursor() as cursor:
        # Transaction-local (true): with false the next request on this connection would be this
        # person, and a pooler would hand the identity to a stranger.
        cursor.execute("select set_config('app.user_id', %s, true)", [user_id])
