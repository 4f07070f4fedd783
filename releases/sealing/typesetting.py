"""Words on paper: tagged PDF (PDF/UA-1), set by Typst from the templates beside this file."""

import json
import re
from functools import cache
from pathlib import Path

import typst

RECORD = Path(__file__).with_name("record.typ")
LETTER = Path(__file__).with_name("letter.typ")
# Both come with the typesetter, so a record looks the same on every machine.
FONTS = ["Libertinus Serif", "DejaVu Sans Mono"]
UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(record, at, template=RECORD):
    """The PDF. `record` is what the template reads; `at` is the date in the file's properties.

    Some name may be written in letters for which there is no typeface here. They must neither
    vanish nor become empty boxes, and the typesetter refuses both; so we try in turn
    1. the typefaces that come with it,
    2. those of this machine as well,
    3. the number of each letter that is still missing, with a sentence that says so.
    """
    for ours_alone in (True, False):
        try:
            return _compile(template, record, at, ours_alone)
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise
    return _compile(template, _spelled(record, missing), at, ours_alone=False)


def _compile(template, record, at, ours_alone):
    return typst.compile(
        template,
        format="pdf",
        pdf_standards="ua-1",
        font_paths=_fonts(ours_alone),
        sys_inputs={"record": json.dumps(record | {"fonts": FONTS})},
        timestamp=int(at.timestamp()),
    )


def _missing(error):
    """The letters that the typesetter complains of. It writes some of them as numbers."""
    found = "".join(UNKNOWN.findall(error.diagnostic))
    letters = NUMBER.sub(lambda number: chr(int(number[1], 16)), found)
    return {letter for letter in letters if not letter.isascii()}


@cache
def _fonts(ours_alone):
    return typst.Fonts(include_system_fonts=not ours_alone, include_embedded_fonts=True)


def _spelled(record, missing):
    """The record with each missing letter as its number; the attached words stay as they are."""
    numbers = str.maketrans({one: f"[U+{ord(one):04X}]" for one in missing})

    def spell(value):
        if isinstance(value, str):
            return value.translate(numbers)
        if isinstance(value, list):
            return [spell(one) for one in value]
        if isinstance(value, dict):
            return {key: one if key == "exact" else spell(one) for key, one in value.items()}
        return value

    spelled = spell(record)
    for part in spelled.get("evidence", [spelled]):
        part["notes"].append(part["spelled"])
    return spelled
