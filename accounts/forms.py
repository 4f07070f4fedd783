"""The forms of accounts. The address of an invited person is fixed: it is what was invited."""

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Kind, Language
from accounts.names import validate_name


class MailForm(forms.Form):
    mail = forms.ChoiceField(
        label=_("May we write to you?"),
        choices=[
            ("yes", _("Yes, send me mail")),
            ("daily", _("Yes, but about what others share with me once a day at most")),
            ("no", _("Don’t mail me. I look here for what is new")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether we may write to you")},
    )

    def __init__(self, *args, user, **kwargs):
        rhythm = "daily" if user.daily_mail else "yes"
        super().__init__(*args, initial={"mail": "no" if user.no_mail else rhythm}, **kwargs)
        if user.kind != Kind.STAFF:  # nobody else is written to about what others share
            choices = self.fields["mail"].choices
            self.fields["mail"].choices = [one for one in choices if one[0] != "daily"]

    @property
    def choice(self):
        """What was chosen, as the fields of an account."""
        chosen = self.cleaned_data["mail"]
        return {"no_mail": chosen == "no", "daily_mail": chosen == "daily"}


class SignUpForm(SignupForm):
    name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        validators=[validate_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Enter your full name"),
            "max_length": _("Shorten your name to 200 characters or fewer"),
        },
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    field_order = ["email", "name", "language", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer = context.request.offer
        # Disabled: whatever a browser sends for it is not read.
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].disabled = True
        self.fields["email"].initial = self.initial["email"] = offer.email
        self.fields["name"].initial = offer.name
        self.fields["language"].initial = offer.language
