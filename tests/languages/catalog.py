"""The catalog of Spanish: what is said in the code and the templates, and how it is said there.

Django's makemessages and compilemessages need GNU gettext on the machine; this needs Babel.
`python -m tests.languages.catalog` (make spanish) brings new sentences into django.po with
nothing beside them, drops those that nobody says any more, and compiles django.mo.
"""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
LANGUAGE = "es"
FLOORS = ("ledger", "accounts", "providers", "clients", "releases", "coordination")
PO = ROOT / f"locale/{LANGUAGE}/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
# Babel's own, and Django's names for the same; `_l` names are what some modules call the lazy one.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = """\
# What Accord says to clients, in Spanish. See docs/operations.md, "Languages".
# Sentences that only staff read may stay empty: their pages are in English.
#"""


@cache
def said():
    """Everything that is said: message id, context and the places that say it."""
    catalog = Catalog()
    for path in _sources():
        place = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, context in extract("python", _code(path), KEYWORDS):
            catalog.add(message, locations=[(place, None)], context=context)
    return catalog


def kept():
    """What lies in django.po."""
    if not PO.exists():
        return Catalog(LANGUAGE)
    with PO.open("rb") as file:
        return read_po(file, LANGUAGE)


def renewed():
    """What is said now, with the translations that django.po has."""
    before, now = kept(), Catalog(LANGUAGE, header_comment=HEADER, charset="utf-8")
    now.mime_headers = []
    for message in sorted(said(), key=_order):
        if message.id:
            old = before.get(message.id, message.context)
            places = sorted({place for place, _line in message.locations})
            now.add(
                message.id,
                old.string if old else None,
                locations=[(place, None) for place in places],
                context=message.context,
                flags=message.flags,
            )
    return now


def as_po(catalog):
    """The text file, without times and lines, so that only what is said changes it."""
    file = BytesIO()
    write_po(file, catalog, width=100, omit_header=True)
    head = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {LANGUAGE}\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head.encode() + file.getvalue().strip() + b"\n"


def as_mo(po):
    """The file that Django reads, made from the text file."""
    file, catalog = BytesIO(), read_po(BytesIO(po), LANGUAGE)
    # Babel writes the hour of its work into the file, and every run would be another one.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(file, catalog)
    return file.getvalue()


def _sources():
    """The code of the floors, then the templates, in the order of their names."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            yield path


def _code(path):
    """The file as Python; of a template, the calls that Django makes of its tags."""
    text = path.read_text()
    if path.suffix != ".py":
        # What is left of a template between its calls is no Python; each call gets a line.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return BytesIO(text.encode())


def _order(message):
    first = message.id if isinstance(message.id, str) else message.id[0]
    return sorted(place for place, _line in message.locations)[:1], first


if __name__ == "__main__":
    PO.parent.mkdir(parents=True, exist_ok=True)
    content = as_po(renewed())
    PO.write_bytes(content)
    MO.write_bytes(as_mo(content))
    print(PO.relative_to(ROOT))  # noqa: T201
