"""What needs a look in the directory, by what is wrong: counted, and listed by the same words."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger.clock import StatementTimestamp
from providers.models import (
    Licence,
    Location,
    Membership,
    Organization,
    Provider,
    Standing,
    Verification,
)

NOW = StatementTimestamp()
SOON, STALE, UNUSED = timedelta(days=60), timedelta(days=365), timedelta(days=90)
OF = OuterRef("pk")
PROVIDERS = Provider.objects.filter(standing=Standing.ACTIVE)
WAITING = Provider.objects.filter(standing=Standing.UNVERIFIED)
ORGANIZATIONS = Organization.objects.active()


def _checks(found):
    """Those of whom a check is among these."""
    return Q(pk__in=found.values("provider"))


def _licences(**ending):
    return Q(pk__in=Licence.objects.filter(**ending).values("provider"))


def _without_membership(side):
    """No membership of this moment or later: of a provider, or at an organization."""
    return ~Exists(Membership.objects.running_or_planned().filter(**{side: OF}))


_address_checked = Verification.objects.standing().filter(about="email", provider=OF)
_today = TruncDate(NOW)
_placed = Location.objects.filter(organization=OuterRef("organization"))
_works_somewhere = Membership.objects.running().filter(Exists(_placed), provider=OF)


@dataclass(frozen=True)
class Look:
    """One list of what needs a look: whose entries, which of them, and what to do about them."""

    title: Promise
    of: object
    holds: object
    todo: Promise

    @property
    def found(self):
        return self.of.filter(self.holds)


LOOKS = {
    "deactivated-npi": Look(
        _("NPI deactivated"),
        PROVIDERS,
        Q(npi_deactivated_on__isnull=False),
        _("Ask whether they still work. If not, end their memberships or suspend them."),
    ),
    "no-npi": Look(
        _("No NPI"), PROVIDERS, Q(npi=""), _("Look them up and enter it; some have none.")
    ),
    "licence-ended": Look(
        _("A licence has ended"),
        PROVIDERS,
        _licences(ends__lt=_today),
        _("Ask for the new one and enter its last day, or suspend them."),
    ),
    "licence-ending": Look(
        _("A licence ends within 60 days"),
        PROVIDERS,
        _licences(ends__gte=_today, ends__lt=TruncDate(NOW + SOON)),
        _("Remind them, and enter the new last day."),
    ),
    "no-address": Look(
        _("No address"),
        PROVIDERS,
        ~Exists(Location.objects.filter(provider=OF)) & ~Exists(_works_somewhere),
        _("Enter an address of theirs, or of an organization that they belong to."),
    ),
    "no-verified-email": Look(
        _("No verified e-mail address"),
        PROVIDERS,
        Q(user=None) & ~Exists(_address_checked),
        _("Nobody has answered at an address of theirs. Invite them, or check it by a call."),
    ),
    "verify-again": Look(
        _("To verify again"),
        PROVIDERS,
        _checks(Verification.objects.due()),
        _("A year has passed since somebody checked them. Look again, and note what you see."),
    ),
    "changed-since-check": Look(
        _("Checked, and changed since"),
        PROVIDERS,
        _checks(Verification.objects.overtaken()),
        _("Their name, NPI, licence or address is not what somebody checked. Check it anew."),
    ),
    "never-verified": Look(
        _("Active and never verified"),
        PROVIDERS,
        ~Exists(Verification.objects.filter(provider=OF)),
        _("Nobody has written down that they looked who this is. Do it, or suspend them."),
    ),
    "unverified": Look(
        _("Not verified yet"),
        WAITING,
        Q(),
        _("Nobody can share with them. Verify those who are needed; what a list brought may wait."),
    ),
    "phone": Look(
        _("A phone number that cannot be dialled"),
        PROVIDERS,
        ~Q(said_phone=""),
        _("It was typed before numbers were checked. Enter it anew."),
    ),
    "stale": Look(
        _("Not looked after for a year"),
        PROVIDERS,
        Q(kept_at__lt=NOW - STALE),
        _("Look whether all is still right, and say so on their page."),
    ),
    "unused": Look(
        _("Not used"),
        PROVIDERS,
        Q(user=None, created_at__lt=NOW - UNUSED) & _without_membership("provider"),
        _("No account and no organization, for 90 days. Invite them, or suspend them."),
    ),
    "organization-deactivated-npi": Look(
        _("Organizations: NPI deactivated"),
        ORGANIZATIONS,
        Q(npi_deactivated_on__isnull=False),
        _("Ask whether they are still open. If not, deactivate them."),
    ),
    "organization-no-npi": Look(
        _("Organizations: no NPI"),
        ORGANIZATIONS,
        Q(npi=""),
        _("Look them up and enter it; some have none."),
    ),
    "organization-no-address": Look(
        _("Organizations: no address"),
        ORGANIZATIONS,
        ~Exists(Location.objects.filter(organization=OF)),
        _("Enter an address."),
    ),
    "organization-stale": Look(
        _("Organizations: not looked after for a year"),
        ORGANIZATIONS,
        Q(kept_at__lt=NOW - STALE),
        _("Look whether all is still right, and say so on their page."),
    ),
    "organization-unused": Look(
        _("Organizations: not used"),
        ORGANIZATIONS,
        Q(created_at__lt=NOW - UNUSED) & _without_membership("organization"),
        _("Nobody belongs to them, for 90 days. Add somebody, or deactivate them."),
    ),
}


def counts():
    """How many entries stand in each list."""
    return {key: look.found.count() for key, look in LOOKS.items()}
