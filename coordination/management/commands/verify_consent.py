"""manage.py verify_consent: computes the consent of every share again and compares."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from coordination.consent_check import differences
from coordination.models import Share


class Command(BaseCommand):
    help = (
        "Computes the consent of every share from nothing and prints each one that holds something "
        "else. Changes nothing; Ctrl-C stops it."
    )

    def handle(self, **options):
        progress = Progress(Share.objects.count(), self.stderr)
        found = 0
        for difference in differences(progress):
            found += 1
            self.stdout.write(str(difference))
        progress.finish()
        if found:
            raise CommandError(
                f"Consent is not what the formula says: {found} differences. "
                "Keep a copy of the database as it is and look for triggers that are switched off."
            )
        self.stdout.write(f"Consent is what the formula says: {progress.total:,} shares.")


class Progress:
    """One line that tells how far the walk is and how long it will still take."""

    def __init__(self, total, out):
        self.total, self.out = total, out
        self.done, self.started = 0, monotonic()

    def __call__(self, shares):
        self.done = min(self.done + shares, self.total)
        left = (monotonic() - self.started) / max(self.done, 1) * (self.total - self.done)
        self._write(f"\r{self.done:,} of {self.total:,} shares, {left:.0f} s left")

    def finish(self):
        self._write("\n")

    def _write(self, text):
        self.out.write(text, ending="")
        self.out.flush()
