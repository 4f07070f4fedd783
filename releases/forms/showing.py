"""The form in which a client names the other person."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OtherPersonForm(forms.Form):
    address = forms.EmailField(
        label=_("The other person’s e-mail address"),
        help_text=_("The one with which they sign in here. We do not say whether anybody does."),
        error_messages={
            "required": _("Enter the other person’s e-mail address"),
            "invalid": _("Check the e-mail address. It should look like name@example.org"),
        },
    )

    def __init__(self, *args, own_address, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_address = own_address

    def clean_address(self):
        address = self.cleaned_data["address"].lower()
        if address == self.own_address.lower():
            raise forms.ValidationError(_("Enter the other person’s address, not your own"))
        return address
