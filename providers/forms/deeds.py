"""Forms of what is done with an entry: why, and who is invited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Language


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


class PracticeAdminForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one with which they sign in. They need an account of the staff."),
        max_length=254,
        error_messages={
            "required": _("Enter the address with which they sign in"),
            "invalid": _("Enter an address such as name@example.org"),
            "max_length": _("Shorten the address to 254 characters or fewer"),
        },
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self._staff = staff

    def clean_email(self):
        """The person; `staff` is asked who has the address."""
        person = self._staff(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(
                _("Nobody of the staff signs in with this address. Check it, or invite them first")
            )
        return person
