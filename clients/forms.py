"""Forms about the people served, and the search field of every list."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from accounts.names import validate_name

OLDEST = 130


class SearchForm(forms.Form):
    """A word or two to look for. What cannot be looked for is the same as nothing."""

    q = forms.CharField(label=_("Search by name"), max_length=100, required=False)

    @property
    def text(self):
        return self.cleaned_data["q"] if self.is_valid() else ""


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We invite the client to an account, where they decide what is shared."),
        max_length=254,
        error_messages={
            "required": _("Enter the client's e-mail address"),
            "invalid": _("Enter an address such as name@example.org"),
            "max_length": _("Shorten the address to 254 characters or fewer"),
        },
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=Language)


class ClientForm(InvitationForm):
    """A new client; without an address nobody is invited yet."""

    field_order = ("name", "preferred_name", "born", "email", "language")
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False

    def clean_born(self):
        born, today = self.cleaned_data["born"], timezone.localdate()
        if born and born > today:
            raise forms.ValidationError(_("The date of birth must be in the past"))
        if born and today.year - born.year > OLDEST:
            raise forms.ValidationError(_("Check the year of birth"))
        return born
