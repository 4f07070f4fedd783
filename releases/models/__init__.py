"""The client's signed permission: what may be told, by whom, to whom, why and until when."""

from releases.models.by_default import (
    DefaultAsk,
    DefaultPartner,
    DefaultRequest,
    NotByDefault,
)
from releases.models.esign import EsignAgreement, EsignTerms
from releases.models.forms_of_law import FormVersion, Instrument
from releases.models.papers import PaperOriginal
from releases.models.parties import Party
from releases.models.records import SignedRecord, StopReceipt
from releases.models.releases import Release
from releases.models.reminders import ReminderDay
from releases.models.restrictions import Restriction
from releases.models.shown import ScopeShown
from releases.models.signatures import Assent, Signature
from releases.models.vocabulary import (
    EXCLUSIVE,
    Category,
    Direction,
    MinorConsent,
    Purpose,
    SignedBy,
    Way,
)

__all__ = [
    "EXCLUSIVE",
    "Assent",
    "Category",
    "DefaultAsk",
    "DefaultPartner",
    "DefaultRequest",
    "Direction",
    "EsignAgreement",
    "EsignTerms",
    "FormVersion",
    "Instrument",
    "MinorConsent",
    "NotByDefault",
    "PaperOriginal",
    "Party",
    "Purpose",
    "Release",
    "ReminderDay",
    "Restriction",
    "ScopeShown",
    "Signature",
    "SignedBy",
    "SignedRecord",
    "StopReceipt",
    "Way",
]
