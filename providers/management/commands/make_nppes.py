"""manage.py make_nppes FOLDER --rows N --seed S"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from providers.synthetic import write_nppes, write_nucc, write_practice


class Command(BaseCommand):
    help = "Writes files as NPPES, NUCC and a practice have them, about people who do not exist."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where; made if it is not there")
        parser.add_argument("--rows", type=int, default=1000, help="of the main file")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same files")
        parser.add_argument(
            "--errors", type=float, default=0.0, help="share of rows with a mistake"
        )
        parser.add_argument("--practice", type=int, default=25, help="rows of the spreadsheet")

    def handle(self, *, folder, rows, seed, errors, practice, **options):
        if rows < 0 or practice < 0 or not 0 <= errors <= 1 or seed < 0:
            raise CommandError("Rows and seed are 0 or more, errors from 0 to 1")
        folder.mkdir(parents=True, exist_ok=True)
        mistakes = write_nppes(folder, rows=rows, seed=seed, errors=errors)
        write_nucc(folder)
        write_practice(folder, rows=practice, seed=seed)
        self.stdout.write(f"{rows} rows in {folder}, {mistakes} of them with a mistake")
