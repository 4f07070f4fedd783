"""A function says one thing and a file has one subject."""

import inspect

from tests.house.routes import our_views
from tests.house.sources import FLOORS, ROOT, TEMPLATES, functions, modules, place

LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_FILE, LONGEST_TEMPLATE = 40, 30, 300, 120


def length(node):
    return node.end_lineno - node.lineno + 1


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{place(path, function)} {function.name} has {length(function)} lines"
        for path, tree in modules(*FLOORS, "tests").items()
        for function in functions(tree)
        if length(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_view_is_longer_than_30_lines():
    long = [
        f"{view.__module__}.{view.__name__}"
        for view in our_views()
        if len(inspect.getsource(view).splitlines()) > LONGEST_VIEW
    ]
    assert long == []


def test_no_file_is_longer_than_300_lines():
    long = [
        f"{path.relative_to(ROOT)} has {lines} lines"
        for path in modules(*FLOORS, "tests")
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    ]
    assert long == []


def test_no_page_is_longer_than_120_lines():
    long = [
        f"{path.relative_to(ROOT)} has {lines} lines"
        for path in TEMPLATES.rglob("*.html")
        if (lines := len(path.read_text().splitlines())) > LONGEST_TEMPLATE
    ]
    assert long == []
