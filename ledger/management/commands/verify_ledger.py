"""manage.py verify_ledger: looks for lines that are not as they were written."""

from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from ledger.heads import heads_in
from ledger.models import Entry
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
        progress = Progress(Entry.objects.count(), self.stderr)
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


class Progress:
    """One line that tells how far the walk is and how long it will still take."""

    def __init__(self, total, out):
        self.total, self.out = total, out
        self.done, self.started = 0, monotonic()

    def __call__(self, lines):
        self.done += lines
        spent = monotonic() - self.started
        left = spent / self.done * max(self.total - self.done, 0)
        # The first second is too short to judge by.
        when = f", {left:.0f} s left" if spent > 1 else ""
        end = "\n" if self.done >= self.total else ""
        self.out.write(f"\r{self.done:,} of {self.total:,} lines{when}", ending=end)
        self.out.flush()
