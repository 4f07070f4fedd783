"""The state pack as a file: from which age a minor alone consents to a kind of information."""

import tomllib
from pathlib import Path

CAUTIOUS = Path(__file__).with_suffix(".toml")
"""What an installation begins with; the practice puts the pack of its own state in its place."""


class BadPackError(ValueError):
    """The file is no state pack; the message says what to mend."""


def read_pack(path):
    """The ages by the codes of the kinds."""
    try:
        with Path(path).open("rb") as file:
            ages = dict(tomllib.load(file)["from_age"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadPackError(
            f"{path} is no state pack ({error}). Copy releases/state_pack.toml and change that."
        ) from error
    for code, age in ages.items():
        if type(age) is not int or not 0 <= age < 18:
            raise BadPackError(f"{code} = {age}: give an age in whole years, from 0 to 17.")
    return ages
