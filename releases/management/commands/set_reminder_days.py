"""manage.py set_reminder_days 30 7 1"""

from django.core.management.base import BaseCommand, CommandError

from releases.actions import set_reminder_days
from releases.models import ReminderDay


class Command(BaseCommand):
    help = "Says how many days before its end a release is reminded of; without days, shows them."

    def add_arguments(self, parser):
        parser.add_argument("days", nargs="*", type=int, help="such as 30 7 1")

    def handle(self, *, days, **options):
        if any(not 1 <= one <= 365 for one in days):
            raise CommandError("Give days before the end, from 1 to 365. The end itself is told.")
        if days:
            set_reminder_days(days=days, by=None)
        told = [str(one.days) for one in ReminderDay.objects.all()]
        self.stdout.write(f"days before the end: {' '.join(told)}; and at the end")
