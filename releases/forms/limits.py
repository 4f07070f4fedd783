"""The form that keeps something from somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from releases.limits import EVERYBODY, EVERYTHING


class WhomForm(forms.Form):
    """From whom: somebody who could hear, or everybody."""

    whom = forms.ChoiceField(
        label=_("From whom?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose from whom to keep it"),
            "invalid_choice": _("Choose from the list"),
        },
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        named = [(key, str(party)) for key, party in people.items()]
        self.fields["whom"].choices = [*named, (EVERYBODY, _("From everybody"))]

    @property
    def party(self):
        """Who was chosen; None for everybody."""
        return self.people.get(self.cleaned_data["whom"])


class LimitForm(WhomForm):
    """And which kinds, or everything."""

    kinds = forms.MultipleChoiceField(
        label=_("What?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one kind of information, or everything"),
            "invalid_choice": _("Choose from the list"),
        },
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.all_kinds = [one.code for one in kinds]
        groups = [
            (_("All of it"), [(EVERYTHING, _("Everything, whatever it is about"))]),
            (_("Everyday kinds"), [(one.code, str(one)) for one in kinds if not one.is_sensitive]),
            (_("Sensitive kinds"), [(one.code, str(one)) for one in kinds if one.is_sensitive]),
        ]
        self.fields["kinds"].choices = [(name, some) for name, some in groups if some]
