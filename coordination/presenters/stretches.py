"""Pages of a long history that nobody counts: to count it would read all of it at each look."""

from django.core.paginator import Page

FARTHEST = 100_000


class Stretch(Page):
    """One page; one line more than it shows tells whether there is another."""

    def __init__(self, lines, number, rows):
        super().__init__(lines[:rows], number, None)
        self.goes_on = len(lines) > rows

    def has_next(self):
        return self.goes_on

    def next_page_number(self):
        return self.number + 1

    def previous_page_number(self):
        return self.number - 1


def stretch(found, asked, lines_of, rows):
    """The page of this number, and the first one where there is none; `lines_of` tells its rows."""
    number = int(asked) if asked.isdecimal() and 0 < int(asked) <= FARTHEST else 1
    first = (number - 1) * rows
    lines = lines_of(found[first : first + rows + 1])
    if not lines and number > 1:
        return stretch(found, "1", lines_of, rows)
    return Stretch(lines, number, rows)
