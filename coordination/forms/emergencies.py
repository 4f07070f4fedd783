"""The forms of emergency access: beginning one, telling later, judging it."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.models.emergencies import (
    FEWEST_LETTERS,
    LONGEST_DELAY,
    MOST_LETTERS,
    Asked,
    Ground,
    Verdict,
)

SHORT = _("Write at least 20 characters")
LONG = _("Shorten this to 2,000 characters or fewer")
TRIED = (Asked.NO_ANSWER, Asked.REFUSED)


def words(label, required, help_text="", **facts):
    """A field for an explanation that says something."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        min_length=FEWEST_LETTERS,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": required, "min_length": SHORT, "max_length": LONG},
        **facts,
    )


class DelayForm(forms.Form):
    """Why the client is told later, and when."""

    safety_reason = words(
        _("Why telling the client now would put somebody in danger"),
        _("Write why telling now would put somebody in danger"),
        _("Only you and the privacy officer read this."),
    )
    told_not_before = forms.DateField(
        label=_("Tell the client on"),
        help_text=_("Within the next 30 days."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which the client is told"),
            "invalid": _("Enter the day as day, month and year"),
        },
    )

    def clean_told_not_before(self):
        chosen = self.cleaned_data["told_not_before"]
        if chosen is None:
            return None
        today = timezone.localdate()
        if not today < chosen <= today + LONGEST_DELAY - timedelta(days=1):
            raise forms.ValidationError(_("Choose a day within the next 30 days"))
        return timezone.make_aware(datetime.combine(chosen, time.min))


class EmergencyForm(DelayForm):
    """Who, on what ground, what has happened, whether the client was asked."""

    organization = forms.ChoiceField(
        label=_("Where the client is treated"),
        error_messages={"required": _("Choose where the client is treated")},
    )
    name = forms.CharField(
        label=_("The client's full name"),
        max_length=200,
        error_messages={"required": _("Enter the client's full name")},
    )
    born = forms.DateField(
        label=_("The client's date of birth"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the client's date of birth"),
            "invalid": _("Enter the date of birth as day, month and year"),
        },
    )
    ground = forms.ChoiceField(
        label=_("On what ground?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ground")},
    )
    nature = words(
        _("What has happened?"),
        _("Write what has happened"),
        _("At least 20 characters. The client and the privacy officer read this."),
    )
    asked = forms.ChoiceField(
        label=_("Was the client asked for a permission?"),
        choices=Asked.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the client was asked")},
    )
    asked_how = forms.CharField(
        label=_("If so, how and when"),
        required=False,
        max_length=500,
    )

    field_order = ["organization", "name", "born", "ground", "nature", "asked", "asked_how"]

    def __init__(self, *args, places, client=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in places}
        self.fields["organization"].choices = [(key, one.name) for key, one in self.places.items()]
        unasked = ["name", "born"] if client else []
        for name in [*unasked, *(["organization"] if len(places) < 2 else [])]:
            del self.fields[name]
        for name in ("safety_reason", "told_not_before"):
            self.fields[name].required = False
        self.fields["safety_reason"].label = _(
            "Only if telling the client now would put somebody in danger: why"
        )
        self.fields["told_not_before"].label = _("And on which day the client is told instead")

    def clean(self):
        said = super().clean()
        if said.get("asked") in TRIED and not said.get("asked_how"):
            self.add_error("asked_how", _("Write how you tried to ask"))
        if said.get("asked") == Asked.REFUSED and said.get("ground") not in (None, Ground.THREAT):
            self.add_error("asked", AGAINST_A_NO)
        if said.get("told_not_before") and not said.get("safety_reason", "x"):
            self.add_error("safety_reason", _("Write why telling now would put somebody in danger"))
        if said.get("safety_reason") and not said.get("told_not_before", "x"):
            self.add_error("told_not_before", _("Choose the day on which the client is told"))
        return said

    def facts(self):
        """The keywords of `begin_emergency`."""
        only = next(iter(self.places.values()))
        place = self.places.get(self.cleaned_data.get("organization"), only)
        return {**self.cleaned_data, "organization": place}


AGAINST_A_NO = _("Where the client said no, only a serious and imminent threat goes before it")


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What do you think of it?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two")},
    )
    words = forms.CharField(
        label=_("Why"),
        help_text=_("Only privacy officers read this. The client reads the verdict."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write why"), "max_length": LONG},
    )


class SwitchForm(forms.Form):
    """Two buttons; what is refused stands above them."""
