"""A new key for the seal of signed records, with every certificate that is trusted so far."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from releases.sealing.keys import NoSealError, in_one_line, new_pem, read


class Command(BaseCommand):
    help = (
        "Prints a new SEAL_KEY. Where SEAL_KEY is set already, its certificates are kept in the "
        "new one, so that files sealed with it stay genuine; its private key is not."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        try:
            former = read(settings.SEAL_KEY).trusted if settings.SEAL_KEY else ()
        except NoSealError as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        self.stdout.write(in_one_line(new_pem(former)))
