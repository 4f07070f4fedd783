"""The form under the words that are signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_name

INITIALS = "initials_"


class SignForm(forms.Form):
    """The full name, typed, and the initials beside each sensitive kind."""

    typed_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("Typing your name here is your signature."),
        max_length=200,
        validators=[validate_name],
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
        error_messages={
            "required": _("Type your full name to sign"),
            "max_length": _("Shorten the name to 200 characters or fewer"),
        },
    )

    def __init__(self, *args, sensitive, **kwargs):
        super().__init__(*args, **kwargs)
        fields = {f"{INITIALS}{one.code}": _initials(one.name) for one in sensitive}
        self.fields = fields | self.fields

    @property
    def initialled(self):
        """The codes of the kinds that bear initials."""
        return [
            name.removeprefix(INITIALS)
            for name, value in self.cleaned_data.items()
            if name.startswith(INITIALS) and value
        ]


def _initials(label):
    missing = _("Put your initials beside %(kind)s, or go back and take it off the list")
    return forms.CharField(
        label=_("Your initials for: %(kind)s") % {"kind": label},
        max_length=10,
        validators=[validate_name],
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "size": 6, "autocapitalize": "characters"}
        ),
        error_messages={
            "required": missing % {"kind": label},
            "max_length": _("Use at most 10 letters for your initials"),
        },
    )
