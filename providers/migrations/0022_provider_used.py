"""Those in use are found without reading all whom imports brought."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("providers", "0021_stays")]
    operations = [
        migrations.AddIndex(
            model_name="provider",
            index=models.Index(
                fields=["name", "id"], condition=Q(standing="active"), name="provider_used"
            ),
        )
    ]
