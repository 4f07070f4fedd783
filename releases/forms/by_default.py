"""The form of what a practice asks every new client."""

from django import forms
from django.utils.translation import gettext_lazy as _

from releases.models import Purpose, Way


class DefaultForm(forms.Form):
    partners = forms.MultipleChoiceField(
        label=_("With whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person"),
            "invalid_choice": _("Choose from the list"),
        },
    )
    way = forms.ChoiceField(label=_("Who may tell whom"), choices=Way, widget=forms.RadioSelect)
    categories = forms.MultipleChoiceField(
        label=_("Which kinds of information"),
        help_text=_("Ask for as little as you need. Sensitive kinds are asked for one by one."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one kind of information"),
            "invalid_choice": _("Choose from the list"),
        },
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for, in the client's words"),
        choices=Purpose,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one purpose")},
    )
    months = forms.IntegerField(
        label=_("For how many months"),
        min_value=1,
        max_value=12,
        error_messages={
            "required": _("Enter a number of months from 1 to 12"),
            "invalid": _("Enter a number of months from 1 to 12"),
            "min_value": _("Enter a number of months from 1 to 12"),
            "max_value": _("Enter a number of months from 1 to 12"),
        },
    )

    def __init__(self, *args, kinds, offered, **kwargs):
        """`kinds` are those to choose from, `offered` the people."""
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        self.fields["partners"].choices = [(pk, _told(one)) for pk, one in self.offered.items()]
        self.fields["categories"].choices = kinds

    def clean_partners(self):
        return [self.offered[one] for one in self.cleaned_data["partners"]]


def _told(person):
    """What tells one of a name from another."""
    return ", ".join(filter(None, [str(person), person.get_profession_display(), person.town]))
