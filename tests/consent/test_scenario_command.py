"""The command: what it prints, how it ends, and that nothing stays."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection

from clients.models import Client
from coordination.database import role_of_command
from coordination.embedded.places import BASE_DIR
from coordination.management.commands import consent_scenarios
from coordination.models import Item, Share
from coordination.scenarios.checking import SHARE_ANSWER
from providers.models import Organization, Provider
from releases.models import Category, Release, Restriction
from tests.servers import address_of

FOLDER = Path(__file__).parent / "scenarios"
MATRIX = json.loads((FOLDER / "shift-carl.json").read_text())
SMALL = json.loads((FOLDER / "times.json").read_text())[0]
FILLED = (Category, Client, Item, Organization, Provider, Release, Restriction, Share)


@pytest.fixture
def ask(tmp_path):
    """Asks the scenarios of a file: (answers, what it said besides, how it ended)."""

    def run(content):
        file = tmp_path / "world.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        out, err = StringIO(), StringIO()
        try:
            call_command("consent_scenarios", file, stdout=out, stderr=err)
        except CommandError as error:
            return lines(out), err.getvalue().replace(f"{file}", "FILE"), error.returncode, error
        return lines(out), err.getvalue(), 0, None

    return run


def lines(out):
    return [json.loads(line) for line in out.getvalue().splitlines()]


def rows():
    return {model.__name__: model.objects.count() for model in FILLED}


@pytest.mark.django_db
def test_one_answer_a_line_in_the_order_asked(ask):
    answers, said, code, _ = ask(MATRIX)
    asked = [(q.get("share", q.get("viewer")), q["at"]) for q in MATRIX["questions"]]
    assert [(a.get("share", a.get("viewer")), a["at"]) for a in answers] == asked
    assert (said, code) == ("", 0)


@pytest.mark.django_db
def test_an_answer_has_the_parts_of_the_page(ask):
    _, about_share, _, about_viewer = ask(SMALL)[0]
    at = "2030-01-10T00:00:00Z"
    assert list(about_share) == ["share", "at", *SHARE_ANSWER]
    assert list(about_share.values()) == ["s", at, "permit", ["r"], "2030-07-01T00:00:00Z", [], []]
    assert about_viewer == {"viewer": "psychiatrist", "at": at, "items": ["note"]}


@pytest.mark.django_db
def test_a_deny_says_why_in_the_ids_of_the_scenario(ask):
    world = SMALL | {"questions": [{"share": "s", "at": "2030-07-01T00:00:00.000Z"}]}
    [answer] = ask(world)[0]
    assert answer["at"] == "2030-07-01T00:00:00.000Z"
    assert answer["reasons"] == ["Client ana, Progress summary: release r had expired."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("decision", "deny"),
        ("releases", []),
        ("until", "2030-07-01T00:00:00.000001Z"),
        ("obligations", ["no_redisclosure"]),
        ("reasons", ["The moon."]),
    ],
)
def test_an_answer_that_is_not_the_expected_one_is_named(ask, part, expected):
    questions = [{"share": "s", "at": "2030-01-10T00:00:00Z", "expect": {part: expected}}]
    answers, said, code, error = ask([SMALL, SMALL | {"questions": questions}])
    assert (len(answers), code) == (5, 1)
    assert said.count("\n") == 1
    assert said.startswith(f"FILE[1] '{SMALL['name']}': questions[0].{part} is ")
    assert said.endswith(f"expected {json.dumps(expected)}\n")
    assert str(error) == "5 answers, and 1 differences from what was expected."


@pytest.mark.django_db
def test_a_list_that_is_not_the_expected_one_is_named(ask):
    questions = [{"viewer": "psychiatrist", "at": "2030-01-10T00:00:00Z", "expect": {"items": []}}]
    _, said, code, _ = ask(SMALL | {"questions": questions})
    assert code == 1
    assert 'questions[0].items is ["note"], expected []' in said


@pytest.mark.django_db
def test_only_the_named_parts_are_compared_and_their_meaning_counts(ask):
    expect = {"until": "2030-07-01T02:00:00.000+02:00", "note": "the same instant"}
    questions = [{"share": "s", "at": "2030-01-10T00:00:00Z", "expect": expect}]
    assert ask(SMALL | {"questions": questions})[2] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content", [MATRIX, [SMALL] * 3, "[", SMALL | {"questions": [{"share": "s", "at": "?"}]}]
)
def test_nothing_stays_in_the_database(ask, content):
    before = rows()
    ask(content)
    assert rows() == before


@pytest.mark.django_db
def test_nothing_stays_where_the_gate_fails(ask, monkeypatch):
    before = rows()
    monkeypatch.setattr(consent_scenarios, "answers", lambda world, loaded: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ask(SMALL)
    assert rows() == before


@pytest.mark.django_db
def test_nothing_is_loaded_where_one_of_many_cannot_be(ask):
    answers, said, code, error = ask([SMALL, SMALL | {"clients": []}])
    assert (answers, code, str(error)) == ([], 2, "Nothing was loaded.")
    assert 'FILE: [1].releases[0].client is "ana", not one of the clients' in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "is not JSON: Expecting property name"),
        ("", "is not JSON: Expecting value"),
        ("[" * 100_000, "is nested too deep"),
        ('{"note": ' * 100_000, "is nested too deep"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin1"), "is not JSON"),
        ("9" * 5000, "is not JSON: Exceeds the limit"),
    ],
    ids=["cut off", "empty", "deep list", "deep object", "not text", "a long number"],
)
def test_a_file_that_is_no_scenario_is_refused_in_words(ask, content, sentence):
    answers, said, code, _ = ask(content)
    assert (answers, code) == ([], 2)
    assert f"FILE: {sentence}" in said


def test_a_file_that_is_not_there_is_named(tmp_path):
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("consent_scenarios", tmp_path / "none.json", stderr=err)
    assert refusal.value.returncode == 2
    assert "none.json: cannot be read: No such file or directory." in err.getvalue()


@pytest.mark.django_db
def test_what_the_database_refuses_is_said(ask, monkeypatch):
    monkeypatch.setattr("coordination.scenarios.checking._times", lambda world, place: None)
    late = SMALL["shares"][0] | {"withdrawn_at": "1999-01-01T00:00:00Z"}
    answers, _, code, error = ask(SMALL | {"shares": [late]})
    assert (answers, code) == ([], 2)
    assert "the database refuses this world" in str(error)
    assert "share_withdrawn_after_shared" in str(error)


@pytest.mark.django_db
def test_many_scenarios_show_how_far_they_are_on_a_terminal(ask, monkeypatch):
    monkeypatch.setattr(OutputWrapper, "isatty", lambda self: True)
    assert "\r20 of 20 scenarios" in ask([SMALL] * 20)[1]
    assert ask([SMALL] * 19)[1] == ""


def test_the_command_works_as_the_owner_who_may_choose_times():
    assert role_of_command("consent_scenarios") == "owner"


@pytest.mark.django_db
def test_a_process_answers_and_ends_with_the_code(tmp_path):
    questions = [{"share": "s", "at": "2030-02-01T00:00:00Z", "expect": {"decision": "deny"}}]
    (tmp_path / "world.json").write_text(json.dumps(SMALL | {"questions": questions}))
    database = connection.settings_dict["NAME"]
    owner = address_of(os.environ["ADMIN_DATABASE_URL"], "owner", database)
    done = subprocess.run(
        [sys.executable, "manage.py", "consent_scenarios", tmp_path / "world.json"],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"OWNER_DATABASE_URL": owner},
    )
    assert json.loads(done.stdout)["decision"] == "permit"
    assert "questions[0].decision is" in done.stderr
    assert done.returncode == 1
    assert Share.objects.count() == 0


def test_no_file_at_all_is_an_error_of_usage():
    with pytest.raises(CommandError, match="FILE"):
        call_command("consent_scenarios")
