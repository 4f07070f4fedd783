"""A floor uses any floor below it, never one above."""

import ast
import tomllib

from django.apps import apps
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.sources import FLOORS, ROOT, functions, modules, place

NO_NAMES = {"utils", "helpers", "core", "common", "services", "base"}
# What the project package holds besides its part of the product: it cannot live on another floor.
WIRING = {"settings", "urls", "celery", "wsgi", "asgi", "database", "database_roles", "supervisor"}
WIRING |= {"embedded"}


def test_imports_point_down(capsys):
    told = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert told == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_contracts_name_every_floor_in_order():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors, inside, _settings = settings["contracts"]
    assert settings["root_packages"] == FLOORS == floors["layers"][::-1]
    assert inside["containers"] == FLOORS
    assert inside["layers"] == ["(urls)", "(views)", "(forms) : (tasks)", "(actions)", "(models)"]


def relations():
    for floor in FLOORS:
        for model in apps.get_app_config(floor).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created:
                    yield floor, model, field


def test_foreign_keys_point_down():
    upwards = [
        f"{model._meta.label}.{field.name}"
        for floor, model, field in relations()
        if field.related_model._meta.app_label in FLOORS
        and FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(floor)
    ]
    assert upwards == []


def test_the_ground_floor_has_no_foreign_key_at_all():
    assert [field.name for floor, _model, field in relations() if floor == "ledger"] == []


def test_no_string_reference_names_a_floor_above():
    """`_meta` has resolved them; a string that is not a relation yet would slip past it."""
    upwards = []
    for path, tree in modules().items():
        floor = path.relative_to(ROOT).parts[0]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
                "ForeignKey",
                "OneToOneField",
                "ManyToManyField",
            }:
                to = node.args[0] if node.args else None
                above = FLOORS[FLOORS.index(floor) + 1 :]
                if isinstance(to, ast.Constant) and to.value.split(".")[0] in above:
                    upwards.append(place(path, node))
    assert upwards == []


def test_no_file_is_named_for_nothing():
    unnamed = [str(path) for path in modules() if {path.stem, path.parent.name} & NO_NAMES]
    assert unnamed == []


def test_settings_and_their_like_stand_in_the_project_package_only():
    misplaced = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.stem in WIRING - {"urls"} and path.relative_to(ROOT).parts[0] != "coordination"
    ]
    assert misplaced == []


def test_no_import_inside_a_function_dodges_a_cycle():
    """Except in `ready`, and in manage.py, which must first say as whom it works."""
    dodging = [
        place(path, node)
        for path, tree in modules(*FLOORS).items()
        for function in functions(tree)
        if function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom | ast.Import) and imports_ours(node)
    ]
    assert dodging == []


def imports_ours(node):
    names = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
    return any(name and name.split(".")[0] in FLOORS for name in names)
