"""The form under the words that are signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_name
from releases.models import Assent

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

    def __init__(self, *args, sensitive, child=None, **kwargs):
        """`child` is the minor for whom somebody else signs."""
        super().__init__(*args, **kwargs)
        fields = {f"{INITIALS}{one.code}": _initials(one.name) for one in sensitive}
        self.fields = fields | (_about(child) if child else {}) | self.fields

    @property
    def initialled(self):
        """The codes of the kinds that bear initials."""
        return [
            name.removeprefix(INITIALS)
            for name, value in self.cleaned_data.items()
            if name.startswith(INITIALS) and value
        ]

    @property
    def child(self):
        """What the child thinks, or None where nobody was asked."""
        if "assent" not in self.fields:
            return None
        return {name: self.cleaned_data[name] for name in ("assent", "assent_words")}


def _about(child):
    name = {"name": child.short_name}
    answers = {
        Assent.AGREES: _("Yes, and %(name)s agrees"),
        Assent.OBJECTS: _("Yes, and %(name)s does not agree"),
        Assent.TOO_YOUNG: _("No, %(name)s is too young to be asked"),
    }
    missing = _("Choose whether you have talked about this with %(name)s")
    return {
        "assent": forms.ChoiceField(
            label=_("Have you talked about this with %(name)s?") % name,
            help_text=_("You may sign whatever the answer is. It is kept with your signature."),
            choices=[(value, words % name) for value, words in answers.items()],
            widget=forms.RadioSelect,
            error_messages={"required": missing % name, "invalid_choice": missing % name},
        ),
        "assent_words": forms.CharField(
            label=_("What %(name)s said about it") % name,
            help_text=_("Whoever is named in this permission can read it."),
            max_length=500,
            required=False,
            error_messages={"max_length": _("Shorten this to 500 characters or fewer")},
        ),
    }


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
