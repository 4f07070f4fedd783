"""The form of whoever checks an entry: for each thing a box, and what they saw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from providers.actions import Check
from providers.verifying import About, mark_of, says

NOTHING = _("Tick what you have checked, and write down what you saw")
ONLY_AN_ADDRESS = _(
    "To activate them, check who they are, or a licence. An address that answers does not say "
    "whose it is"
)


def _note():
    return forms.CharField(
        label=_("What you saw"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Shorten this to 500 characters or fewer")},
    )


class VerificationForm(forms.Form):
    """`things` are what can be checked; a licence that has ended proves nothing."""

    def __init__(self, *args, things, can_activate, **kwargs):
        super().__init__(*args, **kwargs)
        self.things = things
        for thing in self.open_things:
            self.fields[f"seen_{thing.key}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=thing.seen
            )
            label = _("I have checked this")
            self.fields[f"check_{thing.key}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"saw_{thing.key}"] = _note()
        if can_activate:
            label = _("Activate them: others can share with them what a client has agreed to")
            self.fields["activates"] = forms.BooleanField(label=label, required=False, initial=True)

    @property
    def open_things(self):
        return [one for one in self.things if not one.has_ended]

    @property
    def parts(self):
        """Each thing with its fields; none for a licence that has ended."""
        for thing in self.things:
            names = [] if thing.has_ended else ["seen", "check", "saw"]
            yield thing, [self[f"{name}_{thing.key}"] for name in names]

    def clean(self):
        ticked = [one for one in self.open_things if self.cleaned_data[f"check_{one.key}"]]
        for thing in self.open_things:
            self._weigh(thing, thing in ticked)
        if not ticked and not self.errors:
            raise forms.ValidationError(NOTHING)
        if self.cleaned_data.get("activates") and {one.about for one in ticked} <= {About.EMAIL}:
            self.add_error("activates", ONLY_AN_ADDRESS)
        return self.cleaned_data

    def _weigh(self, thing, is_ticked):
        saw = self.cleaned_data.get(f"saw_{thing.key}")
        if is_ticked and saw == "":
            self.add_error(f"saw_{thing.key}", _("Write down what you saw, and where"))
        if saw and not is_ticked:
            self.add_error(f"check_{thing.key}", _("Tick this too, or empty what you wrote"))
        if is_ticked and self.cleaned_data.get(f"seen_{thing.key}") != thing.seen:
            changed = _("Somebody changed this while you were looking. Look at it again")
            self.add_error(f"check_{thing.key}", changed)
            self.data = self.data.copy()
            self.data[f"seen_{thing.key}"] = thing.seen

    @property
    def checks(self):
        """What was checked, for the action."""
        return [
            Check(one.about, one.of, one.says, self.cleaned_data[f"saw_{one.key}"])
            for one in self.open_things
            if self.cleaned_data[f"check_{one.key}"]
        ]

    @property
    def activates(self):
        return self.cleaned_data.get("activates", False)


class SeveralForm(forms.Form):
    """Who of these was seen at one place, and what somebody saw there.

    The value of each says what the list showed: who changed meanwhile is no choice any more.
    """

    who = forms.MultipleChoiceField(
        label=_("Whom you found there"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick whom you found"),
            "invalid_choice": _("Somebody changed an entry while you were looking. Tick anew"),
        },
    )
    saw = forms.CharField(
        label=_("What you saw, and where"),
        help_text=_("It is noted with each of them."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write down what you saw, and where"),
            "max_length": _("Shorten this to 500 characters or fewer"),
        },
    )

    def __init__(self, *args, providers, **kwargs):
        super().__init__(*args, **kwargs)
        self._by_value = {f"{one.pk}.{mark_of(says('identity', one))}": one for one in providers}
        self.fields["who"].choices = [(key, _told(one)) for key, one in self._by_value.items()]

    @property
    def providers(self):
        return [self._by_value[key] for key in self.cleaned_data["who"]]


def _told(one):
    facts = [str(one), one.get_profession_display(), one.npi and f"NPI {one.npi}"]
    return ", ".join(str(fact) for fact in [*facts, one.get_standing_display()] if fact)
