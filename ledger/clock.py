"""The database's clocks. `now()` is the start of the transaction and would outlive an expiry."""

from django.db import connection
from django.db.models import DateTimeField, Func


class StatementTimestamp(Func):
    """When the running statement began: for lists and filters."""

    function = "statement_timestamp"
    output_field = DateTimeField()


class ClockTimestamp(Func):
    """This very moment, later with every call: for decisions and stamps made under a lock."""

    function = "clock_timestamp"
    output_field = DateTimeField()


def clock():
    """This very moment by the database's clock: to hold against times that were read from it."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]
