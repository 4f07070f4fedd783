"""The form that changes or renews what was signed: the kinds and the last day."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releases.forms.review import DATE
from releases.terms import end_of, latest_end


class ChangeForm(forms.Form):
    """What was signed is ticked, as it was agreed to; everything else is not."""

    categories = forms.MultipleChoiceField(
        label=_("Kinds of information"),
        help_text=_("What was signed is ticked. Take away or add what you like."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one kind of information, or stop sharing"),
            "invalid_choice": _("Choose from the list"),
        },
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

    def __init__(self, *args, release, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.release = release
        groups = [
            (_("Everyday kinds"), [(one.code, str(one)) for one in kinds if not one.is_sensitive]),
            (_("Sensitive kinds"), [(one.code, str(one)) for one in kinds if one.is_sensitive]),
        ]
        self.fields["categories"].choices = [(name, some) for name, some in groups if some]

    def clean_ends(self):
        ends, today = self.cleaned_data["ends"], timezone.localdate()
        if ends < today:
            raise forms.ValidationError(_("The end date must be today or later"))
        if ends > latest_end(today):
            raise forms.ValidationError(_("The end date must be within 12 months"))
        return ends

    def clean(self):
        if not self.errors and self.changes_nothing:
            raise forms.ValidationError(
                _("Nothing is different yet. Change a kind of information or the last day.")
            )

    @property
    def changes_nothing(self):
        same_kinds = set(self.cleaned_data["categories"]) == set(self.release.categories)
        return same_kinds and self.scope["expires_at"] == self.release.expires_at

    @property
    def scope(self):
        """The kinds, and the instant of the end: the same one where the day is the same."""
        ends, old = self.cleaned_data["ends"], self.release.expires_at
        same_day = ends == timezone.localdate(old)
        return {
            "categories": self.cleaned_data["categories"],
            "expires_at": old if same_day else end_of(ends),
        }
