"""The code that shows that somebody can open the files that they get here."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code of the sample file, however it is written: small, with spaces or hyphens."""

    code = forms.CharField(
        label=_("The code in the sample file"),
        help_text=_("Six letters and digits."),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Open the sample file and type the code that stands in it"),
            "max_length": _("Type only the six letters and digits of the code"),
        },
    )

    def __init__(self, *args, code, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = code

    def clean_code(self):
        typed = "".join(filter(str.isalnum, self.cleaned_data["code"])).upper()
        if typed != self.expected:
            raise forms.ValidationError(
                _("This is not the code in your sample file. Open the file again and compare")
            )
        return typed
