"""What is said across providers: items, whom they are about, and to whom they are shared."""

from coordination.models.attachments import Attachment
from coordination.models.drafts import NoteDraft
from coordination.models.items import Item, ItemSubject
from coordination.models.parts import ItemPart
from coordination.models.revisions import ItemRevision
from coordination.models.shares import Share
from coordination.models.threads import Thread, ThreadSubject

__all__ = [
    "Attachment",
    "Item",
    "ItemPart",
    "ItemRevision",
    "ItemSubject",
    "NoteDraft",
    "Share",
    "Thread",
    "ThreadSubject",
]
