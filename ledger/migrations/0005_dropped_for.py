"""Why a letter was dropped: it no longer held, or its recipient wants no mail."""

from django.db import migrations, models

REASONS = [("over", "it no longer holds"), ("no_mail", "the recipient wants no mail")]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_verbs_of_reminders")]
    operations = [
        migrations.AddField(
            "outgoing",
            "dropped_for",
            models.CharField(blank=True, choices=REASONS, db_default="", max_length=10),
        ),
        migrations.AddConstraint(
            "outgoing",
            models.CheckConstraint(
                condition=models.Q(dropped_for="")
                | models.Q(
                    dropped_for__in=[reason for reason, _label in REASONS],
                    dropped_at__isnull=False,
                ),
                name="outgoing_dropped_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            "outgoing",
            models.Index(
                models.F("recipient"),
                condition=models.Q(dropped_for="no_mail"),
                name="outgoing_untold",
            ),
        ),
    ]
