"""Thousands of scenarios pass in minutes, because each costs few statements."""

import json
from io import StringIO
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.scenarios.answering import answers
from coordination.scenarios.checking import checked
from coordination.scenarios.loading import put
from tests.consent.oracle import spell
from tests.consent.worlds import moments, world

SCENARIOS, QUESTIONS, SECONDS = 3_000, 15, 300
MATRIX = json.loads((Path(__file__).parent / "scenarios" / "shift-carl.json").read_text())


def with_questions(number):
    """A random world that is asked at the moments at which something changes in it."""
    chance, made = Random(number), world(number)
    edges = [spell(one) for one in moments(made)]
    asked = [{"share": one["id"]} for one in made["shares"] for _ in range(4)]
    asked += [{"viewer": one["id"]} for one in made["providers"]]
    questions = [one | {"at": chance.choice(edges)} for one in chance.choices(asked, k=QUESTIONS)]
    return made | {"questions": questions}


def statements(scenario):
    """How many it takes to load it, and to answer it."""
    made = checked(scenario)
    with CaptureQueriesContext(
        connection,
    ) as loading:
        loaded = put(made)
    with CaptureQueriesContext(connection) as answering:
        list(answers(made, loaded))
    return len(loading), len(answering)


@pytest.mark.django_db
def test_loading_costs_the_same_statements_however_many_rows():
    few = {**MATRIX, "questions": [], "shares": MATRIX["shares"][:1]}
    few["releases"] = MATRIX["releases"][:1]
    assert statements(few)[0] == statements(MATRIX)[0] < 20


@pytest.mark.django_db
def test_a_question_costs_two_statements_at_most():
    answering = statements(MATRIX)[1]
    assert answering <= 2 * len(MATRIX["questions"]) + 3


@pytest.mark.long
@pytest.mark.timed
@pytest.mark.django_db
def test_thousands_of_scenarios_pass_in_five_minutes(tmp_path):
    file, out = tmp_path / "many.json", StringIO()
    file.write_text(json.dumps([with_questions(number) for number in range(SCENARIOS)]))
    began = monotonic()
    call_command("consent_scenarios", file, stdout=out)
    spent = monotonic() - began
    print(f"\n{SCENARIOS:,} scenarios of {QUESTIONS} questions: {spent:.0f} s of {SECONDS} s")  # noqa: T201
    assert out.getvalue().count("\n") == SCENARIOS * QUESTIONS
    assert spent / SECONDS <= 1
