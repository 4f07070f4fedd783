"""A word that a client and those who treat them agreed on: the first line of its text, and below
it what they mean. One text, so that whatever guards or shows the meaning guards and shows the word.
"""

BREAK = "\n\n"


def composed(word, meaning):
    """The text of an agreed word."""
    return f"{word.strip()}{BREAK}{meaning.strip()}".replace("\r\n", "\n")


def taken_apart(text):
    """The word and its meaning."""
    word, _break, meaning = text.partition(BREAK)
    return word, meaning
