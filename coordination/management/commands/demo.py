"""Fills an empty development database with the demo."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from coordination.demo.directory import leave_for_ruth
from coordination.demo.people import PASSWORD, bring_together
from coordination.demo.story import tell


class Command(BaseCommand):
    help = "Loads the demo into an empty database and prints the logins (development only)."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("The demo is for development. Set DEBUG=1 to try it.")
        if User.objects.exists():
            raise CommandError(
                "There are accounts already, so the demo was not loaded. "
                "Remove the folder var/ to begin anew."
            )
        with transaction.atomic():
            cast = bring_together()
            tell(cast)
            leave_for_ruth(cast)
        logins = _logins(cast)
        Path(settings.VAR_DIR, "demo-logins.txt").write_text(logins)
        self.stdout.write(logins)


def _logins(cast):
    """The logins in words, for the terminal and for the file that `up` prints at each start."""
    people = "\n".join(f"  {email:<24} {name}, {what}" for email, name, what in cast.logins)
    return (
        f"Demo logins, all with the password: {PASSWORD}\n{people}\n"
        f"Staff also need a code: {settings.SITE_URL}/demo/ shows everybody's current one.\n"
    )
