"""What is said across providers: items, about whom, to whom they are shared; what is reported
about it, and what was found."""

from coordination.models.amendments import Amendment
from coordination.models.attachments import Attachment
from coordination.models.complaints import Complaint
from coordination.models.drafts import NoteDraft
from coordination.models.emergencies import (
    EmergencyAccess,
    EmergencyDelay,
    EmergencyReview,
    EmergencySwitch,
    EmergencyWish,
)
from coordination.models.goals import Goal, ItemAnswer
from coordination.models.items import Item, ItemSubject
from coordination.models.parts import ItemPart
from coordination.models.quotes import Quote
from coordination.models.reviews import Review
from coordination.models.revisions import ItemRevision
from coordination.models.rhythms import CheckInRhythm
from coordination.models.shares import Share
from coordination.models.team_messages import TeamCopy, TeamMessage
from coordination.models.threads import Thread, ThreadSubject

__all__ = [
    "Amendment",
    "Attachment",
    "CheckInRhythm",
    "Complaint",
    "EmergencyAccess",
    "EmergencyDelay",
    "EmergencyReview",
    "EmergencySwitch",
    "EmergencyWish",
    "Goal",
    "Item",
    "ItemAnswer",
    "ItemPart",
    "ItemRevision",
    "ItemSubject",
    "NoteDraft",
    "Quote",
    "Review",
    "Share",
    "TeamCopy",
    "TeamMessage",
    "Thread",
    "ThreadSubject",
]
