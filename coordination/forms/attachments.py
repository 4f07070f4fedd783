"""The form that attaches a file to a note."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.attached import FOLDER, NotAttachedError, kind_of_attached, name_of_attached

TOO_LARGE = _("The file is larger than 4 MB. Save it with less detail, or split it")


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A PDF, PNG, JPEG or plain text file, up to 4 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": "application/pdf,image/png,image/jpeg,text/plain,.pdf,.png,.jpg,.txt"}
        ),
        error_messages={"required": _("Choose the file to attach")},
    )

    def __init__(self, *args, too_large=False, had_folder=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.had_folder = had_folder
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def clean_file(self):
        if self.had_folder:
            raise ValidationError(FOLDER)
        sent = self.cleaned_data["file"]
        content = sent.read()
        try:
            media = kind_of_attached(content)
            name = name_of_attached(sent.name, media)
        except NotAttachedError as error:
            raise ValidationError(str(error)) from error
        return {"content": content, "media_type": media, "name": name}
