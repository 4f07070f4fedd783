"""The form for a token that reads the directory."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAYS = {"30": _("30 days"), "90": _("90 days"), "365": _("A year")}


class ApiTokenForm(forms.Form):
    purpose = forms.CharField(
        label=_("What it is for"),
        help_text=_("The program that will use it, such as: appointment system."),
        max_length=100,
        error_messages={
            "required": _("Write down what the token is for"),
            "max_length": _("Shorten it to 100 characters or fewer"),
        },
    )
    days = forms.ChoiceField(
        label=_("How long it works"),
        choices=[*DAYS.items()],
        initial="90",
        error_messages={
            "required": _("Choose how long it works"),
            "invalid_choice": _("Choose how long it works from the list"),
        },
    )

    @property
    def facts(self):
        """What the action is told."""
        ends_at = timezone.now() + timedelta(days=int(self.cleaned_data["days"]))
        return {"purpose": self.cleaned_data["purpose"], "ends_at": ends_at}
