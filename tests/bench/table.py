"""Numbers as a table that one can read in a terminal: seen with `make bench`."""


def show(title: str, columns: list[str], rows: list[tuple]) -> None:
    """Prints the rows, each column as wide as its widest cell."""
    cells = [columns, *([str(one) for one in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print(f"\n\n{title}")  # noqa: T201
    for row in cells:
        first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        numbers = (cell.strip().rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        print("  " + "   ".join([first, *numbers]))  # noqa: T201
