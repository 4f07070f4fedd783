"""manage.py publish_heads: signs how the ledger stands now."""

from django.core.management.base import BaseCommand

from ledger.heads import publish


class Command(BaseCommand):
    help = (
        "Prints one signed line that says how the whole ledger stands now, records it in the "
        "ledger and mails it to OPERATOR_EMAIL. The worker does the same once a day."
    )

    def handle(self, **options):
        self.stdout.write(str(publish()))
