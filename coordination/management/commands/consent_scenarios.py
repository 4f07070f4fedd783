"""manage.py consent_scenarios: what the gate answers in small worlds that are made up."""

import json
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, IntegrityError, transaction

from coordination.scenarios.answering import answers, differences
from coordination.scenarios.files import read
from coordination.scenarios.loading import put
from ledger.progress import Progress

DIFFERENT, REFUSED = 1, 2
WORTH_SHOWING = 20


class Command(BaseCommand):
    help = (
        "Puts each world that the files describe into the database, asks the gate its questions, "
        "prints the answers and rolls everything back. Ends with 1 where an answer is not the "
        "expected one, with 2 where a file describes no world that can be."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *, files, **options):
        scenarios, faults = read(files)
        if faults:
            self._tell(faults)
            raise CommandError("Nothing was loaded.", returncode=REFUSED)
        progress = self._progress(len(scenarios))
        asked = wrong = 0
        for scenario in scenarios:
            found = self._answers(scenario)
            for answer in found:
                self.stdout.write(json.dumps(answer))
            surprises = list(_surprises(scenario, found))
            self._tell(surprises)
            asked, wrong = asked + len(found), wrong + len(surprises)
            progress(1)
        if wrong:
            raise CommandError(
                f"{asked} answers, and {wrong} differences from what was expected.",
                returncode=DIFFERENT,
            )

    def _answers(self, scenario):
        try:
            with rolled_back():
                return list(answers(scenario.world, put(scenario.world)))
        except (IntegrityError, DataError) as refusal:
            raise CommandError(
                f"{scenario.place}: the database refuses this world: {refusal}", returncode=REFUSED
            ) from refusal

    def _tell(self, sentences):
        for sentence in sentences:
            self.stderr.write(sentence)

    def _progress(self, total):
        if total < WORTH_SHOWING or not self.stderr.isatty():
            return lambda more: None
        return Progress(total, "scenarios", self.stderr)


@contextmanager
def rolled_back():
    """A transaction of which nothing stays, whatever was done in it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _surprises(scenario, found):
    """A line for each part of an answer that is not the expected one."""
    for number, (question, answer) in enumerate(
        zip(scenario.world["questions"], found, strict=True)
    ):
        for part, expected, answered in differences(question, answer):
            yield (
                f"{scenario.place}: questions[{number}].{part} is {json.dumps(answered)}, "
                f"expected {json.dumps(expected)}"
            )
