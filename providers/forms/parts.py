"""Forms of what an entry has several of: addresses and licences."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_name
from providers.forms.fields import PhoneField, date_field
from providers.models import STATES, Licence, Location
from providers.models.places import ZIP

NO_STATE = ("", _("Choose a state"))
ENTER_ZIP = _("Enter a ZIP code of 5 or 9 digits, such as 97204")


def _state_field(**facts):
    return forms.ChoiceField(
        label=_("State"),
        choices=[NO_STATE, *((one, one) for one in sorted(STATES))],
        error_messages={
            "required": _("Choose a state"),
            "invalid_choice": _("Choose a state from the list"),
        },
        **facts,
    )


class _PartForm(forms.ModelForm):
    def _post_clean(self):
        """Leaves the row and its constraints alone: those are the action's and the database's."""


class LocationForm(_PartForm):
    class Meta:
        model = Location
        fields = ("use", "street", "more", "city", "state", "postal_code", "phone")
        labels = {"more": _("Suite, floor"), "postal_code": _("ZIP code")}
        error_messages = {
            "street": {
                "required": _("Enter street and number"),
                "max_length": _("Shorten the street to 200 characters or fewer"),
            },
            "more": {"max_length": _("Shorten this to 200 characters or fewer")},
            "postal_code": {"required": ENTER_ZIP, "max_length": ENTER_ZIP},
            "city": {
                "required": _("Enter the city"),
                "max_length": _("Shorten the city to 100 characters or fewer"),
            },
        }

    state = _state_field()
    phone = PhoneField(help_text=_("The number of this place, where it has its own."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_abroad = self.instance.country != "US"
        if self.is_abroad:
            self.fields["state"] = forms.CharField(label=_("Region"), max_length=40, required=False)
        else:
            self.fields["postal_code"].required = True

    def clean(self):
        cleaned = super().clean()
        for name in ("street", "more", "city"):
            try:
                validate_name(cleaned.get(name, ""))
            except forms.ValidationError as refusal:
                self.add_error(name, refusal)
        return cleaned

    def clean_postal_code(self):
        if self.is_abroad:
            return self.cleaned_data["postal_code"]
        digits = re.sub(r"[\s-]", "", self.cleaned_data["postal_code"])
        zip_code = f"{digits[:5]}-{digits[5:]}" if len(digits) == 9 else digits
        if not re.fullmatch(ZIP, zip_code):
            raise forms.ValidationError(ENTER_ZIP)
        return zip_code


class LicenceForm(_PartForm):
    class Meta:
        model = Licence
        fields = ("state", "number", "kind", "ends")
        error_messages = {
            "number": {
                "required": _("Enter the number as it stands on the licence"),
                "max_length": _("Shorten the number to 40 characters or fewer"),
            },
            "kind": {"max_length": _("Shorten this to 100 characters or fewer")},
        }
        help_texts = {"kind": _("For example LCSW or physician.")}

    state = _state_field()
    ends = date_field(label=_("Last day"), help_text=_("Leave it empty if the licence has no end."))

    def clean_number(self):
        validate_name(self.cleaned_data["number"])
        return " ".join(self.cleaned_data["number"].upper().split())

    def clean_kind(self):
        validate_name(self.cleaned_data["kind"])
        return self.cleaned_data["kind"]
