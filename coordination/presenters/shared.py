"""What was shared with a provider, as a list and opened."""

from contextlib import suppress
from uuid import UUID

from coordination.models import Item, Share
from coordination.presenters.amendments import stated_along
from coordination.presenters.staff import about, people_with
from ledger.models import Entry, Verb
from releases.acquaintance import clients_known_to
from releases.models import Release
from releases.notices import notices
from releases.presenters import kind_labels, labels, lines_of


def shared_with(provider, client_id=""):
    """What the provider may open now, and the one client whom it is about, if one was named."""
    shares, client = Share.objects.visible_to(provider), None
    with suppress(ValueError):
        client = clients_known_to(provider).filter(pk=UUID(client_id)).first()
    return (shares.about(client) if client else shares), client


def opened(shown, provider):
    """What the page of an opened share tells, from its disclosure."""
    share = shown.share
    allowed_by = lines_of(Release.objects.filter(pk__in=shown.releases_relied_on), provider)
    told = notices(shown.obligations, allowed_by)
    treated = list(clients_known_to(provider).treated_by(provider).filter(pk__in=share.subjects))
    return {
        "share": share,
        "item": shown.item,
        "about": about(share.subjects, people_with(share.subjects)),
        "kinds": labels(share.categories, kind_labels()),
        "changed_on": shown.item.revised_at if _opened_before(shown, provider) else None,
        "stated": stated_along(shown.disagreements),
        "notices": told,
        # Said once: with the notice of the law where that has to state it.
        "allowed_by": [] if any(one.scope for one in told) else allowed_by,
        "clients": treated,
        "asks_author": len(treated) < len(share.subjects),
        "of_goal": _known_goal(shown.item, provider),
    }


def _known_goal(item, provider):
    """The goal to which it belongs, if the provider may open the words of that goal."""
    wordings = Item.objects.visible_to(provider).filter(kind=Item.Kind.GOAL, goal=item.goal_id)
    return item.goal_id if item.goal_id and wordings.exists() else None


def _opened_before(shown, provider):
    """Whether the provider was shown what the item said before it was changed."""
    changed = shown.item.revised_at
    opened = Entry.objects.filter(actor=provider.user_id, verb=Verb.ITEM_DISCLOSED)
    opened = opened.filter(subject_id=str(shown.share.pk))
    return changed is not None and opened.filter(at__lt=changed).exists()
