"""manage.py verify_consent: computes the consent of every share again and compares."""

from django.core.management.base import BaseCommand, CommandError

from coordination.consent_check import differences
from coordination.models import Share
from ledger.progress import Progress


class Command(BaseCommand):
    help = (
        "Computes the consent of every share from nothing and prints each one that holds something "
        "else. Changes nothing; Ctrl-C stops it."
    )

    def handle(self, **options):
        progress = Progress(Share.objects.count(), "shares", self.stderr)
        found = 0
        for difference in differences(progress):
            found += 1
            self.stdout.write(str(difference))
        if found:
            raise CommandError(
                f"Consent is not what the formula says: {found} differences. "
                "Keep a copy of the database as it is and look for triggers that are switched off."
            )
        self.stdout.write(f"Consent is what the formula says: {progress.total:,} shares.")
