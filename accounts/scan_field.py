"""The field of a form that takes the scan of a paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.scans import NoScanError, Scan, kind_of


class ScanField(forms.FileField):
    """Cleans to a `Scan`. What is no PDF, PNG or JPEG by its content is refused with a sentence."""

    def __init__(self, **facts):
        super().__init__(
            help_text=_("A PDF, PNG or JPEG file, up to 4 MB. More than one page: one PDF."),
            allow_empty_file=True,
            widget=forms.FileInput(
                attrs={"accept": "application/pdf,image/png,image/jpeg,.pdf,.png,.jpg,.jpeg"}
            ),
            error_messages={"required": _("Choose the file with the scan")},
            **facts,
        )

    def clean(self, data, initial=None):
        content = super().clean(data, initial).read()
        try:
            return Scan(content, kind_of(content))
        except NoScanError as error:
            raise ValidationError(str(error)) from error

    def was_too_large(self):
        """From now on nothing sent means a file that was too large to be read."""
        self.error_messages["required"] = _(
            "The file is larger than 4 MB. Scan in black and white, or with less detail"
        )
