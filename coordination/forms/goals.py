"""The forms of a goal and of a check-in, as their authors write them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination import agreed_words
from coordination.forms.notes import ApartForm, grouped
from coordination.models import Item
from coordination.progress import MOST, composed, taken_apart
from releases.models import EXCLUSIVE

GOALS = "goals"


class OfGoalForm(ApartForm):
    """What it holds in any case is settled; what else, its author says."""

    categories = forms.MultipleChoiceField(
        label=_("What else is in it?"),
        help_text=_("Who may be shown it needs a permission for goals and for each of these."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, kinds, holds=(GOALS,), **kwargs):
        super().__init__(*args, **kwargs)
        self.holds = list(holds)
        others = [one for one in kinds if one.code not in (*holds, *EXCLUSIVE)]
        self.fields["categories"].choices = grouped(others)

    def clean_categories(self):
        return [*self.holds, *self.cleaned_data["categories"]]

    def content(self):
        """Without the kind: which one it is, the action says."""
        return {name: one for name, one in super().content().items() if name != "kind"}


class GoalForm(OfGoalForm):
    """A goal in the client's words."""

    settled = {"kind": Item.Kind.GOAL}
    body = forms.CharField(
        label=_("The goal"),
        help_text=_("In words that the client would use: “I sleep through four nights a week.”"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write the goal"),
            "max_length": _("Shorten the goal to 1,000 characters or fewer"),
        },
    )
    field_order = ["body", "service_date", "organization", "categories"]


class TermForm(OfGoalForm):
    """A word of the client's, and what they mean by it."""

    settled = {"kind": Item.Kind.TERM}
    word = forms.CharField(
        label=_("The word"),
        help_text=_("As the client says it: “the fog”."),
        max_length=80,
        error_messages={
            "required": _("Write the word"),
            "max_length": _("Shorten the word to 80 characters or fewer"),
        },
    )
    body = forms.CharField(
        label=_("What the client means by it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write what the client means by it"),
            "max_length": _("Shorten the meaning to 1,000 characters or fewer"),
        },
    )
    field_order = ["word", "body", "service_date", "organization", "categories"]

    def clean(self):
        """Makes one text of both."""
        said = super().clean()
        if {"word", "body"} <= said.keys():
            said["body"] = agreed_words.composed(said["word"], said["body"])
        return said


class CheckInForm(OfGoalForm):
    """How far it is, and words."""

    settled = {"kind": Item.Kind.CHECK_IN}
    progress = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[
            ("", _("Choose a number")),
            ("0", _("0, not begun")),
            *[(str(number), str(number)) for number in range(1, MOST)],
            (str(MOST), _("10, reached")),
        ],
        error_messages={"required": _("Choose how far it is")},
    )
    body = forms.CharField(
        label=_("In words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Shorten your words to 2,000 characters or fewer")},
    )
    field_order = ["progress", "body", "service_date", "organization", "categories"]

    def clean(self):
        """Makes one text of the number and the words."""
        said = super().clean()
        if {"progress", "body"} <= said.keys():
            said["body"] = composed(said["progress"], said["body"])
        return said


def said_before(item):
    """What the form of a goal or a check-in begins with when it is changed."""
    said = {"categories": item.categories, "service_date": item.service_date, "body": item.body}
    if item.kind == Item.Kind.CHECK_IN:
        said["progress"], said["body"] = taken_apart(item.body)
    if item.kind == Item.Kind.TERM:
        said["word"], said["body"] = agreed_words.taken_apart(item.body)
    return said
