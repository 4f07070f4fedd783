"""The form of a goal, as its author writes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.forms.notes import ApartForm, grouped
from coordination.models import Item
from releases.models import EXCLUSIVE

GOALS = "goals"
LONGEST = 1000


class GoalForm(ApartForm):
    """A goal in the client's words. That it holds goals is settled; what else, its author says."""

    settled = {"kind": Item.Kind.GOAL}
    categories = forms.MultipleChoiceField(
        label=_("What else is in it?"),
        help_text=_("Who may be shown it needs a permission for goals and for each of these."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        others = [one for one in kinds if one.code not in (GOALS, *EXCLUSIVE)]
        self.fields["categories"].choices = grouped(others)
        self.fields["body"] = forms.CharField(
            label=_("The goal"),
            help_text=_(
                "In words that the client would use: “I sleep through four nights a week.”"
            ),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "required": _("Write the goal"),
                "max_length": _("Shorten the goal to 1,000 characters or fewer"),
            },
        )
        self.order_fields(["body", "service_date", "organization", "categories"])

    def clean_categories(self):
        return [GOALS, *self.cleaned_data["categories"]]

    def content(self):
        """Without the kind: which one it is, the action says."""
        return {name: one for name, one in super().content().items() if name != "kind"}
