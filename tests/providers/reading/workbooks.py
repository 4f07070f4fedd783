"""Workbooks as bytes."""

import io
import zipfile

from openpyxl import Workbook


def workbook(*rows, change=None):
    """The rows on the first sheet; `change` is given the workbook before it is saved."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content, parts, *, without=()):
    """The same archive with parts put in, changed or left out."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part(old.read(name)) if callable(part) else part)
    return file.getvalue()
