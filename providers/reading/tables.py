"""A file as a table of text, whatever program wrote it."""

from django.utils.translation import gettext as _

from providers.reading.csvs import CsvTable
from providers.reading.records import Unreadable
from providers.reading.workbooks import Workbook

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def open_table(file, name=""):
    """The table in the file, told by its first bytes. Raises Unreadable."""
    file.seek(0)
    start = file.read(4)
    if not start:
        raise Unreadable(_("The file is empty. Choose another one"))
    if start == ZIP:
        return Workbook(file)
    if start == OLE:
        raise Unreadable(
            _(
                "The workbook is locked by a password, or of an old kind. "
                "Save it as .xlsx without a password, or as CSV"
            )
        )
    if start == PDF:
        raise Unreadable(_("This is a PDF. Upload a spreadsheet, as .xlsx or CSV"))
    return CsvTable(file)
