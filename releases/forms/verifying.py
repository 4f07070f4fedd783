"""The one field of the public page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("The PDF as you got it. Printing, scanning or saving it anew changes it."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Choose the file that we should check")},
    )
