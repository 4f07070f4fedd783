"""What the author of a note says to a request that it is corrected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import Amendment
from coordination.models.amendments import MOST_LETTERS

DECLINED = Amendment.Outcome.DECLINED


class AmendmentAnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=Amendment.Outcome,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether the note is changed"),
            "invalid_choice": _("Choose whether the note is changed"),
        },
    )
    reason = forms.CharField(
        label=_("In your words, for the client"),
        help_text=_("Where the note stays as it is: why."),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Shorten this to 4,000 characters or fewer")},
    )

    def clean(self):
        said = super().clean()
        if said.get("outcome") == DECLINED and not said.get("reason"):
            self.add_error("reason", _("Write why the note stays as it is. The client reads it"))
        return said
