"""The form of an organization."""

from django.utils.translation import gettext_lazy as _

from providers.forms.entries import LONG_NAME, DirectoryForm
from providers.forms.fields import NpiField, PhoneField, date_field
from providers.models import Organization, TimeZone


class OrganizationForm(DirectoryForm):
    class Meta:
        model = Organization
        fields = (
            "name",
            "kind",
            "npi",
            "npi_deactivated_on",
            "phone",
            "time_zone",
            "is_part2_programme",
        )
        help_texts = {
            "time_zone": _("Where it is another one than ours."),
            "is_part2_programme": _("It treats substance use under 42 CFR Part 2."),
        }
        error_messages = {
            "name": {
                "required": _("Enter the name of the organization"),
                "max_length": LONG_NAME,
            },
        }

    npi = NpiField(help_text=_("10 digits, the organization's own. Leave it empty if it has none."))
    npi_deactivated_on = date_field(
        label=_("NPI deactivated on"), help_text=_("Leave it empty while the NPI is in use.")
    )
    phone = PhoneField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [("", _("The same as ours")), *TimeZone.choices]
