"""The forms with which a client begins to share: with nobody's request to narrow."""

from django import forms
from django.utils.translation import gettext_lazy as _

from releases.asking import Way
from releases.forms.review import DATE, DatesForm, KindsForm
from releases.models import Purpose


class DraftForm(KindsForm, DatesForm):
    """What may be changed about a draft of the client's own: kinds, why, dates."""

    field_order = (
        "mine", "way", "categories", "alone", "purposes", "reason", "starts", "ends",
        "information_from", "information_until",
    )  # fmt: skip
    purposes = forms.MultipleChoiceField(
        label=_("What is it for?"),
        choices=Purpose,
        initial=[Purpose.CARE_COORDINATION],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one purpose")},
    )
    reason = forms.CharField(
        label=_("Why, in your own words"),
        help_text=_("It becomes part of what you sign. You can leave this empty."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten the reason to 1,000 characters or fewer")},
    )
    information_from = forms.DateField(
        label=_("Only what happened from"),
        required=False,
        widget=forms.DateInput(attrs=DATE),
        error_messages={"invalid": _("Enter the first date as day, month and year")},
    )
    information_until = forms.DateField(
        label=_("Only what happened until"),
        help_text=_("Leave both empty for all dates."),
        required=False,
        widget=forms.DateInput(attrs=DATE),
        error_messages={"invalid": _("Enter the last date as day, month and year")},
    )

    def clean(self):
        super().clean()
        first, last = (
            self.cleaned_data.get(name) for name in ("information_from", "information_until")
        )
        if first and last and last < first:
            self.add_error(
                "information_until", _("The last date must not be before the first date")
            )

    @property
    def about_certain_dates(self):
        """Whether the part about certain dates has something to show."""
        names = ("information_from", "information_until")
        return any(self[name].errors or self[name].value() for name in names)

    @property
    def scope(self):
        named = ("categories", "purposes", "reason", "information_from", "information_until")
        return {name: self.cleaned_data[name] for name in named} | super().scope


class StartForm(DraftForm):
    """A draft to come: also who tells whom, and what stands alone on its form."""

    mine = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose who takes part"),
            "invalid_choice": _("Choose from the list"),
        },
    )
    way = forms.ChoiceField(
        label=_("Who may tell whom"),
        widget=forms.RadioSelect,
        initial=Way.TELL,
        error_messages={"required": _("Choose who may tell whom")},
    )
    alone = forms.MultipleChoiceField(
        label=_("On a form of its own"),
        help_text=_(
            "Notes of this sort are never part of another form. You read and sign each by itself."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list")},
    )

    def __init__(self, *args, mine, other, whose, alone, **kwargs):
        """`mine` are those who treat the client; `whose` is their name, or nothing for oneself."""
        super().__init__(*args, **kwargs)
        self.fields["categories"].required = False
        self.fields["alone"].choices = [(one.code, one.name) for one in alone]
        self.mine = {str(one.pk): one for one in mine}
        self.fields["mine"].choices = [(pk, str(one)) for pk, one in self.mine.items()]
        self.fields["mine"].label = (
            _("Who of those who treat %(name)s takes part") % {"name": whose}
            if whose
            else _("Who of those who treat you takes part")
        )
        if len(self.mine) == 1:
            self.fields["mine"].initial = list(self.mine)
        words = {"name": other.name}
        self.fields["way"].choices = [
            (Way.TELL, _("They may tell %(name)s") % words),
            (Way.HEAR, _("%(name)s may tell them") % words),
            (Way.BOTH, _("Both ways: they may tell each other")),
        ]

    def clean_mine(self):
        return [self.mine[one] for one in self.cleaned_data["mine"]]

    def clean(self):
        super().clean()
        kinds = self.cleaned_data.get("categories"), self.cleaned_data.get("alone")
        if kinds == ([], []):
            self.add_error("categories", _("Choose at least one kind of information"))
