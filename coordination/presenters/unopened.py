"""What others shared and its reader has not opened yet: the gate and the ledger say so."""

from django.db.models import UUIDField
from django.db.models.functions import Cast

from coordination.models import Share
from ledger.models import Entry, Verb


def unopened(provider, user):
    """What may be opened now and was not yet, newest first."""
    opened = Entry.objects.filter(
        actor=user.pk, verb=Verb.ITEM_DISCLOSED, subject_type="coordination.share"
    )
    seen = opened.annotate(share=Cast("subject_id", UUIDField())).values("share")
    return Share.objects.visible_to(provider).exclude(pk__in=seen)
