"""Reading what we ship: templates as Django parses them, pages as a browser does."""

import ast
import re
from html.parser import HTMLParser

from django.conf import settings
from django.template import engines
from django.template.base import NodeList
from django.template.loader_tags import ExtendsNode, IncludeNode

TEMPLATES = settings.BASE_DIR / "templates"
TEMPLATE_TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
APPS = ["ledger", "accounts", "providers", "clients", "releases", "coordination"]


def template_names(suffix=".html"):
    """Every template of ours, by the name Django knows it by."""
    return sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob(f"*{suffix}"))


def source(name):
    return (TEMPLATES / name).read_text()


def nodes(name):
    """All nodes of a template, those inside others too."""
    todo = list(engines["django"].engine.get_template(name).nodelist)
    while todo:
        node = todo.pop()
        yield node
        for value in vars(node).values():
            if isinstance(value, NodeList):
                todo.extend(value)
        for _condition, inner in getattr(node, "conditions_nodelists", []):
            todo.extend(inner)


def names_used_by(name):
    """The templates that this one extends, includes or uses as a component."""
    for node in nodes(name):
        if isinstance(node, ExtendsNode):
            yield literal(node.parent_name)
        elif isinstance(node, IncludeNode):
            yield literal(node.template)
        elif getattr(getattr(node, "func", None), "__name__", "") == "component":
            yield f"components/{literal(node.args[0])}.html"


def literal(expression):
    """The text of an argument that is written out; None for a variable."""
    return expression.var if isinstance(expression.var, str) else None


def names_used_by_python():
    """Every text in our Python that is the name of a template."""
    known = set(template_names())
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and node.value in known:
                    yield node.value


class Page(HTMLParser):
    """The tags of a page: (name, attributes) in order, and the text of its scripts."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def unsafe_for_the_policy(text):
    """What the content policy would refuse in this page or template."""
    for tag, attributes in Page(TEMPLATE_TAGS.sub("", text)).tags:
        if tag == "style" or "style" in attributes:
            yield f"<{tag}> with style"
        is_data = attributes.get("type") == "application/json"
        if tag == "script" and "src" not in attributes and not is_data:
            yield "<script> inside the page"
        for name, value in attributes.items():
            if name.startswith("on") or (value or "").strip().startswith(("javascript:", "data:")):
                yield f'<{tag} {name}="{value}">'
