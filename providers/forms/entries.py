"""Forms of a provider's entry. They ask for the shape; what may be is decided below them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_name
from providers.finding import find_look_alikes
from providers.forms.fields import (
    CodesField,
    LanguagesField,
    NamesField,
    NpiField,
    PhoneField,
    date_field,
)
from providers.models import Provider

LONG_NAME = _("Shorten the name to 200 characters or fewer")
LIKE_THIS = _("Enter an address such as name@example.org")


class DirectoryForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields.pop("npi_deactivated_on", None)
        if self.instance.said_phone:
            text = _("It used to say %(phone)s, which is no number that can be dialled.")
            self.fields["phone"].help_text = text % {"phone": self.instance.said_phone}

    def _post_clean(self):
        """Leaves the row and its constraints alone: those are the action's and the database's."""

    def clean_name(self):
        validate_name(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def clean(self):
        """A day on which an NPI was taken out of use, without an NPI, says nothing."""
        cleaned = super().clean()
        if cleaned.get("npi_deactivated_on") and not cleaned.get("npi", "x"):
            self.add_error("npi", _("Enter the NPI that was deactivated, or take the day out"))
        return cleaned


class ProviderForm(DirectoryForm):
    class Meta:
        model = Provider
        fields: tuple[str, ...] = (
            "name",
            "other_names",
            "credentials",
            "profession",
            "taxonomy",
            "npi",
            "npi_deactivated_on",
            "languages",
            "email",
            "secure_email",
            "phone",
        )
        labels = {"email": _("E-mail address"), "secure_email": _("Secure e-mail address")}
        help_texts = {
            "credentials": _("For example PhD, LCSW or MD."),
            "email": _("Seen only by those who keep the directory. Invitations go here."),
            "secure_email": _("A Direct address, for letters between practices."),
        }
        error_messages = {
            "name": {
                "required": _("Enter the provider's full name"),
                "max_length": LONG_NAME,
            },
            "credentials": {"max_length": _("Shorten the credentials to 60 characters or fewer")},
            "profession": {"required": _("Choose a profession")},
            "email": {"invalid": LIKE_THIS},
            "secure_email": {"invalid": LIKE_THIS},
        }

    other_names = NamesField(
        label=_("Other names"),
        required=False,
        max_length=2000,
        help_text=_("Former ones and nicknames, each on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Enter fewer names")},
    )
    taxonomy = CodesField(
        label=_("Taxonomy codes"),
        required=False,
        max_length=400,
        help_text=_("NUCC codes such as 2084P0800X, the main one first."),
        error_messages={"max_length": _("Enter 15 codes or fewer, the main one first")},
    )
    npi = NpiField(help_text=_("10 digits. Leave it empty for those who have none."))
    npi_deactivated_on = date_field(
        label=_("NPI deactivated on"), help_text=_("Leave it empty while the NPI is in use.")
    )
    languages = LanguagesField(
        label=_("Languages"),
        required=False,
        max_length=400,
        help_text=_("Those they speak with clients, such as: English, Spanish."),
        error_messages={"max_length": _("Enter fewer languages")},
    )
    phone = PhoneField(help_text=_("Seen by everybody who is signed in."))

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
        error_messages={"max_length": LONG_NAME},
    )
    is_another = forms.BooleanField(label=_("None of these is the person I mean"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - set(self.field_order):
            del self.fields[name]
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
