"""What a client writes to those who treat them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models.team_messages import MOST_LETTERS
from ledger.ids import uuid7


class TeamMessageForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    to = forms.MultipleChoiceField(
        label=_("To whom?"),
        help_text=_("Each reads it, and does not see to whom else you write."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person"),
            "invalid_choice": _("Choose among the people who are listed"),
        },
    )
    words = forms.CharField(
        label=_("Your message"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Write the message"),
            "max_length": _("Shorten the message to 4,000 characters or fewer"),
        },
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one, _label in people}
        self.fields["to"].choices = [(str(one.pk), label) for one, label in people]

    def chosen(self):
        return [self.people[key] for key in dict.fromkeys(self.cleaned_data["to"])]
