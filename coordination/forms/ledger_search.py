"""What to look for in the ledger: ids, lists and days, as in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.models import Verb


def _day(label):
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class DaysForm(forms.Form):
    """What is no day is the same as nothing."""

    since = _day(_("From"))
    until = _day(_("Until"))

    @property
    def criteria(self):
        self.is_valid()
        return dict.fromkeys(self.fields) | self.cleaned_data

    @property
    def bounds(self):
        return self.criteria["since"], self.criteria["until"]


class LedgerForm(DaysForm):
    """What stands on none of the lists is the same as nothing, too."""

    client = forms.UUIDField(required=False, widget=forms.HiddenInput)
    actor = forms.UUIDField(required=False, widget=forms.HiddenInput)
    subject = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    verb = forms.ChoiceField(
        label=_("What happened"), choices=[("", _("Everything")), *Verb.choices], required=False
    )
    field_order = ["verb", "since", "until"]


class PeopleForm(forms.Form):
    """Part of a name; it is posted, so that none becomes part of an address."""

    name = forms.CharField(
        label=_("Name"),
        min_length=2,
        max_length=100,
        help_text=_("Of a client, or of somebody who works here. Two letters or more."),
        error_messages={
            "required": _("Write a part of the name"),
            "min_length": _("Write two letters of the name or more"),
            "max_length": _("Shorten the name to 100 characters or fewer"),
        },
    )
