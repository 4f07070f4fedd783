"""How often somebody wants to be asked how it is going."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import CheckInRhythm


class RhythmForm(forms.Form):
    every = forms.ChoiceField(
        label=_("How often shall we ask you how it is going?"),
        help_text=_("By a mail that does not say what it is about, and on your first page here."),
        choices=CheckInRhythm.Every,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often we shall ask you")},
    )
