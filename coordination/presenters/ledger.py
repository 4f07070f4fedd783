"""The ledger in sentences: what a client reads about who did what, when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.names import isolated, names_of
from coordination.models import Item, Share
from ledger.models import Verb
from releases.consent_map import State
from releases.for_clients import described
from releases.limits import told
from releases.models import Release, Restriction
from releases.presenters import day
from releases.told import in_words as how_told


class Group(models.TextChoices):
    """What one can look for."""

    OPENED = "opened", gettext_lazy("Somebody opened something")
    BLOCKED = "blocked", gettext_lazy("Somebody was stopped from opening")
    PERMISSIONS = "permissions", gettext_lazy("Permissions")
    NOTES = "notes", gettext_lazy("Notes written and shared")
    OTHER = "other", gettext_lazy("Everything else")


@dataclass(frozen=True)
class Saying:
    """How a verb is said: `who` did it; `thing` and `to` are of the share it is about, and
    `permission` is of the release."""

    text: Any  # translated only when it is said
    group: Group
    icon: str = ""
    state: str = ""


SAYINGS = {
    Verb.ITEM_DISCLOSED: Saying(gettext_lazy("%(who)s opened %(thing)s."), Group.OPENED, "eye"),
    Verb.ACCESS_BLOCKED: Saying(
        gettext_lazy("%(who)s tried to open %(thing)s and was stopped."),
        Group.BLOCKED,
        "shield",
        State.HELD,
    ),
    Verb.RELEASE_REQUESTED: Saying(
        gettext_lazy("%(who)s asked for a permission: %(permission)s."),
        Group.PERMISSIONS,
        state=State.WAITING,
    ),
    Verb.RELEASE_DECLINED: Saying(
        gettext_lazy("%(who)s said no to a permission: %(permission)s."),
        Group.PERMISSIONS,
        state=State.ENDED,
    ),
    Verb.RELEASE_SIGNED: Saying(
        gettext_lazy("%(who)s signed a permission: %(permission)s."), Group.PERMISSIONS, "sign"
    ),
    Verb.RELEASE_RECORDED: Saying(
        gettext_lazy("We sealed a file of what was signed: %(permission)s."),
        Group.PERMISSIONS,
        "shield",
    ),
    Verb.RELEASE_REVOKED: Saying(
        gettext_lazy("%(who)s stopped a permission: %(permission)s."),
        Group.PERMISSIONS,
        "stop",
        State.ENDED,
    ),
    Verb.RELEASE_EXPIRING: Saying(
        gettext_lazy("We sent a reminder that a permission ends soon: %(permission)s."),
        Group.PERMISSIONS,
        "mail",
        State.ENDING,
    ),
    Verb.RESTRICTION_SET: Saying(
        gettext_lazy("%(who)s set a limit: %(limit)s."), Group.PERMISSIONS, "stop"
    ),
    Verb.RESTRICTION_LIFTED: Saying(
        gettext_lazy("%(who)s lifted a limit: %(limit)s."), Group.PERMISSIONS, "check"
    ),
    Verb.ITEM_WRITTEN: Saying(gettext_lazy("%(who)s wrote a note."), Group.NOTES, "note"),
    Verb.ITEM_SHARED: Saying(
        gettext_lazy("%(who)s addressed %(thing)s to %(to)s."), Group.NOTES, "shared"
    ),
    Verb.SHARE_WITHDRAWN: Saying(
        gettext_lazy("%(who)s took back %(thing)s that was addressed to %(to)s."),
        Group.NOTES,
        state=State.ENDED,
    ),
    Verb.CLIENT_REGISTERED: Saying(gettext_lazy("%(who)s made this record."), Group.OTHER, "add"),
    Verb.TREATMENT_STARTED: Saying(
        gettext_lazy("%(who)s began the treatment."), Group.OTHER, "person"
    ),
    Verb.TREATMENT_ENDED: Saying(
        gettext_lazy("%(who)s ended the treatment."), Group.OTHER, "person", State.ENDED
    ),
    Verb.INVITED: Saying(
        gettext_lazy("%(who)s sent an invitation to open an account."), Group.OTHER, "mail"
    ),
    Verb.ROLE_GIVEN: Saying(gettext_lazy("%(who)s gave somebody a role."), Group.OTHER, "account"),
    Verb.ROLE_TAKEN: Saying(
        gettext_lazy("%(who)s took a role from somebody."), Group.OTHER, "account", State.ENDED
    ),
    Verb.ACCOUNT_CREATED: Saying(
        gettext_lazy("%(who)s opened an account."), Group.OTHER, "account"
    ),
    Verb.ACCOUNT_LINKED: Saying(
        gettext_lazy("%(who)s connected an account to a record."), Group.OTHER, "account"
    ),
    Verb.PROVIDER_ADDED: Saying(
        gettext_lazy("%(who)s added somebody to the directory."), Group.OTHER, "directory"
    ),
    Verb.PROVIDER_CHANGED: Saying(
        gettext_lazy("%(who)s changed an entry in the directory."), Group.OTHER, "directory"
    ),
    Verb.PROVIDER_ACTIVATED: Saying(
        gettext_lazy("%(who)s verified somebody in the directory."), Group.OTHER, "directory"
    ),
    Verb.ORGANIZATION_ADDED: Saying(
        gettext_lazy("%(who)s added an organization to the directory."),
        Group.OTHER,
        "organization",
    ),
    Verb.ORGANIZATION_CHANGED: Saying(
        gettext_lazy("%(who)s changed an organization in the directory."),
        Group.OTHER,
        "organization",
    ),
    Verb.PROVIDER_SUSPENDED: Saying(
        gettext_lazy("%(who)s suspended somebody in the directory."),
        Group.OTHER,
        "directory",
        State.ENDED,
    ),
    Verb.PROVIDER_REINSTATED: Saying(
        gettext_lazy("%(who)s let somebody in the directory go on."), Group.OTHER, "directory"
    ),
    Verb.MEMBERSHIP_STARTED: Saying(
        gettext_lazy("%(who)s added somebody to an organization."), Group.OTHER, "organization"
    ),
    Verb.MEMBERSHIP_ENDED: Saying(
        gettext_lazy("%(who)s took somebody off an organization."),
        Group.OTHER,
        "organization",
        State.ENDED,
    ),
    Verb.LEDGER_PUBLISHED: Saying(
        gettext_lazy("We published a seal over the whole ledger."), Group.OTHER, "shield"
    ),
    Verb.STATE_PACK_SET: Saying(
        gettext_lazy("The ages from which minors alone decide about some kinds were set."),
        Group.OTHER,
        "shield",
    ),
}

# The same said where one took the place of another.
REPLACED = gettext_lazy("%(who)s signed a permission in place of an older one: %(permission)s.")

THINGS = {
    Item.Kind.NOTE: gettext_lazy("a note"),
    Item.Kind.PROGRESS_SUMMARY: gettext_lazy("a progress summary"),
    Item.Kind.MEDICATION_CHANGE: gettext_lazy("a change of medication"),
    Item.Kind.TREATMENT_PLAN: gettext_lazy("a treatment plan"),
    Item.Kind.RISK_SAFETY: gettext_lazy("a safety plan"),
}


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


def verbs_of(group):
    """The verbs that belong to a group."""
    return [verb for verb, saying in SAYINGS.items() if saying.group == group]


def lines_of(entries, *, client, viewer):
    """The entries as lines, in as many queries for one as for many.

    Of the releases relied on only this client's own are named: an item about several clients
    relied on the others' as well, and those are not this reader's to know.
    """
    entries = list(entries)
    facts = _Facts(
        names_of([one.actor for one in entries], client=client, viewer=viewer),
        _shares(entries, client),
        _permissions(entries, client),
        _limits(entries, client),
    )
    return [facts.line(one) for one in entries]


@dataclass(frozen=True)
class _Facts:
    """All that the sentences of a page need, fetched at once."""

    names: dict
    shares: dict
    permissions: dict
    limits: dict

    def line(self, entry):
        saying = SAYINGS[entry.verb]
        share = self.shares.get(entry.subject_id)
        permission = self.permissions.get(entry.subject_id)
        words = {
            "who": self.names.get(entry.actor) or "Accord",
            "thing": _thing(entry, share),
            "to": isolated(share.recipient.name) if share else _("somebody"),
            "limit": self.limits.get(entry.subject_id) or _("it is not here any more"),
            "permission": permission.direction if permission else _("it is not here any more"),
        }
        text = REPLACED if entry.detail.get("supersedes") else saying.text
        return Line(
            entry.at,
            text % words,
            saying.icon,
            saying.state,
            href=_page(share, permission),
            reason=entry.reason or how_told(entry.detail),
            permissions=tuple(self._relied_on(entry)),
        )

    def _relied_on(self, entry):
        """The permissions by which something was opened; other lines are about one already."""
        if entry.verb != Verb.ITEM_DISCLOSED:
            return
        for key in entry.release_ids:
            if permission := self.permissions.get(str(key)):
                words = {"who": permission.who, "day": day(permission.release.signed_at)}
                text = _("permission for %(who)s, signed %(day)s") % words
                yield Link(text, reverse("release_receipt", args=[key]))


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
