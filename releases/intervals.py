"""Sets of half-open intervals of time, `[from, until)`, as the database keeps them."""

import json
from datetime import datetime

from django.db import models


class TstzMultiRangeField(models.Field):
    """PostgreSQL `tstzmultirange`, read as a list of `(from, until)`; None is an open end.

    Only the database writes it (by trigger), so there is no way back from Python.
    """

    def db_type(self, connection):
        return "tstzmultirange"

    def from_db_value(self, value, expression, connection):
        return None if value is None else parse_multirange(value)

    def get_prep_value(self, value):
        if value in (None, "{}"):
            return value
        raise ValueError("Consent is computed by the database; it cannot be set from Python.")


def parse_multirange(text):
    """The intervals of PostgreSQL's text form, e.g. `{["2026-01-01 00:00:00+00",)}`."""
    intervals = text.strip("{}").split("),")
    return [_interval(part) for part in intervals if part.strip()]


def _interval(part):
    start, end = part.strip("[()]").split(",")
    return tuple(datetime.fromisoformat(json.loads(t)) if t else None for t in (start, end))
