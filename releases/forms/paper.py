"""The form on which staff record a paper that was signed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.scan_field import ScanField
from releases.actions.paper import ATTESTED
from releases.forms.review import DATE
from releases.models import Assent
from releases.paper import printed_with, who_may_have_signed

CLIENT = "client"
NOT_THIS_CODE = _(
    "This is not the code of a form that waits, as it is now. Check the code. If the request was "
    "changed since, print the form again and have it signed"
)
WANTS_INITIALS = _(
    "Only a paper with initials beside each of these can be recorded. Ask for less in a request "
    "of its own"
)


class PaperForm(forms.Form):
    """Which paper it is, who signed it when, the scan, and the word of who saw it."""

    code = forms.CharField(
        label=_("Code at the foot of the paper"),
        help_text=_("Eight letters and numbers, such as 3F2A-90BC."),
        max_length=20,
        error_messages={
            "required": _("Enter the code at the foot of the paper"),
            "max_length": _("Enter only the eight letters and numbers of the code"),
        },
    )
    signers = forms.MultipleChoiceField(
        label=_("Who signed it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who signed it")},
    )
    assent = forms.ChoiceField(
        label=_("Signed for a child: what does the child think of it?"),
        choices=[(one.value, _("The child %(answer)s") % {"answer": one.label}) for one in Assent],
        widget=forms.RadioSelect,
        required=False,
    )
    signed_on = forms.DateField(
        label=_("Which day stands beside the signature?"),
        widget=forms.DateInput(attrs=DATE),
        error_messages={
            "required": _("Enter the day beside the signature"),
            "invalid": _("Enter the day beside the signature as day, month and year"),
        },
    )
    initialled = forms.MultipleChoiceField(
        label=_("Which of these bear initials on the paper?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": WANTS_INITIALS},
    )
    scan = ScanField(label=_("The scan"))
    attested = forms.BooleanField(
        label=ATTESTED,
        error_messages={"required": _("Tick that you saw the signed original")},
    )

    def __init__(self, *args, release, sensitive, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.release, self.too_large = release, too_large
        self.representatives = {str(one.pk): one for one in who_may_have_signed(release)}
        others = {
            key: f"{one.name}, {one.get_basis_display().lower()}"
            for key, one in self.representatives.items()
        }
        self.fields["signers"].choices = {CLIENT: release.client.name, **others}.items()
        if not others:
            del self.fields["assent"]
        self.fields["initialled"].choices = [(one.code, one.name) for one in sensitive]
        if not sensitive:
            del self.fields["initialled"]
        if too_large:
            self.fields["scan"].was_too_large()

    @property
    def signed_for(self):
        """The representatives who signed; none where the client did."""
        return [self.representatives[key] for key in self.cleaned_data["signers"] if key != CLIENT]

    def clean_code(self):
        self.paper = printed_with(self.release, self.cleaned_data["code"])
        if self.paper is None:
            raise ValidationError(NOT_THIS_CODE)
        return self.cleaned_data["code"]

    def clean_signers(self):
        chosen = self.cleaned_data["signers"]
        if CLIENT in chosen and len(chosen) > 1:
            raise ValidationError(_("Choose the client, or those who signed for the client"))
        return chosen

    def clean_signed_on(self):
        signed_on = self.cleaned_data["signed_on"]
        if signed_on > timezone.localdate():
            raise ValidationError(_("The day must not be in the future"))
        if signed_on < timezone.localdate(self.release.requested_at):
            raise ValidationError(_("The day must not be before the day of the request"))
        return signed_on

    def clean_initialled(self):
        chosen = self.cleaned_data["initialled"]
        if len(chosen) < len(self.fields["initialled"].choices):
            raise ValidationError(WANTS_INITIALS)
        return chosen
