"""The form on which staff write down that a client stopped a release."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_name
from releases.forms.review import DATE
from releases.told import How


class ToldForm(forms.Form):
    """How, when, and by whom it was said."""

    how = forms.ChoiceField(
        label=_("How did you learn of it?"),
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you learned of it")},
    )
    told_by = forms.CharField(
        label=_("Who said so"),
        help_text=_("The client, or whoever represents them."),
        max_length=200,
        validators=[validate_name],
        error_messages={
            "required": _("Enter the name of the person who said so"),
            "max_length": _("Shorten the name to 200 characters or fewer"),
        },
    )
    told_on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs=DATE),
        error_messages={
            "required": _("Enter the day on which you were told"),
            "invalid": _("Enter the day on which you were told as day, month and year"),
        },
    )

    def clean_told_on(self):
        if self.cleaned_data["told_on"] > timezone.localdate():
            raise forms.ValidationError(_("The day must not be in the future"))
        return self.cleaned_data["told_on"]
