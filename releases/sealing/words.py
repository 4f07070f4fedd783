"""The words of a document as a tree that the typesetter can follow."""

import unicodedata
from html.parser import HTMLParser

EMPTY = {"br", "hr", "wbr"}
FROM_THE_RIGHT = {"R", "AL"}
# Set apart is set on one line: longer words have to be broken instead.
LONGEST_APART = 60


def tree_of(html):
    """The elements of the document, in order, each with its tag and what is inside.

    Nothing is left out: of an element that nobody knows, the text remains.
    """
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return parser.top


class _Tree(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.top = []
        self._open = [element_of("", kids=self.top)]

    def handle_starttag(self, tag, attrs):
        element = element_of(tag, small="small" in (dict(attrs).get("class") or "").split())
        self._open[-1]["kids"].append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag):
        if all(element["tag"] != tag for element in self._open):
            return
        while (element := self._open.pop())["tag"] != tag:
            pass
        if tag == "bdi" and not _stands_apart(element["kids"]):
            element["tag"] = "span"

    def handle_data(self, data):
        # As a browser shows it: any run of spaces and line breaks is one space.
        words = " ".join(data.split())
        before, after = data[:1].isspace(), data[-1:].isspace()
        text = f"{' ' if before else ''}{words}{' ' if after and words else ''}"
        self._open[-1]["kids"].append(text)


def element_of(tag, *, small=False, kids=None):
    return {"tag": tag, "small": small, "kids": [] if kids is None else kids}


def _stands_apart(kids):
    """Whether a name is written from right to left, and would turn the words around it."""
    text = "".join(kid for kid in kids if isinstance(kid, str))
    return len(text) <= LONGEST_APART and any(
        unicodedata.bidirectional(letter) in FROM_THE_RIGHT for letter in text
    )
