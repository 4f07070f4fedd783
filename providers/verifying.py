"""What of an entry can be checked, and what the checks there have been are worth now."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.clock import clock
from providers.models import Licence, Membership, Provider, Standing, Verification
from providers.models.verifications import LASTS, SAYS

About = Verification.About


MOST = 100


class Worth(models.TextChoices):
    """What a thing's checks are worth, in the words of the pages."""

    NEVER = "never", gettext_lazy("Never checked")
    CHANGED = "changed", gettext_lazy("Changed since it was checked")
    DUE = "due", gettext_lazy("To be checked again")
    GOOD = "good", gettext_lazy("Checked")


STATES = {
    Worth.NEVER: "waiting",
    Worth.CHANGED: "ending",
    Worth.DUE: "ending",
    Worth.GOOD: "open",
}
"""How a pill shows it."""


@dataclass(frozen=True)
class Thing:
    """One thing of an entry that somebody can check."""

    about: str
    of: Provider | Licence
    worth: Worth
    last: Verification | None
    """The newest check: of what stands there now, or else of what stood there before."""

    @property
    def key(self):
        return f"{self.about}_{self.of.pk.hex}"

    @property
    def label(self):
        if self.about == About.LICENCE:
            return _("Licence %(licence)s") % {"licence": self.of}
        return self.about.label

    @property
    def value(self):
        """What the entry says of it."""
        return ", ".join(str(one) for one in _words(self) if one)

    @property
    def told(self):
        """When somebody checked it last, who, and what they saw; nothing for never."""
        if self.last is None:
            return ""
        facts = {"day": date_format(localtime(self.last.at), "DATE_FORMAT")}
        facts |= {"who": self.last.by, "saw": self.last.saw}
        return _("%(day)s, %(who)s: %(saw)s") % facts

    @property
    def has_ended(self):
        return bool(getattr(self.of, "ends", None) and self.of.ends < timezone.localdate())

    @property
    def state(self):
        return STATES[self.worth]

    @property
    def says(self):
        return says(self.about, self.of)

    @property
    def seen(self):
        """A mark of what a page shows, so that nobody says to have seen something else."""
        return mark_of(self.says)


def mark_of(said):
    return sha256(repr(said).encode()).hexdigest()[:16]


def says(about, of):
    """What an entry or a licence says, as the database writes it down."""
    facts = {name: getattr(of, name) for name in SAYS[about]}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
    }


def things_of(provider, licences):
    """Whoever the entry is, each licence, and the address, if there is one."""
    checks, now = list(provider.verifications.select_related("by")), clock()
    found = [(About.IDENTITY, provider), *((About.LICENCE, one) for one in licences)]
    if provider.email:
        found.append((About.EMAIL, provider))
    return [_thing(about, of, checks, now) for about, of in found]


def to_check_at(organization):
    """Who belongs to it now and is not suspended, and of whom nobody has seen, within a year, who
    they are; no more than fit a page."""
    seen = Verification.objects.standing().recent().filter(provider=OuterRef("pk"))
    there = Membership.objects.running().filter(organization=organization).values("provider")
    found = Provider.objects.filter(pk__in=there).exclude(standing=Standing.SUSPENDED)
    return found.filter(~Exists(seen.filter(about=About.IDENTITY))).order_by("name", "pk")[:MOST]


def _thing(about, of, checks, now):
    about_it = [one for one in checks if (one.about, one.subject_id) == (about, of.pk)]
    standing = [one for one in about_it if one.stands]
    last = next(iter(standing or about_it), None)
    if not about_it:
        worth = Worth.NEVER
    elif not standing:
        worth = Worth.CHANGED
    else:
        worth = Worth.GOOD if last.at > now - LASTS else Worth.DUE
    return Thing(about, of, worth, last)


def _words(thing):
    of = thing.of
    if thing.about == About.EMAIL:
        return [of.email]
    if thing.about == About.IDENTITY:
        return [of.name, of.npi and _("NPI %(npi)s") % {"npi": of.npi}]
    day = of.ends and date_format(of.ends)
    return [of.kind, _("until %(day)s") % {"day": day} if day else _("without an end")]
