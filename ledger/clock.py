"""The database's clocks. `now()` is the start of the transaction and would outlive an expiry."""

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, Func, TimeField, Value


class StatementTimestamp(Func):
    """When the running statement began: for lists and filters."""

    function = "statement_timestamp"
    output_field = DateTimeField()


class ClockTimestamp(Func):
    """This very moment, later with every call: for decisions and stamps made under a lock."""

    function = "clock_timestamp"
    output_field = DateTimeField()


class TimeOfDay(Func):
    """What the practice's own clocks show when the running statement begins."""

    template = "timezone(%(expressions)s)::time"
    output_field = TimeField()

    def __init__(self):
        super().__init__(Value(settings.TIME_ZONE), StatementTimestamp())


def clock():
    """This very moment by the database's clock: to hold against times that were read from it."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]
