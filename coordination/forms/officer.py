"""What the privacy officer answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import Complaint


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("Whoever reported it reads this. It can't be changed once it is sent."),
        max_length=Complaint.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write your answer"),
            "max_length": _("Shorten the answer to 2,000 characters or fewer"),
        },
    )
