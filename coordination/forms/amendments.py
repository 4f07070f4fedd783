"""What a client says about a note that is not right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models.amendments import MOST_LETTERS

TOO_LONG = _("Shorten this to 4,000 characters or fewer")


class AmendmentForm(forms.Form):
    wrong = forms.CharField(
        label=_("What is not right?"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is not right"), "max_length": TOO_LONG},
    )
    should_say = forms.CharField(
        label=_("What should it say?"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what it should say"), "max_length": TOO_LONG},
    )


class DisagreementForm(forms.Form):
    words = forms.CharField(
        label=_("Your statement"),
        help_text=_(
            "If you only want your request to stay with the note, write just that. Both go along."
        ),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your statement"), "max_length": TOO_LONG},
    )
