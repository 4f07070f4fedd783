"""Identifiers of every object: UUIDv7, known before the row is written.

A row that is written with its id needs no RETURNING, so an author may insert a row
that row security would not let the author read back in the same statement.
"""

import os
import time
import uuid

from django.db import models
from django.db.models.expressions import Func


def uuid7():
    """A new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    value = int.from_bytes(os.urandom(10), "big") | (time.time_ns() // 1_000_000) << 80
    value = value & ~(0xF << 76) | 0x7 << 76
    return uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


class IdField(models.UUIDField):
    """Primary key of every model of ours; raw SQL gets one from the database."""

    db_returning = False  # Django asks for RETURNING wherever a column has a database default

    def __init__(self, **kwargs):
        kwargs |= {"primary_key": True, "editable": False}
        kwargs.setdefault("default", uuid7)
        kwargs.setdefault("db_default", Func(function="uuidv7"))
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("primary_key", "editable", "default", "db_default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs
