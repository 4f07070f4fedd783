"""How to narrow and sort the overview: by ids and words from lists, as they stand in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from releases.overview import SOON, SORTS, TABS


class OverviewForm(forms.Form):
    """What stands on none of the lists is the same as nothing."""

    client = forms.ChoiceField(label=_("Client"), required=False)
    other = forms.ChoiceField(label=_("Provider or organization"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[(key, name) for key, (name, _by) in SORTS.items()],
        required=False,
    )
    state = forms.ChoiceField(
        choices=[(key, tab.title) for key, tab in TABS.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    within = forms.TypedChoiceField(
        choices=[(days, days) for days in SOON],
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, clients, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client"].choices = [("", _("Every client")), *_by_id(clients)]
        self.fields["other"].choices = [("", _("Everybody")), *_by_id(others)]

    @property
    def criteria(self):
        self.is_valid()
        wanted = dict.fromkeys(self.fields, "") | self.cleaned_data
        return wanted | {"within": wanted["within"] or SOON[0]}

    @property
    def narrows(self):
        """Whether it asks for less than everything, or for another order."""
        return any(self.criteria[name] for name in ("client", "other", "sort"))


def _by_id(named):
    return [(str(pk), name) for pk, name in named]
