"""What a client answers to a goal, and to a check-in on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import ItemAnswer
from coordination.progress import MOST

Said = ItemAnswer.Said
LONGEST = 2000


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
        max_length=LONGEST,
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


class MyCheckInForm(forms.Form):
    """How it is going, in a number and perhaps in words."""

    progress = forms.TypedChoiceField(
        label=_("How far are you?"),
        coerce=int,
        choices=[
            ("", _("Choose a number")),
            ("0", _("0, not begun")),
            *[(str(number), str(number)) for number in range(1, MOST)],
            (str(MOST), _("10, reached")),
        ],
        error_messages={"required": _("Choose how far you are")},
    )
    words = forms.CharField(
        label=_("How is it going?"),
        help_text=_("If you want to say more."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Shorten your words to 2,000 characters or fewer")},
    )


class ReplyForm(forms.Form):
    """A reply to what a provider said about how it is going."""

    words = forms.CharField(
        label=_("Your reply"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write your reply"),
            "max_length": _("Shorten your words to 2,000 characters or fewer"),
        },
    )
