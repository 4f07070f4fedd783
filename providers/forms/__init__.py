"""Forms of the directory. They ask for the shape; what may be is decided below them."""

from providers.forms.api_tokens import ApiTokenForm
from providers.forms.deeds import InvitationForm, PracticeAdminForm, ReasonForm
from providers.forms.entries import ProposalForm, ProviderForm
from providers.forms.imports import ColumnsForm, UploadForm
from providers.forms.memberships import MembershipEndForm, MembershipForm
from providers.forms.merging import MergeForm
from providers.forms.organizations import OrganizationForm
from providers.forms.parts import LicenceForm, LocationForm
from providers.forms.searching import OrganizationSearch, ProviderSearch
from providers.forms.verifying import SeveralForm, VerificationForm

__all__ = [
    "ApiTokenForm",
    "ColumnsForm",
    "InvitationForm",
    "LicenceForm",
    "LocationForm",
    "MembershipEndForm",
    "MembershipForm",
    "MergeForm",
    "OrganizationForm",
    "OrganizationSearch",
    "PracticeAdminForm",
    "ProposalForm",
    "ProviderForm",
    "ProviderSearch",
    "ReasonForm",
    "SeveralForm",
    "UploadForm",
    "VerificationForm",
]
