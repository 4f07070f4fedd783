"""What a provider answers to a client's message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models.team_messages import MOST_LETTERS


class TeamAnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("Whoever wrote reads it. It can't be changed later."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write the answer"),
            "max_length": _("Shorten the answer to 4,000 characters or fewer"),
        },
    )
