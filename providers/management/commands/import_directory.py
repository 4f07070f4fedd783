"""manage.py import_directory FILE --by ADDRESS: a file that is too large for the browser."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.acting import acting_as
from accounts.models import User
from providers.actions import imports
from providers.importing.chunks import hash_of


class Command(BaseCommand):
    help = "Takes in a file for the directory; the worker checks it, the site shows what it found."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="the address of a directory admin")

    def handle(self, *args, file, by, **options):
        with acting_as(None):
            user = User.objects.filter(email=by.lower(), is_active=True).first()
        if user is None or not user.is_directory_admin:
            raise CommandError("Nobody with this address keeps the directory.")
        try:
            with file.open("rb") as opened:
                self._take(opened, file.name, user)
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def _take(self, opened, name, user):
        sha256, _size = hash_of(opened)
        with acting_as(user):
            one = imports.earlier(sha256)
            told = "This very file was uploaded before" if one else "Uploaded"
            one = one or imports.keep_file(file=opened, name=name, by=user)
        self.stdout.write(f"{told}. Go on at /directory/imports/{one.pk}/ in the browser.")
