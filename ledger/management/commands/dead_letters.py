"""manage.py dead_letters: messages that were given up, and a second chance for one of them."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from ledger import outbox
from ledger.models import Outgoing


class Command(BaseCommand):
    help = "Lists the messages that the outbox has given up, or puts one back with --retry ID."

    def add_arguments(self, parser):
        parser.add_argument("--retry", type=UUID, metavar="ID", help="the message to send again")

    def handle(self, *, retry, **options):
        if retry:
            self._retry(retry)
        else:
            self._list()

    def _list(self):
        dead = Outgoing.objects.dead()
        for letter in dead.iterator():
            self.stdout.write(
                f"{letter.id}  {letter.kind}  {letter.attempts} attempts  "
                f"{letter.last_error}  dead since {letter.dead_at:%Y-%m-%d %H:%M} UTC"
            )
        self.stdout.write(
            f"{dead.count()} dead letters. Put one back with: manage.py dead_letters --retry ID"
        )

    def _retry(self, letter):
        if not outbox.retry(letter):
            raise CommandError(
                f"There is no dead letter {letter}. List them with: manage.py dead_letters"
            )
        self.stdout.write(f"{letter} goes again with the next delivery.")
