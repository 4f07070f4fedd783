"""The ledger in sentences: what a client reads about who did what, when and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from clients.names import isolated, names_of
from coordination.models import Share
from coordination.presenters.emergency_lines import Emergencies
from coordination.presenters.sayings import FILE_OPENED, REPLACED, SAYINGS, THINGS
from ledger.models import Verb
from releases.for_clients import described
from releases.limits import told
from releases.models import Release, Restriction
from releases.presenters import day
from releases.told import in_words as how_told


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Line:
    """One line of the ledger as people read it."""

    at: datetime
    text: str
    icon: str
    state: str
    href: str = ""
    reason: str = ""
    permissions: tuple = ()
    key: UUID | None = None


def lines_of(entries, *, client, viewer):
    """The entries as lines, in as many queries for one as for many.

    Of the releases relied on only this client's own are named: an item about several clients
    relied on the others' as well, and those are not this reader's to know.
    """
    entries = list(entries)
    facts = _Facts(
        names_of(_people_in(entries), client=client, viewer=viewer),
        _shares(entries, client),
        _permissions(entries, client),
        _limits(entries, client),
        Emergencies(entries, client),
    )
    return [facts.line(one) for one in entries]


@dataclass(frozen=True)
class _Facts:
    """All that the sentences of a page need, fetched at once."""

    names: dict
    shares: dict
    permissions: dict
    limits: dict
    emergencies: Emergencies

    def line(self, entry):
        saying = SAYINGS[entry.verb]
        share = self.shares.get(entry.subject_id)
        permission = self.permissions.get(entry.subject_id)
        words = {
            "who": self.names.get(entry.actor) or "Accord",
            "thing": self.emergencies.thing(entry) or _thing(entry, share),
            "to": isolated(share.recipient.name) if share else self._addressee(entry),
            "limit": self.limits.get(entry.subject_id) or _("it is not here any more"),
            "permission": permission.direction if permission else _("it is not here any more"),
            **self.emergencies.words(entry),
        }
        text = _said_of(entry, saying)
        return Line(
            entry.at,
            text % words,
            saying.icon,
            saying.state,
            href=_page(share, permission),
            reason=entry.reason or self.emergencies.nature(entry) or how_told(entry.detail),
            permissions=tuple(self._relied_on(entry)),
            key=entry.pk,
        )

    def _addressee(self, entry):
        return self.names.get(_login_in(entry)) or _("somebody")

    def _relied_on(self, entry):
        """The permissions by which something was opened; other lines are about one already."""
        if entry.verb != Verb.ITEM_DISCLOSED:
            return
        for key in entry.release_ids:
            if permission := self.permissions.get(str(key)):
                words = {"who": permission.who, "day": day(permission.release.signed_at)}
                text = _("permission for %(who)s, signed %(day)s") % words
                yield Link(text, reverse("release_receipt", args=[key]))


def _said_of(entry, saying):
    if entry.detail.get("supersedes"):
        return REPLACED
    if entry.verb == Verb.ITEM_DISCLOSED and entry.detail.get("attachment"):
        return FILE_OPENED
    return saying.text


def _people_in(entries):
    """The logins of those who did something, and of those to whom a client wrote."""
    return [one.actor for one in entries] + [_login_in(one) for one in entries]


def _login_in(entry):
    to = entry.detail.get("to") if entry.verb == Verb.TEAM_MESSAGE_SENT else None
    return UUID(to) if to else None


def _thing(entry, share):
    if share is None:
        return _("something")
    thing = THINGS[share.kind]
    if entry.verb in (Verb.ITEM_SHARED, Verb.SHARE_WITHDRAWN):
        return thing
    return _("%(thing)s by %(author)s") % {"thing": thing, "author": isolated(share.author.name)}


def _page(share, permission):
    if share:
        return reverse("client_note", args=[share.pk])
    if permission:
        return reverse("release_receipt", args=[permission.release.pk])
    return ""


def _shares(entries, client):
    ids = [one.subject_id for one in entries if one.subject_type == "coordination.share"]
    found = Share.objects.about(client).filter(pk__in=ids).select_related("author", "recipient")
    return {str(one.pk): one for one in found}


def _limits(entries, client):
    ids = [one.subject_id for one in entries if one.subject_type == "releases.restriction"]
    if not ids:
        return {}
    found = Restriction.objects.of(client).filter(pk__in=ids)
    limits = told(found.select_related("provider", "organization"), client)
    return {str(one.restriction.pk): one.sentence for one in limits}


def _permissions(entries, client):
    ids = {one.subject_id for one in entries if one.subject_type == "releases.release"}
    ids |= {str(key) for one in entries for key in one.release_ids}
    found = described(Release.objects.of(client).filter(pk__in=ids))
    return {str(one.release.pk): one for one in found}
