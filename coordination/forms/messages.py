"""The form of a message: its words, their kinds, and to whom they go."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.forms.notes import grouped
from ledger.ids import uuid7
from releases.models import EXCLUSIVE


class KindsToKeep(forms.CheckboxSelectMultiple):
    """Check boxes of which those that a quote brings along stay ticked."""

    kept = ()

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.kept:
            option["selected"] = option["attrs"]["disabled"] = True
        return option


class MessageForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    also = forms.MultipleChoiceField(
        label=_("Who else is it about?"),
        help_text=_("Everything in the thread is then about all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    body = forms.CharField(
        label=_("Message"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write the message"),
            "max_length": _("Shorten the message to 20,000 characters or fewer"),
        },
    )
    organization = forms.ChoiceField(
        label=_("Where you write it for"),
        error_messages={"required": _("Choose the organization that you write it for")},
    )
    categories = forms.MultipleChoiceField(
        label=_("What kinds of information does it hold?"),
        help_text=_("Choose every kind that is in the message. They decide who may be shown it."),
        widget=KindsToKeep,
        error_messages={"required": _("Choose at least one kind of information")},
    )
    recipients = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person to send it to"),
            "invalid_choice": _("Choose among the people who are listed"),
        },
    )
    q = forms.CharField(
        label=_("Somebody else: name, workplace, town or NPI"), required=False, max_length=100
    )

    def __init__(self, *args, kinds, workplaces, people, others=(), kept=(), **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [one for one in kinds if one.code not in EXCLUSIVE]
        self.fields["categories"].choices = grouped(kinds)
        # What stays ticked is disabled, and a browser does not send it.
        self.fields["categories"].required = not kept
        self.fields["categories"].widget.kept = self.kept = kept
        self.people = {str(one.pk): one for one in people}
        self.others = {str(one.pk): one for one in others}
        self.workplaces = {str(one.pk): one for one in workplaces}
        self._offer("recipients", self.people, at_least=0)
        self._offer("also", self.others, at_least=1)
        self._offer("organization", self.workplaces, at_least=2)

    def _offer(self, field, choices, at_least):
        """Asks only where there is something to choose."""
        self.fields[field].choices = [(key, one.name) for key, one in choices.items()]
        if len(choices) < at_least:
            del self.fields[field]

    def value(self, name):
        """What stands in a field now, whether it was sent, filled in before, or neither."""
        return (self[name].value() if name in self.fields else None) or ()

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        return [*chosen, *(one for one in self.kept if one not in chosen)]

    @property
    def kinds(self):
        """The kinds that are ticked now."""
        known = {one for _group, kinds in self.fields["categories"].choices for one, _name in kinds}
        return [one for one in known if one in {*self.value("categories"), *self.kept}]

    @property
    def ticked(self):
        """The ids of those who are chosen now."""
        chosen = {str(one) for one in self.value("recipients")}
        return [one.pk for key, one in self.people.items() if key in chosen]

    def workplace(self):
        """The one that is chosen, or the only one; None where there is none."""
        only = next(iter(self.workplaces.values()), None)
        return self.workplaces.get(str(self.value("organization")), only)

    def also_about(self):
        """The other clients whom the thread is about."""
        return [self.others[key] for key in self.value("also") if key in self.others]

    def chosen_people(self):
        return [self.people[key] for key in self.cleaned_data["recipients"]]

    def content(self):
        """What the message says and where it was written, as the fields of an item."""
        named = {name: self.cleaned_data[name] for name in ("key", "categories", "body")}
        return {**named, "organization": self.workplace(), "service_date": timezone.localdate()}
