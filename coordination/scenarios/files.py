"""Reads files of scenarios: a file holds one, or a list of them."""

import json
from pathlib import Path
from typing import NamedTuple

from coordination.scenarios.checking import Impossible, checked
from coordination.scenarios.values import Twice


class Unreadable(Exception):
    """A file that holds no scenarios; the text says what to change."""


class Scenario(NamedTuple):
    """A checked world, and where it was found: `FILE` or `FILE[3]`, with its name."""

    place: str
    world: dict


def read(files):
    """The scenarios of all these files, and every fault in them, a sentence each."""
    scenarios, faults = [], []
    for file in files:
        try:
            found = _parsed(file)
        except Unreadable as unreadable:
            faults.append(str(unreadable))
            continue
        for path, one in _one_by_one(found):
            try:
                world = checked(one, path)
            except Impossible as impossible:
                faults += [f"{file}: {fault}." for fault in impossible.faults]
            else:
                name = f" {world['name']!r}" if world["name"] else ""
                scenarios.append(Scenario(f"{file}{path}{name}", world))
    return scenarios, faults


def _parsed(file):
    try:
        return json.loads(Path(file).read_bytes(), object_pairs_hook=_object)
    except OSError as error:
        raise Unreadable(f"{file}: cannot be read: {error.strerror}.") from error
    except RecursionError as error:
        raise Unreadable(f"{file}: is nested too deep for a scenario.") from error
    except ValueError as error:  # also of bytes that are not text
        raise Unreadable(f"{file}: is not JSON: {error}.") from error


def _object(pairs):
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    keys = [key for key, _ in pairs]
    made = Twice(made)
    made.twice = sorted({key for key in keys if keys.count(key) > 1})
    return made


def _one_by_one(found):
    if isinstance(found, list):
        return [(f"[{number}]", one) for number, one in enumerate(found)]
    return [("", found)]
