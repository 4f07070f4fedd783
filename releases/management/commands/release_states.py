"""Prints docs/release-states.md anew, after the table of releases/states.py has changed."""

from django.core.management.base import BaseCommand

from releases.drawn_states import page


class Command(BaseCommand):
    help = "Prints docs/release-states.md: the stages of a release and what moves it on."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        self.stdout.write(page(), ending="")
