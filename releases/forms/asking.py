"""The form that asks for a release."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releases.asking import Way
from releases.models import Purpose
from releases.presenters import in_words
from releases.terms import end_of, latest_end

DATE = {"type": "date"}


class AskForm(forms.Form):
    way = forms.ChoiceField(
        label=_("Who may tell whom"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may tell whom")},
    )
    categories = forms.MultipleChoiceField(
        label=_("Which kinds of information"),
        help_text=_("Ask for as little as you need. The client can take kinds away."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _(
                "Choose from the list. Psychotherapy notes and counseling notes have a form "
                "of their own."
            ),
        },
    )
    alone = forms.MultipleChoiceField(
        label=_("On a form of its own"),
        help_text=_(
            "Notes of this sort are never part of another form. The client answers each form by "
            "itself, one after the other, and can sign one and not the other."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list")},
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for, in the client's words"),
        choices=Purpose,
        initial=[Purpose.CARE_COORDINATION],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one purpose")},
    )
    reason = forms.CharField(
        label=_("Why, in your own words"),
        help_text=_("The client reads this before they decide. It becomes part of the form."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten the reason to 1,000 characters or fewer")},
    )
    ends = forms.DateField(
        label=_("Last day of sharing"),
        help_text=_("At most 12 months from today."),
        widget=forms.DateInput(attrs=DATE),
        error_messages={
            "required": _("Enter the date sharing should end"),
            "invalid": _("Enter the end date as day, month and year"),
        },
    )
    ends_with_treatment = forms.BooleanField(
        label=_("End it earlier if the treatment ends"),
        help_text=_("That is the treatment by whoever tells. The client can change this."),
        required=False,
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

    def __init__(self, *args, kinds, own, client, others, strangers, **kwargs):
        """`own` has the codes of the kinds that only the client, a minor, decides about;
        `strangers` are those of the others who do not treat the client."""
        super().__init__(*args, **kwargs)
        self.strangers = strangers
        everyday, sensitive, alone = kinds
        self.fields["alone"].choices = alone
        self.own, self.client = own, client
        name = {"name": in_words(one.name for one in others)}
        self.fields["categories"].choices = [
            (_("Everyday kinds"), everyday),
            (_("Sensitive kinds: the client initials each one"), sensitive),
        ]
        self.fields["way"].choices = [
            (Way.TELL, _("I may tell %(name)s") % name),
            (Way.HEAR, _("%(name)s may tell me") % name),
            (Way.BOTH, _("Both ways: we may tell each other")),
        ]
        self.fields["ends"].initial = latest_end(timezone.localdate())

    def clean_categories(self):
        self._check_whose(self.cleaned_data["categories"])
        return self.cleaned_data["categories"]

    def clean_alone(self):
        chosen = self.cleaned_data["alone"]
        if chosen:
            self._check_whose([*self.cleaned_data.get("categories", ()), *chosen])
        return chosen

    def _check_whose(self, chosen):
        """One request goes to those who sign all of it: a minor's own kinds to the minor alone."""
        if self.own.intersection(chosen) and not self.own.issuperset(chosen):
            words = {"name": self.client.short_name}
            raise forms.ValidationError(
                _("Only %(name)s decides about some of these. Ask for them in another request.")
                % words
            )

    def clean_ends(self):
        ends, today = self.cleaned_data["ends"], timezone.localdate()
        if ends <= today:
            raise forms.ValidationError(_("The end date must be after today"))
        if ends > latest_end(today):
            raise forms.ValidationError(_("The end date must be within 12 months"))
        return ends

    def clean(self):
        cleaned = super().clean()
        kinds = cleaned.get("categories"), cleaned.get("alone")
        if kinds == ([], []):
            self.add_error("categories", _("Choose at least one kind of information"))
        if cleaned.get("ends_with_treatment"):
            self._check_treatment(cleaned)
        first, last = cleaned.get("information_from"), cleaned.get("information_until")
        if first and last and last < first:
            self.add_error(
                "information_until", _("The last date must not be before the first date")
            )
        return cleaned

    def _check_treatment(self, cleaned):
        """On each form somebody tells who treats the client; on some that is the other one."""
        way, alone = cleaned.get("way"), cleaned.get("alone")
        other_tells = way == Way.HEAR or (way == Way.BOTH and alone)
        if other_tells and self.strangers:
            names = in_words(one.name for one in self.strangers)
            words = {"other": names, "client": self.client.short_name}
            self.add_error(
                "ends_with_treatment",
                _(
                    "Accord knows of no treatment of %(client)s by %(other)s that could end. "
                    "Take this out, or ask in another request."
                )
                % words,
            )

    @property
    def chosen(self):
        """The kinds that are ticked, once they may be asked for."""
        if not self.is_valid():
            return []
        return [*self.cleaned_data["categories"], *self.cleaned_data["alone"]]

    @property
    def scope(self):
        """What is asked for, as the fields of a release."""
        named = (
            *("categories", "purposes", "reason", "ends_with_treatment"),
            *("information_from", "information_until"),
        )
        chosen = {name: self.cleaned_data[name] for name in named}
        return {**chosen, "expires_at": end_of(self.cleaned_data["ends"])}
