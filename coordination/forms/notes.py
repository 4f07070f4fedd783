"""The form of a note, and for what it is shared."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from coordination.models import Item
from coordination.models.items import PSYCHOTHERAPY
from releases.models import EXCLUSIVE, Purpose

Kind = Item.Kind
CONTENT = ("kind", "categories", "service_date", "body")
# What a note of this kind mostly holds. Said beside the kind, never ticked: the author confirms.
MOSTLY = {
    Kind.PROGRESS_SUMMARY: ["progress"],
    Kind.MEDICATION_CHANGE: ["medications"],
    Kind.TREATMENT_PLAN: ["treatment_plan", "goals"],
    Kind.RISK_SAFETY: ["risk_safety"],
    Kind.APPOINTMENT: ["attendance"],
}


class ApartForm(forms.Form):
    """A note of a kind that is settled; its categories are, too."""

    settled = {"kind": Kind.PSYCHOTHERAPY_NOTE, "categories": [PSYCHOTHERAPY]}
    also = forms.MultipleChoiceField(
        label=_("Who else is it about?"),
        help_text=_("It can then be shared only with people whom each of them has named."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    service_date = forms.DateField(
        label=_("Date of service"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the date of service"),
            "invalid": _("Enter the date of service as day, month and year"),
        },
    )
    organization = forms.ChoiceField(
        label=_("Where you wrote it for"),
        error_messages={"required": _("Choose the organization that you wrote it for")},
    )
    body = forms.CharField(
        label=_("Note"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Write the note"),
            "max_length": _("Shorten the note to 20,000 characters or fewer"),
        },
    )

    def __init__(self, *args, workplaces, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service_date"].initial = timezone.localdate()
        self.others = {str(one.pk): one for one in others}
        self.workplaces = {str(one.pk): one for one in workplaces}
        self._offer("also", self.others, at_least=1)
        self._offer("organization", self.workplaces, at_least=2)

    def _offer(self, field, choices, at_least):
        """Asks only where there is something to choose."""
        self.fields[field].choices = [(key, one.name) for key, one in choices.items()]
        if len(choices) < at_least:
            del self.fields[field]

    def clean_service_date(self):
        chosen = self.cleaned_data["service_date"]
        if chosen > timezone.localdate():
            raise forms.ValidationError(_("The date of service must not be in the future"))
        return chosen

    def also_about(self):
        """The other clients whom the note is about."""
        return [self.others[key] for key in self.cleaned_data.get("also", ())]

    def content(self):
        """What the note says and where it was written, as the fields of an item."""
        said = {**self.settled, **self.cleaned_data}
        only = next(iter(self.workplaces.values()), None)
        place = self.workplaces.get(self.cleaned_data.get("organization"), only)
        return {name: said[name] for name in CONTENT} | {"organization": place}


class NoteForm(ApartForm):
    settled = {}
    kind = forms.ChoiceField(
        label=_("What sort of note is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what sort of note it is")},
    )
    categories = forms.MultipleChoiceField(
        label=_("What kinds of information does it hold?"),
        help_text=_("Choose every kind that is in the note. They decide who may be shown it."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of information")},
    )
    field_order = ["kind"]

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _with_hints(kinds)
        self.fields["categories"].choices = _grouped(kinds)

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if set(chosen) & set(EXCLUSIVE) and len(chosen) > 1:
            raise forms.ValidationError(
                _("Counseling notes stand alone. Take the other kinds away, or write them in a "
                  "note of their own."),
            )  # fmt: skip
        return chosen


class PurposeForm(forms.Form):
    """For what a note is shared; what is not on the list counts as the default."""

    purpose = forms.ChoiceField(label=_("What you share it for"), choices=Purpose)

    @property
    def chosen(self):
        return self.cleaned_data["purpose"] if self.is_valid() else Purpose.CARE_COORDINATION


def _with_hints(kinds):
    known = {one.code: one.name for one in kinds}
    hints = {kind: ", ".join(known[code] for code in codes) for kind, codes in MOSTLY.items()}
    offered = [kind for kind in Kind if kind != Kind.PSYCHOTHERAPY_NOTE]
    return [(kind, _with_hint(kind.label, hints.get(kind))) for kind in offered]


def _with_hint(label, kinds):
    if not kinds:
        return label
    return format_html("{}<small>{}</small>", label, _("Mostly holds: %s") % kinds)


def _grouped(kinds):
    alone = [one for one in kinds if one.code in EXCLUSIVE and one.code != PSYCHOTHERAPY]
    rest = [one for one in kinds if one.code not in EXCLUSIVE]
    groups = (
        (_("Everyday kinds"), [one for one in rest if not one.is_sensitive]),
        (_("Sensitive kinds"), [one for one in rest if one.is_sensitive]),
        (_("Alone on their note, with a release of their own"), alone),
    )
    return [(name, [(one.code, one.name) for one in group]) for name, group in groups]
