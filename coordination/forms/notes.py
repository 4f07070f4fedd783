"""The form of a note."""

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from coordination.forms.structure import MOSTLY, REST, STRUCTURE, compose, taken_apart
from coordination.models import Item
from coordination.models.items import PSYCHOTHERAPY
from releases.models import EXCLUSIVE

Kind = Item.Kind
MOST = 20000
CONTENT = ("kind", "categories", "service_date", "body")


class ApartForm(forms.Form):
    """A note of a kind that is settled; its categories are, too."""

    settled: dict = {"kind": Kind.PSYCHOTHERAPY_NOTE, "categories": [PSYCHOTHERAPY]}
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
        max_length=MOST,
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
        said = {**self.cleaned_data, **self.settled}
        only = next(iter(self.workplaces.values()), None)
        place = self.workplaces.get(self.cleaned_data.get("organization"), only)
        return {name: said[name] for name in CONTENT} | {"organization": place}


class NoteForm(ApartForm):
    """A note of one of the kinds that have a structure, or of none."""

    categories = forms.MultipleChoiceField(
        label=_("What kinds of information does it hold?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of information")},
    )

    def __init__(self, *args, kind, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.settled = {"kind": kind}
        self.fields["kind"] = forms.CharField(initial=kind, widget=forms.HiddenInput)
        self.fields["categories"].choices = grouped(kinds)
        self.fields["categories"].help_text = _help_on(kind, kinds)
        self.questions = STRUCTURE[kind]
        if self.questions:
            self._ask()

    def _ask(self):
        """Asks each question of the kind, and leaves the text for the rest."""
        for name, label in self.questions.items():
            box = forms.Textarea(attrs={"rows": 2})
            self.fields[name] = forms.CharField(label=label, required=False, widget=box)
        body = self.fields["body"]
        body.label, body.required, body.widget.attrs["rows"] = REST, False, 4
        self.order_fields(["also", "service_date", "organization", *self.questions, "body"])

    def clean(self):
        """Makes one text of the answers."""
        said = super().clean()
        if self.errors.keys() & {"body", *self.questions}:
            return said
        text = compose(self.settled["kind"], said)
        first = next(iter(self.questions), "body")
        if not text:
            self.add_error(first, self.fields["body"].error_messages["required"])
        elif len(text) > MOST:
            self.add_error(first, self.fields["body"].error_messages["max_length"])
        return said | {"kind": self.settled["kind"], "body": text}

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if set(chosen) & set(EXCLUSIVE) and len(chosen) > 1:
            raise forms.ValidationError(
                _("Counseling notes stand alone. Take the other kinds away, or write them in a "
                  "note of their own."),
            )  # fmt: skip
        return chosen


def said_before(item):
    """What the form of a note begins with when it is changed."""
    said = taken_apart(item.kind, item.body)
    return said | {"categories": item.categories, "service_date": item.service_date}


def mostly(kind, kinds):
    """What a note of this kind mostly holds, in words; nothing for a note of no kind."""
    known = {one.code: one.name for one in kinds}
    return ", ".join(known[code] for code in MOSTLY.get(kind, []))


def _help_on(kind, kinds):
    hint = mostly(kind, kinds)
    asked = _("Choose every kind that is in the note. They decide who may be shown it.")
    return format_lazy("{} {}", asked, _("Mostly holds: %s") % hint) if hint else asked


def grouped(kinds):
    alone = [one for one in kinds if one.code in EXCLUSIVE and one.code != PSYCHOTHERAPY]
    rest = [one for one in kinds if one.code not in EXCLUSIVE]
    groups = (
        (_("Everyday kinds"), [one for one in rest if not one.is_sensitive]),
        (_("Sensitive kinds"), [one for one in rest if one.is_sensitive]),
        (_("Alone on their note, with a release of their own"), alone),
    )
    return [(name, [(one.code, one.name) for one in group]) for name, group in groups if group]
