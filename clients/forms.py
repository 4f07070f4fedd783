"""Forms about the people served, and the search field of every list."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from accounts.names import validate_name


class SearchForm(forms.Form):
    """A word or two to look for. What cannot be looked for is the same as nothing."""

    q = forms.CharField(label=_("Search by name"), max_length=100, required=False)

    @property
    def text(self):
        return self.cleaned_data["q"] if self.is_valid() else ""


class ClientForm(forms.Form):
    name = forms.CharField(
        label=_("Full name"),
        help_text=_("It stands on every form that the client signs."),
        max_length=200,
        validators=[validate_name],
        error_messages={
            "required": _("Enter the client's full name"),
            "max_length": _("Shorten the name to 200 characters or fewer"),
        },
    )
    preferred_name = forms.CharField(
        label=_("Name to call them by"),
        max_length=100,
        required=False,
        validators=[validate_name],
        error_messages={"max_length": _("Shorten this name to 100 characters or fewer")},
    )
    born = forms.DateField(
        label=_("Date of birth"),
        help_text=_("What a parent signs for a child ends on the 18th birthday."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the date of birth as day, month and year")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We invite the client to open an account, so that they can decide for "
                    "themselves. The mail does not say what it is about."),
        max_length=254,
        required=False,
        error_messages={
            "invalid": _("Enter an address such as name@example.org"),
            "max_length": _("Shorten the address to 254 characters or fewer"),
        },
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=Language)

    def clean_born(self):
        born = self.cleaned_data["born"]
        if born and not 0 <= timezone.localdate().year - born.year <= 130:
            raise forms.ValidationError(_("Check the year of birth"))
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("The date of birth must be in the past"))
        return born
