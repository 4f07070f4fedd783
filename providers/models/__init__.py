"""The directory: who provides care, where, and in what standing."""

from providers.models.api_tokens import ApiToken
from providers.models.days import DayCount
from providers.models.entries import Provider, StandingChange
from providers.models.imports import (
    BUSY,
    OPEN,
    OVER,
    Import,
    ImportChunk,
    ImportDeed,
    ImportFault,
    ImportState,
    Outcome,
)
from providers.models.licences import Licence
from providers.models.memberships import Membership
from providers.models.merges import Apart, Merge
from providers.models.organizations import Organization
from providers.models.places import Location
from providers.models.practice_admins import PracticeAdmin
from providers.models.sought import Sought, Word
from providers.models.verifications import Verification
from providers.models.vocabulary import STATES, Profession, Standing, TaxonomyCode, TimeZone
from providers.models.warned import Warned

__all__ = [
    "BUSY",
    "OPEN",
    "OVER",
    "STATES",
    "Apart",
    "ApiToken",
    "DayCount",
    "Import",
    "ImportChunk",
    "ImportDeed",
    "ImportFault",
    "ImportState",
    "Licence",
    "Location",
    "Membership",
    "Merge",
    "Organization",
    "Outcome",
    "PracticeAdmin",
    "Profession",
    "Provider",
    "Sought",
    "Standing",
    "StandingChange",
    "TaxonomyCode",
    "TimeZone",
    "Verification",
    "Warned",
    "Word",
]
