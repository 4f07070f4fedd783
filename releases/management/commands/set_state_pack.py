"""manage.py set_state_pack FILE"""

from django.core.management.base import BaseCommand, CommandError

from releases.actions import set_state_pack
from releases.models import MinorConsent
from releases.state_pack import BadPackError, read_pack


class Command(BaseCommand):
    help = "Says from which age a minor alone decides about a kind; without a file, shows it."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="a copy of releases/state_pack.toml, changed")

    def handle(self, *, file, **options):
        try:
            if file:
                set_state_pack(ages=read_pack(file), by=None)
        except BadPackError as error:
            raise CommandError(str(error)) from error
        for line in MinorConsent.objects.select_related("category"):
            self.stdout.write(f"from {line.from_age:2}  {line.category_id} ({line.category})")
