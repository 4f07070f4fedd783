"""What the child thinks, where a representative signs for a minor."""

from django.db import migrations, models
from django.db.models import Q

from ledger.sql import RunSqlFile

CHOICES = [
    ("agrees", "agrees"),
    ("too_young", "is too young to be asked"),
    ("objects", "does not agree"),
]


class Migration(migrations.Migration):
    dependencies = [("releases", "0013_stop_receipts")]
    operations = [
        migrations.AddField(
            "signature",
            "assent",
            models.CharField(blank=True, choices=CHOICES, db_default="", max_length=20),
        ),
        migrations.AddField(
            "signature",
            "assent_words",
            models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AddConstraint(
            "signature",
            models.CheckConstraint(
                condition=Q(assent="", assent_words="")
                | Q(assent__in=["agrees", "too_young", "objects"], role="representative"),
                name="signature_assent_is_a_representatives",
            ),
        ),
        RunSqlFile(__file__, "0014_assent.sql"),
    ]
