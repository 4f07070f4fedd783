"""What a client answers to a goal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import ItemAnswer

Said = ItemAnswer.Said
MOST = 2000


class AnswerForm(forms.Form):
    """Whether the client agrees to the words, and what they would say instead."""

    said = forms.ChoiceField(
        label=_("Do you agree to these words?"),
        choices=[(one.value, one.label) for one in (Said.AGREES, Said.OTHER_WORDS)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you agree to these words")},
    )
    words = forms.CharField(
        label=_("How would you say it?"),
        help_text=_("Only if you would say it in other words."),
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten your words to 2,000 characters or fewer")},
    )

    def clean(self):
        said = super().clean()
        choice, words = said.get("said"), said.get("words")
        if choice == Said.OTHER_WORDS and words == "":
            self.add_error("words", _("Write how you would say it"))
        if choice == Said.AGREES and words:
            self.add_error(
                "said", _("You wrote other words. Choose them here, or take them away below")
            )
        return said
