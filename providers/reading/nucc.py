"""The list of taxonomy codes that NUCC publishes."""

from django.utils.translation import gettext as _

from providers.reading.cleaning import taxonomy_code, text
from providers.reading.records import Record
from providers.reading.specialties import profession_of

NEEDED = ["Code", "Classification", "Specialization"]


def record(cells):
    code = cells.take("Code", taxonomy_code)
    if not cells["Code"]:
        cells.wrong("Code", _("The row has no code"), _("Fill it in, or leave the row out"))
    parts = [cells.take("Classification"), cells.take("Specialization")]
    label = cells.take("Display Name", text, 300) or ", ".join(filter(None, parts))
    if not label and not cells.errors:
        cells.wrong("Classification", _("The code has no name"), _("Fill in what it is for"))
    facts = {"code": code, "label": label[:300], "profession": profession_of(code, "")}
    return Record(line=cells.line, of="taxonomy", key=f"code:{code}", facts=facts)
