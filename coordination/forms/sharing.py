"""The form that shares a note: with whom, for what, and the search for somebody else."""

from django import forms
from django.utils.translation import gettext_lazy as _

from releases.models import Purpose


class AnyOf(forms.MultipleChoiceField):
    """Whatever is ticked: the form leaves out whom nothing can be sent to any more."""

    def valid_value(self, value):
        return True


class ShareForm(forms.Form):
    recipients = AnyOf(
        label=_("Who is it for?"),
        help_text=_("Beside each person stands what would come of it now. Each gets it by itself."),
        widget=forms.CheckboxSelectMultiple,
        choices=[("", "")],  # the page has its own; the summary of errors leads to the first
        error_messages={"required": _("Choose at least one person to share it with")},
    )
    purpose = forms.ChoiceField(
        label=_("What you share it for"),
        choices=Purpose,
        required=False,
        initial=Purpose.CARE_COORDINATION,
        error_messages={"invalid_choice": _("Choose what you share it for from the list")},
    )
    q = forms.CharField(
        label=_("Somebody else: name, workplace, town or NPI"), required=False, max_length=100
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}

    def clean_recipients(self):
        chosen = {*self.cleaned_data["recipients"]}
        if not chosen & self.people.keys():
            raise forms.ValidationError(_("Choose among the people who are listed"))
        return chosen

    @property
    def ticked(self):
        """The ids of those who are chosen now."""
        chosen = {*(self["recipients"].value() or ())}
        return [one.pk for key, one in self.people.items() if key in chosen]

    @property
    def chosen_purpose(self):
        """What is not on the list counts as the default."""
        asked = self["purpose"].value()
        return asked if asked in Purpose.values else Purpose.CARE_COORDINATION

    def chosen_people(self):
        """Those of the chosen to whom it can be sent, and whether that is fewer."""
        chosen = self.cleaned_data["recipients"]
        can = [one for key, one in self.people.items() if key in chosen]
        return can, len(can) < len(chosen)
