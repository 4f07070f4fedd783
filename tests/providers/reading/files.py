"""Files as bytes, and what is read of them."""

import io

from providers.reading import Layout, RowError, guess, open_table, read, recognise


def table(text, encoding="utf-8"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return open_table(io.BytesIO(content))


def taken(table, mapping=None):
    """Records of the table, and its errors."""
    layout = recognise(table.header)
    if layout is Layout.SHEET and mapping is None:
        mapping = guess(table.header)
    records, errors = [], []
    for row in table.rows():
        found = [row]
        if not isinstance(row, RowError):
            found = read(layout, row, mapping, header=table.header)
        if isinstance(found, list):
            errors.extend(found)
        else:
            records.append(found)
    return records, errors


def csv(*rows, by=","):
    """Rows of cells as a file of lines, each cell in quotation marks."""
    return "".join(by.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def filled(columns, cells):
    """A row that has these cells and is empty elsewhere."""
    return [cells.get(column, "") for column in columns]
