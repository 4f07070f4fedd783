"""What became of an entry of the directory: who changed what, when, from what to what."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from ledger.models import Entry, Verb
from providers.languages import Spoken
from providers.models import (
    ApiToken,
    Import,
    Licence,
    Location,
    Membership,
    Organization,
    Provider,
)
from providers.phones import readable

PARTS = {
    "location": (Location, gettext_lazy("Address")),
    "licence": (Licence, gettext_lazy("Licence")),
    "apitoken": (ApiToken, gettext_lazy("API token")),
}
NAMED = ("provider", "organization", "user", "import")
DIRECTORY = [
    Verb.PROVIDER_ADDED,
    Verb.PROVIDER_CHANGED,
    Verb.PROVIDER_VERIFIED,
    Verb.PROVIDER_ACTIVATED,
    Verb.PROVIDER_SUSPENDED,
    Verb.PROVIDER_REINSTATED,
    Verb.ORGANIZATION_ADDED,
    Verb.ORGANIZATION_CHANGED,
    Verb.ORGANIZATION_DEACTIVATED,
    Verb.ORGANIZATION_REACTIVATED,
    Verb.ENTRY_CONFIRMED,
    Verb.ENTRIES_MERGED,
    Verb.MERGE_UNDONE,
    Verb.ENTRIES_TOLD_APART,
    Verb.INVITATION_TAKEN_BACK,
    Verb.ENTRY_TAKEN_BACK,
    Verb.PRACTICE_ADMIN_NAMED,
    Verb.PRACTICE_ADMIN_ENDED,
    Verb.API_TOKEN_MADE,
    Verb.API_TOKEN_REVOKED,
    Verb.MEMBERSHIP_STARTED,
    Verb.MEMBERSHIP_ENDED,
]


@dataclass(frozen=True)
class Change:
    """One thing that became another; either may be nothing."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Deed:
    at: datetime
    who: str
    did: str
    about: str
    why: str
    changes: list


def lines_about(entry):
    """The lines of the ledger about a provider or an organization, newest first."""
    memberships = entry.memberships.values_list("pk", flat=True)
    ids = [str(entry.pk), *map(str, memberships)]
    told = Q(subject_id__in=ids)
    if isinstance(entry, Organization):
        members = Membership.objects.filter(organization=entry).values("provider")
        people = [str(pk) for pk in members.values_list("provider", flat=True).distinct()]
        told |= Q(subject_id__in=people, detail__organization=str(entry.pk))
    return Entry.objects.about(None).filter(told, verb__in=DIRECTORY)


def deeds_of(lines):
    """The lines as people read them, in as many queries for one as for many."""
    lines = list(lines)
    who = _names(User, [one.actor for one in lines] + [one.detail.get("user") for one in lines])
    parties = _names(Provider, [one.detail.get("provider") for one in lines])
    parties |= _names(Organization, [one.detail.get("organization") for one in lines])
    parties |= _names(Import, [one.detail.get("import") for one in lines])
    return [_deed(one, who, parties) for one in lines]


def _names(model, ids):
    found = model.objects.filter(pk__in={one for one in ids if one})
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


def _deed(line, who, parties):
    parties = {**parties, **who}
    named = [
        parties.get(line.detail.get(one)) for one in ("provider", "organization", "user", "import")
    ]
    return Deed(
        at=line.at,
        who=who.get(str(line.actor), "Accord"),
        did=line.get_verb_display(),
        about=", ".join(one for one in named if one),
        why=line.reason,
        changes=_changes(line),
    )


def _changes(line):
    was, now = line.detail.get("was", {}), line.detail.get("is", {})
    model, part = PARTS.get(line.detail.get("part"), (None, ""))
    model = model or (Organization if line.subject_type.endswith("organization") else Provider)
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return [
        Change(
            _label(model, name, part),
            said(model, name, was.get(name)),
            said(model, name, now.get(name)),
        )
        for name in names
        if was.get(name) or now.get(name)
    ]


def _label(model, name, part):
    words = {"from": _("from"), "until": _("until"), "said_phone": _("phone as typed")}
    label = words.get(name) or model._meta.get_field(name).verbose_name
    return f"{part}: {label}" if part else capfirst(label)


def said(model, name, value):
    """A value of the ledger as the pages say it; nothing for none."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "languages":
        return ", ".join(str(Spoken(code).label) for code in value)
    if isinstance(value, list):
        return ", ".join(value)
    if name == "phone":
        return readable(value)
    choices = getattr(getattr(model, name, None), "field", None)
    labels = dict(choices.flatchoices) if choices is not None else {}
    return str(labels.get(value) or _moment(value) or value)


def _moment(text):
    if moment := len(text) > 10 and parse_datetime(text):
        return date_format(localtime(moment), "DATETIME_FORMAT")
    if day := len(text) == 10 and text[4:5] == "-" and parse_date(text):
        return date_format(day, "DATE_FORMAT")
    return ""
