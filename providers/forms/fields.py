"""Fields that several forms of the directory ask for."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_name
from providers.languages import Spoken, code_of
from providers.npi import validate_npi
from providers.phones import readable, to_e164
from providers.taxonomy import codes_of

FARTHEST = 100
"""Years from today beyond which a day is taken for a slip of the finger."""


def validate_day(day):
    """Raises with a sentence for people when nobody can have meant this day."""
    if abs(day.year - timezone.localdate().year) > FARTHEST:
        raise forms.ValidationError(_("Check the year"))


def date_field(**facts):
    return forms.DateField(
        required=False,
        validators=[validate_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter the date as day, month and year")},
        **facts,
    )


def start_of(day):
    """The midnight with which this day begins, in the practice's time; None for no day."""
    return day and datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


class NpiField(forms.CharField):
    """Not limited to 10 characters: people paste an NPI with its spaces, and those come off."""

    def __init__(self, **facts):
        super().__init__(
            label=_("NPI"),
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"max_length": _("NPI must be 10 digits and start with 1 or 2")},
            **facts,
        )

    def clean(self, value):
        npi = "".join(super().clean(value).split()).replace("-", "")
        if npi:
            validate_npi(npi)
        return npi


class PhoneField(forms.CharField):
    """Takes a number in the ways people write it, and shows it in the one they read."""

    def __init__(self, **facts):
        super().__init__(
            label=_("Phone"),
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            error_messages={"max_length": _("Shorten the phone number to 40 characters or fewer")},
            **facts,
        )

    def clean(self, value):
        typed = super().clean(value)
        return typed and to_e164(typed)

    def prepare_value(self, value):
        return readable(value) if value else value


class _ListField(forms.CharField):
    """Several things in one text."""

    between = ", "

    def prepare_value(self, value):
        return self.between.join(map(str, value)) if isinstance(value, list) else value


class NamesField(_ListField):
    between = "\n"

    def clean(self, value):
        names = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = list(dict.fromkeys(name for name in names if name))
        for name in names:
            validate_name(name)
            if len(name) > 200:
                raise forms.ValidationError(_("Shorten the name to 200 characters or fewer"))
        return names


class LanguagesField(_ListField):
    def clean(self, value):
        typed = super().clean(value).replace(";", ",").split(",")
        return list(dict.fromkeys(code_of(one.strip()) for one in typed if one.strip()))

    def prepare_value(self, value):
        if isinstance(value, list):
            value = [Spoken(code).label for code in value]
        return super().prepare_value(value)


class CodesField(_ListField):
    between = " "

    def clean(self, value):
        return codes_of(super().clean(value))
