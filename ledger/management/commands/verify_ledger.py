"""manage.py verify_ledger: looks for lines that are not as they were written."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ledger.heads import heads_in
from ledger.models import Entry
from ledger.progress import Progress
from ledger.verify import verify


class Command(BaseCommand):
    help = (
        "Walks every chain of the ledger and prints each line that was changed, deleted, inserted "
        "or swapped, and each published head that no longer fits. Changes nothing; Ctrl-C stops it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="a text with published heads, such as the privacy officer's saved mails",
        )

    def handle(self, *, heads, **options):
        known = self._known(heads) if heads else []
        progress = Progress(Entry.objects.count(), "lines", self.stderr)
        found = 0
        for difference in verify(known, progress):
            found += 1
            self.stdout.write(str(difference))
        if found:
            raise CommandError(
                f"The ledger is not as it was written: {found} differences. "
                "Keep a copy of the database as it is and compare it with the last good backup."
            )
        self.stdout.write(f"The ledger is as it was written: {progress.done:,} lines.")

    def _known(self, file):
        try:
            known = list(heads_in(file.read_text(encoding="utf-8", errors="replace")))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        if not known:
            raise CommandError(
                f"{file} holds no published head. "
                "Save the mail with the line that begins with accord-ledger, and name that file."
            )
        return known
