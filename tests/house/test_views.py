"""Views and forms reach rows through querysets that say for whom, through gates and actions."""

import ast

import pytest

from tests.house.routes import our_views
from tests.house.sources import functions, module_name, modules, place

# Names that lead past the querysets; none is needed in a view or a form.
WAYS_ROUND = {
    "objects": "a queryset that says for whom (`visible_to`, `readable_by`)",
    "_base_manager": "a queryset that says for whom",
    "_default_manager": "a queryset that says for whom",
    "raw": "a queryset, or a function of the floor that owns the table",
    "extra": "a queryset",
    "connection": "a function of the floor that owns the table",
    "connections": "a function of the floor that owns the table",
    "cursor": "a function of the floor that owns the table",
    "StreamingHttpResponse": "render(): a stream is read after the transaction, as nobody",
    "ActingStream": "render(): a stream is read when the locks of a disclosure are gone",
    "TemplateResponse": "render(): a lazy response is made after the transaction, as nobody",
    "csrf_exempt": "the token that every form carries",
}

# What a module may use all the same, with the reason. What is not used any more must go from here.
EXCEPTIONS = {
    ("providers.views.exporting", "ActingStream"): "The directory, which tells of no client.",
    ("coordination.views.public", "csrf_exempt"): "The way out works on pages left open for days.",
    ("accounts.views", "csrf_exempt"): "The switch of language stands on pages without a token.",
}
ANY_METHOD = {"password_reset": "allauth's view behind it answers for the methods."}


def guarded():
    """The modules that hold views, and all forms."""
    holders = {view.__module__ for view in our_views()}
    return {
        path: tree
        for path, tree in modules().items()
        if module_name(path) in holders or {"views", "forms"} & {path.stem, path.parent.name}
    }


def names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node, node.attr
        elif isinstance(node, ast.Name):
            yield node, node.id
        elif isinstance(node, ast.alias):
            yield node, node.name.rpartition(".")[2]


def ways_round(tree):
    return [(node, name) for node, name in names(tree) if name in WAYS_ROUND]


def bare_lookups(tree):
    """`get_object_or_404(Model, …)`: whatever is there, whoever asks."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"get_object_or_404", "get_list_or_404"}
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[:1].isupper()
    ]


def test_no_way_leads_round_the_querysets():
    found = [
        f"{place(path, node)}: not `{name}`, but {WAYS_ROUND[name]}"
        for path, tree in guarded().items()
        for node, name in ways_round(tree)
        if (module_name(path), name) not in EXCEPTIONS
    ]
    assert found == []


def test_no_exception_is_stale():
    used = {
        (module_name(path), name)
        for path, tree in guarded().items()
        for _node, name in ways_round(tree)
    }
    assert set(EXCEPTIONS) <= used
    assert set(ANY_METHOD) <= set(views())


def test_nothing_is_looked_up_for_whoever_asks():
    found = [place(path, node) for path, tree in guarded().items() for node in bare_lookups(tree)]
    assert found == []


def test_there_are_views_and_forms_to_look_at():
    assert len(guarded()) > 10


@pytest.mark.parametrize(
    "naive",
    [
        "def view(request, id): return Item.objects.get(pk=id)",
        "from django.db import connection",
        "rows = Item._base_manager.raw('select')",
        "return_value = get_object_or_404(Item, pk=1)",
        "from django.http import StreamingHttpResponse",
    ],
)
def test_the_guard_has_teeth(naive):
    tree = ast.parse(naive)
    assert ways_round(tree) or bare_lookups(tree)


def test_a_view_answers_the_methods_that_it_names():
    open_to_all = [
        name
        for name, view in views().items()
        if not METHODS & decorators(view) and name not in ANY_METHOD
    ]
    assert open_to_all == []


METHODS = {"require_safe", "require_POST", "require_http_methods", "require_GET"}


def views():
    """The definitions of our views, by name."""
    ours_now = {(view.__module__, view.__name__) for view in our_views()}
    return {
        function.name: function
        for path, tree in guarded().items()
        for function in functions(tree)
        if (module_name(path).removesuffix(".__init__"), function.name) in ours_now
    }


def decorators(function):
    return {
        getattr(one, "id", getattr(getattr(one, "func", None), "id", ""))
        for one in function.decorator_list
    }
