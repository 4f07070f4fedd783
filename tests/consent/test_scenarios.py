"""Every scenario of the folder is answered as the rule says."""

from pathlib import Path

import pytest

from coordination.scenarios.answering import answers, differences
from coordination.scenarios.files import read
from coordination.scenarios.loading import put

FOLDER = Path(__file__).parent / "scenarios"
SCENARIOS, FAULTS = read(sorted(FOLDER.glob("*.json")))


def test_every_file_describes_worlds_that_can_be():
    assert FAULTS == []
    assert len(SCENARIOS) > 60


def test_every_question_expects_an_answer():
    questions = [question for one in SCENARIOS for question in one.world["questions"]]
    assert all(question["expect"] for question in questions)


def test_no_two_scenarios_show_the_same():
    names = [one.world["name"] for one in SCENARIOS]
    assert len(names) == len(set(names))


def surprises(scenario):
    """What is not answered as expected; the rows stay in the caller's transaction."""
    found = list(answers(scenario.world, put(scenario.world)))
    return [
        (answer, difference)
        for question, answer in zip(scenario.world["questions"], found, strict=True)
        for difference in differences(question, answer)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.world["name"])
def test_scenario(scenario):
    assert surprises(scenario) == []
