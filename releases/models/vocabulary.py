"""What kind of information something is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Alone on their item and on their release, covered by the instrument of the same name only.
EXCLUSIVE = ("psychotherapy_notes", "sud_counseling_notes")


class Category(models.Model):
    """A kind of information. A practice may add its own; the standard ones come by migration."""

    guarded = True

    code = models.CharField(primary_key=True, max_length=40)
    label = models.CharField(_("label"), max_length=100)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    fhir_label = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=1000)

    class Meta:
        ordering = ["position", "code"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.label
