"""Forms of who belongs where, from when until when."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from providers.forms.fields import date_field, start_of


class MembershipForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=None,
        empty_label=_("Choose an organization"),
        error_messages={
            "required": _("Choose an organization"),
            "invalid_choice": _("Choose an organization from the list"),
        },
    )
    first_day = date_field(
        label=_("First day"), help_text=_("Leave it empty if they belong to it from now on.")
    )
    last_day = date_field(
        label=_("Last day"), help_text=_("Leave it empty if you do not know it yet.")
    )

    def __init__(self, *args, organizations, shown, **kwargs):
        """One of the organizations may be chosen; those that are shown stand in the list."""
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        field.queryset = organizations
        field.choices = [("", field.empty_label), *((one.pk, one.name) for one in shown)]

    def clean(self):
        first = self.cleaned_data.get("first_day") or timezone.localdate()
        last = self.cleaned_data.get("last_day")
        if last and last < first:
            self.add_error("last_day", _("The last day must not be before the first day"))

    @property
    def facts(self):
        """What the action is told: an interval ends with the midnight after its last day."""
        last = self.cleaned_data["last_day"]
        return {
            "organization": self.cleaned_data["organization"],
            "begins": start_of(self.cleaned_data["first_day"]),
            "ends": last and start_of(last + timedelta(days=1)),
        }


class MembershipEndForm(forms.Form):
    last_day = date_field(
        label=_("Last day"), help_text=_("Leave it empty to end it at this moment.")
    )

    def clean_last_day(self):
        last = self.cleaned_data["last_day"]
        if last and last < timezone.localdate():
            raise forms.ValidationError(
                _("Choose today or a later day, or leave it empty to end it at this moment")
            )
        return last

    @property
    def ends(self):
        last = self.cleaned_data["last_day"]
        return last and start_of(last + timedelta(days=1))
