"""The form that makes one of two entries: what goes on, field by field."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from providers import actions
from providers.actions.merging import FIELDS
from providers.history import said
from providers.models import Provider

KEPT, OTHER, BOTH = "kept", "other", "both"
TOGETHER = {"npi": "npi_deactivated_on", "phone": "said_phone"}
"""What goes with a field and is not asked for by itself."""


class MergeForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("How do you know that they are the same?"),
        help_text=_("Such as: I called, and she works at both. It is kept with the merge."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write down how you know that they are the same"),
            "max_length": _("Shorten this to 500 characters or fewer"),
        },
    )

    def __init__(self, *args, survivor, absorbed, **kwargs):
        super().__init__(*args, **kwargs)
        self.survivor, self.absorbed = survivor, absorbed
        self.fields["seen"].initial = actions.seen(survivor, absorbed)
        self._parts = _offered_parts(survivor, absorbed)
        self._memberships = _offered_memberships(survivor, absorbed)
        for name in self._differing():
            self.fields[name] = self._choice(name)
        if self._parts:
            self.fields["parts"] = _boxes(
                _("Addresses and licences to copy"), self._parts, list(self._parts)
            )
        if self._memberships:
            self.fields["memberships"] = _boxes(
                _("Organizations to belong to from now on")
                if isinstance(survivor, Provider)
                else _("People who belong to it from now on"),
                self._memberships,
                [],
                help_text=_("What clients permit the organization opens to whom you tick."),
            )
        self.order_fields(["seen", *(one for one in self.fields if one != "why"), "why"])

    def _differing(self):
        """The fields that the two say differently, without those that go along with another."""
        with_another = set(TOGETHER.values())
        names = [one for one in FIELDS[type(self.survivor)] if one not in with_another]
        return [one for one in names if any(map(self._differs, (one, TOGETHER.get(one))))]

    def _differs(self, name):
        return name and getattr(self.survivor, name) != getattr(self.absorbed, name)

    def _choice(self, name):
        model = type(self.survivor)
        texts = {KEPT: self._said(self.survivor, name), OTHER: self._said(self.absorbed, name)}
        if isinstance(getattr(self.survivor, name), list):
            texts[BOTH] = said(model, name, self._union(name))
        choices = [(one, text or _("nothing")) for one, text in texts.items()]
        first = BOTH if BOTH in texts else (KEPT if texts[KEPT] else OTHER)
        return forms.ChoiceField(
            label=capfirst(model._meta.get_field(name).verbose_name),
            choices=choices,
            initial=first,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")},
        )

    def _said(self, entry, name):
        value = getattr(entry, name)
        if not value and name == "phone":
            return entry.said_phone
        return said(type(entry), name, value)

    def _union(self, name):
        both = [*getattr(self.survivor, name), *getattr(self.absorbed, name)]
        if name == "other_names":
            both += [self.survivor.name, self.absorbed.name]
            both = [one for one in both if one != self._value("name")]
        return list(dict.fromkeys(both))

    def _value(self, name):
        chosen = getattr(self, "cleaned_data", {}).get(name, KEPT)
        if chosen == BOTH:
            return self._union(name)
        return getattr(self.absorbed if chosen == OTHER else self.survivor, name)

    @property
    def facts(self):
        """What the action is told."""
        names = [one for one in FIELDS[type(self.survivor)] if one in self.fields]
        facts = {name: self._value(name) for name in names}
        for name, along in TOGETHER.items():
            if name in facts:
                entry = self.absorbed if self.cleaned_data[name] == OTHER else self.survivor
                facts[along] = getattr(entry, along)
        chosen = self.cleaned_data.get("memberships", [])
        return {
            "facts": facts,
            "as_seen": self.cleaned_data["seen"],
            "why": self.cleaned_data["why"],
            "parts": [self._parts[one] for one in self.cleaned_data.get("parts", [])],
            "memberships": [self._memberships[one].pk for one in chosen],
        }


def _boxes(label, offered, initial, **facts):
    return forms.MultipleChoiceField(
        label=label,
        choices=[(one, _named(thing)) for one, thing in offered.items()],
        initial=initial,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Look at both entries again")},
        **facts,
    )


def _named(thing):
    return getattr(thing, "said_as", None) or str(thing)


def _offered_parts(survivor, absorbed):
    """The addresses and licences of the other that the one does not have."""
    has = {str(one).lower() for one in survivor.locations.all()}
    found = [one for one in absorbed.locations.all() if str(one).lower() not in has]
    if isinstance(survivor, Provider):
        has = {(one.state, one.number) for one in survivor.licences.all()}
        found += [one for one in absorbed.licences.all() if (one.state, one.number) not in has]
    return {str(one.pk): one for one in found}


def _offered_memberships(survivor, absorbed):
    """Where the other belongs, or who belongs to it, and the one does not or it does not to it."""
    across = "organization" if isinstance(survivor, Provider) else "provider"
    has = set(survivor.memberships.running_or_planned().values_list(across, flat=True))
    lasting = absorbed.memberships.running_or_planned().select_related(across)
    found = {}
    for one in lasting:
        one.said_as = str(getattr(one, across))
        if getattr(one, across).pk not in has:
            found[str(one.pk)] = one
    return found
