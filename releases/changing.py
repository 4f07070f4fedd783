"""What the pages of a change need: the draft that is there, and the kinds to choose from."""

from django.urls import reverse

from releases.models import EXCLUSIVE, Category, Instrument, Release
from releases.notify import minors_own


def draft_of(release):
    """The client's own draft of a change that waits, or None."""
    return Release.objects.drafts_of(release).first()


def kinds_for(release):
    """The kinds that a form of this sort may hold; a minor's own are on forms of their own."""
    if release.instrument != Instrument.GENERAL:
        return list(Category.objects.filter(code__in=release.categories))
    own = minors_own(release.client)
    is_own = bool(own & set(release.categories))
    kinds = Category.objects.exclude(code__in=EXCLUSIVE)
    return [one for one in kinds if (one.code in own) == is_own]


def change_address(draft):
    """Where the client goes on changing this draft of theirs."""
    if draft.is_own_start:
        return reverse("share_draft", args=[draft.pk])
    longer = draft.expires_at > draft.supersedes.expires_at
    return reverse("renew_sharing" if longer else "change_sharing", args=[draft.supersedes_id])
