"""Requests that run out, and that are brought to mind twice at most."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0010_esign"),
        ("ledger", "0008_requests_run_out"),
    ]
    operations = [
        migrations.AddField(
            "release",
            "answer_by",
            models.DateTimeField(blank=True, null=True, verbose_name="to be answered by"),
        ),
        migrations.AddField(
            "release",
            "next_nudge_at",
            models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            "release",
            "nudges",
            models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddIndex(
            "release",
            models.Index(
                fields=["next_nudge_at"],
                condition=Q(next_nudge_at__isnull=False),
                name="release_nudge_due",
            ),
        ),
        migrations.AddConstraint(
            "release",
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True)
                | Q(answer_by__lte=F("requested_at") + timedelta(days=365)),
                name="release_is_answered_within_a_year",
            ),
        ),
        migrations.AddConstraint(
            "release",
            models.CheckConstraint(
                condition=Q(nudges__lte=2), name="release_is_nudged_twice_at_most"
            ),
        ),
        RunSqlFile(__file__, "0011_requests_run_out.sql"),
    ]
