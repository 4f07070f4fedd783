"""Reading one value of a scenario: each reader gives back what it means, or notes a fault.

A reader takes the value and the place where it stands. After a fault it gives back None, and
reading goes on, so that whoever wrote the scenario sees every fault at once.
"""

import json
import re
from datetime import date, datetime
from textwrap import shorten
from typing import NamedTuple

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LONGEST_ID, LONGEST_CATEGORY = 200, 40
REQUIRED = object()


class Place:
    """Where in a scenario a value stands, with the ids that there are and the faults so far."""

    __slots__ = ("faults", "known", "path")

    def __init__(self, path, known, faults):
        self.path, self.known, self.faults = path, known, faults

    def within(self, step):
        """The place of an element (a number) or of a key."""
        if isinstance(step, int):
            path = f"{self.path}[{step}]"
        else:
            path = f"{self.path}.{step}" if self.path else step
        return Place(path, self.known, self.faults)

    def wrong(self, what):
        """Notes what to change here."""
        self.faults.append(f"{self.path or 'The scenario'} {what}")


def shown(value):
    """The value as the file spells it, shortened: a fault is one line."""
    return shorten(json.dumps(value), 60, placeholder="…")


def instant(value, place):
    """A moment: `2026-01-31T17:00:00Z`, to the microsecond at the finest."""
    if isinstance(value, str) and INSTANT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    return place.wrong(f"is {shown(value)}, no instant; write it like 2026-01-31T17:00:00Z")


class Moment(NamedTuple):
    """An instant and its spelling: an answer repeats its question letter by letter."""

    spelling: str
    time: datetime


def moment(value, place):
    """An instant that is asked about."""
    time = instant(value, place)
    return time and Moment(value, time)


def day(value, place):
    """A date: `2026-01-31`."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return place.wrong(f"is {shown(value)}, no date; write it like 2026-01-31")


def text(value, place):
    """Any words."""
    return value if isinstance(value, str) else place.wrong("is not text; put it in quotes")


def new_id(value, place):
    """An id that the scenario gives to something."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return place.wrong("is not an id; write a short text on one line")
    if len(value) > LONGEST_ID:
        return place.wrong(f"is too long for an id; write {LONGEST_ID} characters at most")
    return value


def new_category(value, place):
    """The code of a category that a practice adds."""
    code = new_id(value, place)
    if code and len(code) > LONGEST_CATEGORY:
        return place.wrong(f"is too long for a category; write {LONGEST_CATEGORY} at most")
    return code


def known(kind):
    """A reader of ids that the scenario lists under `kind`."""

    def read(value, place):
        if isinstance(value, str) and value in place.known[kind]:
            return value
        return place.wrong(f"is {shown(value)}, not one of the {kind}; add it there or correct it")

    return read


def one_of(*choices):
    """A reader of one of these words."""

    def read(value, place):
        if isinstance(value, str) and value in choices:
            return value
        return place.wrong(f"is {shown(value)}; write one of: {', '.join(choices)}")

    return read


def several(reader, empty=None):
    """A reader of lists; `empty` says what to change where an empty one is no answer."""

    def read(value, place):
        if not isinstance(value, list):
            return place.wrong("is not a list; put it in square brackets")
        if not value and empty:
            return place.wrong(f"is empty; {empty}")
        return [reader(one, place.within(number)) for number, one in enumerate(value)]

    return read


class Twice(dict):
    """An object of a file that gives keys twice; JSON would let the last one win in silence."""

    twice = ()


def given_twice(value, place):
    """Notes the keys that an object gives twice."""
    for key in getattr(value, "twice", ()):
        place.within(key).wrong("is given twice; keep one")


def record(fields):
    """A reader of objects. A field is a reader, or a reader and the default of a key left out.

    Unknown keys are faults: a misspelled one would silently say something else. `note` is free.
    """
    readers = {
        key: field if isinstance(field, tuple) else (field, REQUIRED)
        for key, field in fields.items()
    }

    def read(value, place):
        if not isinstance(value, dict):
            return place.wrong("is not an object; put it in curly brackets")
        given_twice(value, place)
        for key in sorted(value.keys() - readers.keys() - {"note"}):
            place.within(key).wrong(f"is not known; the keys are: {', '.join(readers)}")
        found = {}
        for key, (reader, default) in readers.items():
            if value.get(key) is not None:
                found[key] = reader(value[key], place.within(key))
            elif default is REQUIRED:
                found[key] = place.within(key).wrong("is missing; add it")
            else:
                found[key] = default
        return found

    return read
