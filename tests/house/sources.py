"""Our own sources, read once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["ledger", "accounts", "providers", "clients", "releases", "coordination"]
TEMPLATES = ROOT / "templates"


@cache
def modules(*folders):
    """Our Python files and what they say: `{path: tree}`; of all floors by default."""
    paths = [ROOT / "manage.py"] if not folders else []
    for folder in folders or FLOORS:
        paths += sorted((ROOT / folder).rglob("*.py"))
    return {path: ast.parse(path.read_text()) for path in paths if "migrations" not in path.parts}


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def place(path, node):
    """Where to look: `releases/views/review.py:17`."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def functions(tree):
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def strings(tree):
    """Every text in the code."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
