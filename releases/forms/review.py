"""What a client may change about a request before signing: the kinds and the dates."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releases.terms import end_of, latest_end
from releases.treatments import offer_to_end

DATE = {"type": "date"}


class KindsForm(forms.Form):
    """The kinds that were asked for; a tick is the client's own."""

    categories = forms.MultipleChoiceField(
        label=_("Kinds of information"),
        help_text=_("Nothing is ticked for you. Choose only what you agree to."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one kind of information"),
            "invalid_choice": _("Choose from the list"),
        },
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = grouped(kinds)


class DatesForm(forms.Form):
    """From when until when. Days in the practice's time; the instants are kept with the release."""

    starts = forms.DateField(
        label=_("First day of sharing"),
        help_text=_("Leave this empty to start when you sign."),
        required=False,
        widget=forms.DateInput(attrs=DATE),
        error_messages={"invalid": _("Enter the first day as day, month and year")},
    )
    ends = forms.DateField(
        label=_("Last day of sharing"),
        help_text=_("At most 12 months from today. You can stop earlier at any time."),
        widget=forms.DateInput(attrs=DATE),
        error_messages={
            "required": _("Enter the date sharing should end"),
            "invalid": _("Enter the last day as day, month and year"),
        },
    )

    ends_with_treatment = forms.BooleanField(required=False)

    def __init__(self, *args, release=None, initial=None, **kwargs):
        """Of a release that is there already, or of one to come: then for as long as may be."""
        if release:
            facts = {
                "starts": _day(release.effective_at),
                "ends": _day(release.expires_at),
                "ends_with_treatment": release.ends_with_treatment,
            }
        else:
            facts = {"ends": latest_end(timezone.localdate())}
        super().__init__(*args, initial=facts | (initial or {}), **kwargs)
        self.release = release
        if offer := release and offer_to_end(release):
            self.fields["ends_with_treatment"].label = offer
        else:
            del self.fields["ends_with_treatment"]

    def clean_ends(self):
        ends, today = self.cleaned_data["ends"], timezone.localdate()
        if ends < today:
            raise forms.ValidationError(_("The end date must be today or later"))
        if ends > latest_end(today):
            raise forms.ValidationError(_("The end date must be within 12 months"))
        return ends

    def clean(self):
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and starts > ends:
            self.add_error("starts", _("The first day must not be after the last day"))

    @property
    def scope(self):
        """The instants that the answers stand for; what was not changed is left as it was."""
        scope = {}
        if self.release is None or "starts" in self.changed_data:
            starts = self.cleaned_data["starts"]
            scope["effective_at"] = _start_of(starts) if starts else None
        if self.release is None or "ends" in self.changed_data:
            scope["expires_at"] = end_of(self.cleaned_data["ends"])
        if "ends_with_treatment" in self.changed_data:
            scope["ends_with_treatment"] = self.cleaned_data["ends_with_treatment"]
        return scope


def grouped(kinds):
    """The choices for these kinds: the sensitive ones apart, and no heading for one group."""
    everyday = [(one.code, one.name) for one in kinds if not one.is_sensitive]
    sensitive = [(one.code, one.name) for one in kinds if one.is_sensitive]
    groups = [(_("Everyday kinds"), everyday), (_("Sensitive kinds"), sensitive)]
    return [(name, some) for name, some in groups if some] if sensitive else everyday


def _day(moment):
    return timezone.localdate(moment) if moment else None


def _start_of(day):
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
