"""What a deed of the client would do to the notes that were shared, and what was opened of them."""

from dataclasses import replace

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from clients.names import isolated
from coordination.models import Share
from coordination.presenters.ledger import lines_of
from ledger.clock import StatementTimestamp
from providers.models import Standing
from releases.effects import MOST, Effects, Note, first_of, tells
from releases.gate import Effect, IsOpen, preview, why
from releases.presenters import day, kind_labels, labels
from releases.reasons import Reader

tells("openings")(lines_of)


@tells("effects")
def effects(deed, *, client, people, with_reasons):
    """The notes by what would become of them, newest first.

    A note about several people that is closed now is told of in one way only, and without a date:
    the gate's answer about it, asked in the middle of the deed, would be the others' answer, too.
    """
    shares = Share.objects.about(client).filter(withdrawn_at=None).order_by("-shared_at", "-id")
    can_open = shares.filter(recipient__standing=Standing.ACTIVE)
    before, after, reasons = _open(can_open), set(), {}

    def deed_and_look():
        deed()
        after.update(_open(can_open))
        if with_reasons:
            closed = shares.filter(recipient__in=people).exclude(pk__in=after)
            alone = closed.filter(subjects__len=1).select_related("author", "recipient")[:MOST]
            reasons.update({one.pk: " ".join(why(one, Reader.CLIENT)) for one in alone})

    changes = {one.share_id: one for one in preview(can_open, deed_and_look)}
    concerned = shares.filter(Q(recipient__in=people) | Q(pk__in=changes))
    told = {name: [] for name in Effects.__dataclass_fields__}
    known = kind_labels()
    shown = concerned.select_related("author", "recipient").annotate(seen_at=StatementTimestamp())
    for share in shown:
        was, becomes, change = share.pk in before, share.pk in after, changes.get(share.pk)
        if len(share.subjects) > 1:
            place, when = _of_several(share, was, becomes, people), ""
        else:
            place, when = _of_one(share, was, becomes, change)
        if place:
            line = _note(share, when, reasons.get(share.pk, ""), known)
            told[place].append(line if place == "stays_closed" else replace(line, why=""))
    return Effects(**{name: first_of(lines) for name, lines in told.items()})


@tells("items")
def items(ids, *, client):
    """What the client's notes with these ids are called, and where the client reads them."""
    shares = Share.objects.about(client).filter(item__in=ids)
    known = kind_labels()
    return {
        one.item_id: (_note(one, "", "", known).title, reverse("client_note", args=[one.pk]))
        for one in shares.select_related("author", "recipient")
    }


def _open(shares):
    return set(shares.filter(IsOpen()).values_list("pk", flat=True))


def _of_several(share, was, becomes, people):
    """What is open now may be called so, the client's own pages do. Of the rest nothing is told."""
    if was:
        return "stays_open" if becomes else "closes"
    return "together" if share.recipient_id in people else ""


def _of_one(share, was, becomes, change):
    if change is None:
        return ("stays_open" if was else "stays_closed"), ""
    if change.effect == Effect.CLOSES:
        return "closes", ""
    if not becomes:
        first = next(begin for begin, end in change.becomes if share.seen_at < end)
        return "later", _("from %(day)s") % {"day": day(first)}
    if not was:
        return "opens", ""
    last = next(end for _begin, end in change.becomes if share.seen_at < end)
    return "stays_open", _("until %(day)s") % {"day": day(last)}


def _note(share, when, reason, known):
    words = {"what": share.get_kind_display(), "author": isolated(share.author.name)}
    about = [
        _("For %(name)s") % {"name": isolated(share.recipient.name)},
        day(share.service_date),
        ", ".join(labels(share.categories, known)),
        when,
    ]
    title = _("%(what)s by %(author)s") % words
    return Note(share.pk, title, " · ".join(filter(None, about)), reason)
