"""What the privacy officer answers, and what they found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import Complaint, Review
from coordination.models.reviews import Verdict


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("Whoever reported it reads this. It can't be changed once it is sent."),
        max_length=Complaint.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write your answer"),
            "max_length": _("Shorten the answer to 2,000 characters or fewer"),
        },
    )


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What you found"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Whom you asked and what they said. Nothing of what the notes say."),
        max_length=Review.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write in a sentence what you found"),
            "max_length": _("Shorten this to 2,000 characters or fewer"),
        },
    )
