"""Forms of the directory. They ask for the shape; what may be is decided below them."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from accounts.names import validate_name
from providers.finding import find_look_alikes
from providers.models import Organization, Provider, Standing
from providers.npi import validate_npi

ANY = ("", _("Any"))
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
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the date as day, month and year")},
        **facts,
    )


def npi_field(help_text):
    """Not limited to 10 characters: people paste an NPI with its spaces, and those come off."""
    return forms.CharField(
        label=_("NPI"),
        required=False,
        max_length=40,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": _("NPI must be 10 digits and start with 1 or 2")},
    )


def start_of(day):
    """The midnight with which this day begins, in the practice's time; None for no day."""
    return day and datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


class OrganizationSearch(forms.Form):
    """What to look for. What cannot be looked for is the same as nothing."""

    words = forms.CharField(label=_("Name"), max_length=100, required=False)

    @property
    def criteria(self):
        self.is_valid()
        return self.cleaned_data


class ProviderSearch(OrganizationSearch):
    words = forms.CharField(label=_("Name, place or NPI"), max_length=100, required=False)
    profession = forms.ChoiceField(
        label=_("Profession"), choices=[ANY, *Provider.Profession.choices], required=False
    )
    standing = forms.ChoiceField(
        label=_("Standing"), choices=[ANY, *Standing.choices], required=False
    )


class _DirectoryForm(forms.ModelForm):
    def _post_clean(self):
        """Leaves the row and its constraints alone: those are the action's and the database's."""

    def clean_name(self):
        validate_name(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def clean_npi(self):
        npi = "".join(self.cleaned_data["npi"].split()).replace("-", "")
        if npi:
            validate_npi(npi)
        return npi


class ProviderForm(_DirectoryForm):
    class Meta:
        model = Provider
        fields: tuple[str, ...] = ("name", "credentials", "profession", "npi", "email", "phone")
        labels = {"email": _("E-mail address")}
        help_texts = {
            "credentials": _("For example PhD, LCSW or MD."),
            "email": _("Seen only by those who keep the directory. Invitations go here."),
            "phone": _("Seen by everybody who is signed in."),
        }
        error_messages = {
            "name": {
                "required": _("Enter the provider's full name"),
                "max_length": _("Shorten the name to 200 characters or fewer"),
            },
            "credentials": {"max_length": _("Shorten the credentials to 60 characters or fewer")},
            "profession": {"required": _("Choose a profession")},
            "email": {"invalid": _("Enter an address such as name@example.org")},
            "phone": {"max_length": _("Shorten the phone number to 40 characters or fewer")},
        }

    npi = npi_field(_("10 digits. Leave it empty for those who have none."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose a profession")), *Provider.Profession.choices]
        self.fields["profession"].choices = choices

    def clean_credentials(self):
        validate_name(self.cleaned_data["credentials"])
        return self.cleaned_data["credentials"]


class ProposalForm(ProviderForm):
    """Somebody who is not in the directory, entered by a provider who wants to ask about them."""

    class Meta(ProviderForm.Meta):
        fields = ("name", "profession", "npi", "email", "phone")

    field_order = ("name", "profession", "said_workplace", "email", "phone", "npi", "is_another")
    said_workplace = forms.CharField(
        label=_("Where they work"),
        required=False,
        max_length=200,
        validators=[validate_name],
        error_messages={"max_length": _("Shorten the name to 200 characters or fewer")},
    )
    is_another = forms.BooleanField(label=_("None of these is the person I mean"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.required = True
        email.error_messages["required"] = _("Enter their e-mail address")
        email.help_text = _("Their invitation goes there once they are verified.")
        self.look_alikes = []

    def clean(self):
        """Says so where somebody in the directory may be the same person."""
        cleaned = super().clean()
        facts = {name: cleaned.get(name, "") for name in ("name", "email", "npi")}
        if facts["name"]:
            self.look_alikes = list(find_look_alikes(**facts))
        if self.look_alikes and not cleaned.get("is_another"):
            self.add_error(
                "is_another", _("Look whether it is one of these, and say so if it is not")
            )
        return cleaned

    @property
    def facts(self):
        return {name: one for name, one in self.cleaned_data.items() if name != "is_another"}


class OrganizationForm(_DirectoryForm):
    class Meta:
        model = Organization
        fields = ("name", "kind", "npi", "phone", "is_part2_programme")
        help_texts = {
            "is_part2_programme": _("It treats substance use under 42 CFR Part 2."),
        }
        error_messages = {
            "name": {
                "required": _("Enter the name of the organization"),
                "max_length": _("Shorten the name to 200 characters or fewer"),
            },
            "phone": {"max_length": _("Shorten the phone number to 40 characters or fewer")},
        }

    npi = npi_field(_("10 digits, the organization's own. Leave it empty if it has none."))


class ReasonForm(forms.Form):
    why = forms.CharField(
        label=_("Reason"),
        help_text=_("Those who keep the directory can read it here later."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write down the reason"),
            "max_length": _("Shorten the reason to 500 characters or fewer"),
        },
    )


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Check it twice: whoever opens the link gets the account."),
        max_length=254,
        error_messages={
            "required": _("Enter the address that the invitation goes to"),
            "invalid": _("Enter an address such as name@example.org"),
            "max_length": _("Shorten the address to 254 characters or fewer"),
        },
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=Language)


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

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations

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
