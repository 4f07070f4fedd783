"""How far a check-in says that a goal is: the first line of its text, in every language the same.

One text, so that whatever guards or shows the words guards and shows the number, too.
"""

import re

MOST = 10
FIRST_LINE = re.compile(rf"(10|[0-9])/{MOST}(?:\n\n(.*))?", re.DOTALL)


def composed(number, words):
    """The text of a check-in."""
    words = words.strip().replace("\r\n", "\n")
    return f"{number}/{MOST}\n\n{words}" if words else f"{number}/{MOST}"


def taken_apart(text):
    """The number and the words of a check-in's text."""
    found = FIRST_LINE.fullmatch(text)
    return int(found[1]), found[2] or ""
