"""The tree that the typesetter follows has every word of the document."""

import pytest

from releases.sealing.words import tree_of


def element(tag, *kids, small=False):
    return {"tag": tag, "small": small, "kids": list(kids)}


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<h2>Release</h2>", [element("h2", "Release")]),
        ("<p>One &amp; all</p>", [element("p", "One & all")]),
        ("<p>one\n  two </p>", [element("p", "one two ")]),
        ("<ul> <li>a</li></ul>", [element("ul", " ", element("li", "a"))]),
        ('<p class="small soft">v1</p>', [element("p", "v1", small=True)]),
        ("<bdi>Ana</bdi>", [element("span", "Ana")]),
        ("<bdi>שירה</bdi>", [element("bdi", "שירה")]),
        (f"<bdi>{'שירה ' * 20}</bdi>", [element("span", "שירה " * 20)]),
        ("a<br>b", ["a", element("br"), "b"]),
        ("<blink>still here</blink>", [element("blink", "still here")]),
        ("<p>never closed", [element("p", "never closed")]),
        ("</p>closed twice", ["closed twice"]),
    ],
)
def test_the_tree_of(html, tree):
    assert tree_of(html) == tree
