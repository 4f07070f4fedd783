"""What was written about a client and shared, as the client reads it."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clients.names import isolated
from coordination.models import Item, ItemRevision, Share
from coordination.presenters.ledger import lines_of
from ledger.models import Entry, Verb
from providers.models import Provider, Standing
from releases.consent_map import State
from releases.gate import IsOpen
from releases.models import EXCLUSIVE
from releases.presenters import kind_labels, labels

MOST_LINES = 50


@dataclass(frozen=True)
class Addressed:
    """A provider in the place of a party."""

    provider: Provider
    organization: None = None

    def __str__(self):
        return isolated(self.provider.name)


@dataclass(frozen=True)
class Told:
    """One share: a note, by whom, to whom, and whether they can open it now."""

    share: Share
    kinds: list

    @property
    def title(self):
        return self.share.get_kind_display()

    @property
    def author(self):
        return isolated(self.share.author.name)

    @property
    def recipient(self):
        return isolated(self.share.recipient.name)

    @property
    def is_open(self):
        return self.share.open_now and self.share.recipient.standing == Standing.ACTIVE

    @property
    def is_over(self):
        """Taken back, or to an entry that was merged into another one."""
        return bool(self.share.withdrawn_at or self.share.recipient.merged_into_id)

    @property
    def state(self):
        if self.is_over:
            return State.ENDED
        return State.OPEN if self.is_open else State.HELD

    @property
    def state_text(self):
        if self.share.withdrawn_at:
            return _("Taken back")
        if self.is_over:
            return _("Listed under another entry now")
        return _("Can be opened") if self.is_open else _("Can't be opened now")

    @property
    def sentence(self):
        words = {"author": self.author, "recipient": self.recipient}
        if self.share.withdrawn_at:
            return _("%(author)s took it back. %(recipient)s can't open it.") % words
        if self.is_over:
            return (
                _("The practice lists %(recipient)s under another entry now. Nothing is open here.")
                % words
            )
        if self.is_open:
            return _("%(recipient)s can open it, because you allowed it.") % words
        return _("%(recipient)s can't open it now.") % words


def told_about(client):
    """The shares that are about the client, newest first, for a page to take its part of."""
    shares = Share.objects.about(client).select_related("author", "recipient")
    return shares.annotate(open_now=IsOpen())


def described(shares):
    """These shares, described."""
    known = kind_labels()
    return [Told(one, labels(one.categories, known)) for one in shares]


def told_or_404(client, share_id):
    """One share about the client; for anybody else there is nothing (404)."""
    return described([get_object_or_404(told_about(client), pk=share_id)])[0]


def body_for(told):
    """The text, or None where the client does not read it; row security decides."""
    item = Item.objects.filter(pk=told.share.item_id).only("body").first()
    return item.body if item and not is_kept_apart(told) else None


def changes_of(told):
    """Since when it says what it says, if the client knows another text, and those they know."""
    earlier = list(ItemRevision.objects.filter(item=told.share.item_id))
    return {"changed_on": earlier[0].replaced_at if earlier else None, "revisions": earlier}


def why_not(told):
    """Why there is no text to read, in words that tell nothing about anybody else."""
    if is_kept_apart(told):
        words = {"author": told.author}
        return _("Notes of this sort are kept apart. Ask %(author)s about them.") % words
    return _(
        "This is about several people who are seen together. It can be read while all of them "
        "agree to sharing it with somebody."
    )


def recipient_of(told):
    """The one to whom the note was addressed, as a form of limits has it."""
    return {str(told.share.recipient_id): Addressed(told.share.recipient)}


def openings_of(told, *, client, viewer):
    """Who opened it, or tried to, and when; the latest ones."""
    verbs = [Verb.ITEM_DISCLOSED, Verb.ACCESS_BLOCKED]
    entries = Entry.objects.about(client.pk).filter(subject_id=str(told.share.pk), verb__in=verbs)
    return lines_of(entries[:MOST_LINES], client=client, viewer=viewer)


def is_kept_apart(told):
    return bool(set(told.share.categories) & set(EXCLUSIVE))
