"""How text fits where it is drawn: SVG cannot wrap, and a server has no font to ask."""

import re

# Widths in ems, by kind of letter, of the widest sans that readers commonly have.
WIDTHS = [
    ("ijlI.,:;'|!()[] ", 0.36),
    ("frt-/", 0.46),
    ("mwMW@%…", 1.0),
    ("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.74),
]
EMS = {letter: width for letters, width in WIDTHS for letter in letters}
FIRST_FULL_WIDTH = 0x2E80


def measured(text, size, *, bold=False):
    """About how wide that text is, never less than it turns out to be."""
    ems = sum(1.0 if ord(c) >= FIRST_FULL_WIDTH else EMS.get(c, 0.63) for c in text)
    return ems * size * (1.1 if bold else 1)


def wrapped(text, fits, size, *, bold=False, most=3):
    """The text in at most so many lines that fit; what is cut ends with an ellipsis."""
    lines = [""]
    for piece in _pieces(str(text), fits, size, bold):
        longer = (lines[-1] + piece).lstrip()
        if measured(longer.rstrip(), size, bold=bold) <= fits:
            lines[-1] = longer
        else:
            lines.append(piece.lstrip())
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most:
        last = lines[most - 1]
        while measured(last + "…", size, bold=bold) > fits:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return lines


def _pieces(text, fits, size, bold):
    """Where a line may break: after a space, after a hyphen, within a word wider than a line."""
    for piece in re.findall(r"\s+|[^\s-]*-|[^\s-]+", text):
        while measured(piece, size, bold=bold) > fits:
            cut = len(piece)
            while cut > 1 and measured(piece[:cut], size, bold=bold) > fits:
                cut -= 1
            yield piece[:cut]
            piece = piece[cut:]
        yield piece
