"""What one looks for in the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _

from providers.languages import Spoken
from providers.models import STATES, Provider, Standing

ANY = ("", _("Any"))


class OrganizationSearch(forms.Form):
    """What to look for. What cannot be looked for is the same as nothing."""

    words = forms.CharField(label=_("Name, place or NPI"), max_length=100, required=False)

    @property
    def criteria(self):
        self.is_valid()
        return self.cleaned_data


class ProviderSearch(OrganizationSearch):
    profession = forms.ChoiceField(
        label=_("Profession"), choices=[ANY, *Provider.Profession.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[ANY, *((one, one) for one in STATES)], required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[ANY, *Spoken.choices], required=False
    )
    standing = forms.ChoiceField(
        label=_("Standing"), choices=[ANY, *Standing.choices], required=False
    )
