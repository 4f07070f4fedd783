"""What a client says about a line that looks wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import Complaint


class ComplaintForm(forms.Form):
    words = forms.CharField(
        label=_("What looks wrong?"),
        help_text=_("You need not say. Only the privacy officer reads it."),
        max_length=Complaint.MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Shorten this to 2,000 characters or fewer")},
    )
