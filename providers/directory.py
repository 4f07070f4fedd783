"""What somebody sees of the directory: everybody its public part, its keepers the rest."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import Kind, User
from providers.actions import MOVES
from providers.duplicates import merge_of
from providers.finding import EVERYBODY, MOST_FOUND, found_by, with_workplaces
from providers.invited import Invited, invitation_of
from providers.models import (
    Licence,
    Location,
    Membership,
    Merge,
    Organization,
    PracticeAdmin,
    Provider,
    Standing,
)
from providers.taxonomy import labels_of
from providers.verifying import Worth, things_of

MOST_SHOWN = 100


@dataclass(frozen=True)
class Workplace:
    """A membership as a page shows it."""

    membership: Membership
    is_kept: bool = False
    """Whether the reader may end it."""

    @property
    def address(self):
        """The first of where the organization is; letters go elsewhere."""
        return next(iter(self.membership.organization.locations.all()), "")

    @property
    def days(self):
        """From which day to which; the interval ends with the midnight after its last day."""
        during = self.membership.during
        first = during.lower and _day(during.lower)
        last = during.upper and _day(during.upper - timedelta(microseconds=1))
        if first and last:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        if first:
            return _("From %(first)s") % {"first": first}
        return _("Until %(last)s") % {"last": last} if last else ""


@dataclass(frozen=True)
class Entry:
    """One provider as their page shows them; what has a default is for those who keep it."""

    provider: Provider
    workplaces: list
    specialties: list
    locations: list
    licences: list
    is_kept: bool = False
    """Whether the reader keeps an organization that the provider could belong to."""
    is_edited: bool = False
    """Whether the reader may change what it says."""
    former: list = field(default_factory=list)
    history: list = field(default_factory=list)
    invited: Invited | None = None
    merge: Merge | None = None
    """The one that absorbed this entry."""
    things: list = field(default_factory=list)
    """What of it can be checked, and what the checks are worth."""

    @property
    def to_verify_again(self):
        """Whether a check of an entry in use is worth nothing any more, or there was none."""
        worth = {one.worth for one in self.things}
        is_used = self.provider.standing == Standing.ACTIVE
        return is_used and (worth == {Worth.NEVER} or bool(worth & {Worth.CHANGED, Worth.DUE}))

    @property
    def moves(self):
        """The changes of standing that can be made now, by name."""
        return [name for name, move in MOVES.items() if move.standing == self.provider.standing]


@dataclass(frozen=True)
class Place:
    """One organization as its page shows it."""

    organization: Organization
    locations: list
    members: list
    """Those of this moment, by name; no more than fit a page."""
    total: int
    is_kept: bool
    """Whether the reader may edit it."""
    admins: list
    """Who else edits it, for those who keep the whole directory."""
    merge: Merge | None = None

    @property
    def move(self):
        """What can be done with it now."""
        return "deactivate" if self.organization.is_active else "reactivate"


def search_providers(user, *, words="", state="", language="", most=MOST_FOUND, **columns):
    """The providers of this profession and standing, with this language and an address in the
    state; and of those the `most` likeliest that have each word in their name, place or NPI."""
    found = Provider.objects.visible_to(user).unmerged()
    columns = {name: value for name, value in columns.items() if value}
    if words.strip():
        columns |= {name: one for name, one in (("state", state), ("language", language)) if one}
        marks = [f"{name}={value}" for name, value in columns.items()]
        return with_workplaces(found_by(found, words, marks, most=most))
    if language:
        found = found.filter(languages__contains=[language])
    return with_workplaces((found.in_state(state) if state else found).filter(**columns))


def to_verify(user):
    """How many entries wait for somebody who keeps the directory; nothing for anybody else."""
    return Provider.objects.proposed().count() if user.is_directory_admin else 0


def find_provider(user, provider_id):
    """The provider, or a 404."""
    return get_object_or_404(Provider.objects.visible_to(user), pk=provider_id)


def entry_of(user, provider_id):
    """The provider's entry, or a 404."""
    provider = find_provider(user, provider_id)
    memberships = provider.memberships.select_related("organization")
    memberships = memberships.prefetch_related("organization__locations")
    public = {
        "specialties": labels_of(provider.taxonomy),
        "locations": list(provider.locations.all()),
        "licences": list(provider.licences.all()),
    }
    if not user.is_directory_admin:
        own = set(user.practices_administered.running().values_list("organization", flat=True))
        return Entry(provider, _shown(memberships.running(), own), is_kept=bool(own), **public)
    return Entry(
        provider,
        workplaces=_shown(memberships.running_or_planned()),
        is_kept=provider.merged_into_id is None,
        is_edited=provider.merged_into_id is None,
        former=_shown(memberships.over()),
        history=list(provider.standing_changes.select_related("by")),
        merge=merge_of(provider) if provider.merged_into_id else None,
        invited=invitation_of(provider),
        things=things_of(provider, public["licences"]),
        **public,
    )


def find_membership(user, membership_id):
    """A membership that has not ended, of an organization that this person may edit, or a 404."""
    lasting = Membership.objects.visible_to(user).running_or_planned()
    lasting = lasting.filter(organization__in=Organization.objects.kept_by(user))
    return get_object_or_404(lasting.select_related("provider", "organization"), pk=membership_id)


def search_organizations(user, *, words="", most=MOST_FOUND):
    """The organizations with each word in their name, place or NPI, and `members`: how many are
    there now. These are counted for each that is shown; a join would count all of them first."""
    there = Membership.objects.running().filter(organization=OuterRef("pk")).order_by()
    members = Subquery(there.values("organization").annotate(n=Count("pk")).values("n"))
    found = Organization.objects.visible_to(user).unmerged()
    found = found_by(found, words, most=most) if words.strip() else found
    return found.annotate(members=Coalesce(members, 0))


def kept_by(user, *, words=""):
    """The organizations in use that this person may edit, with each word in their name."""
    kept = Organization.objects.active().kept_by(user)
    if not words.strip():
        return kept.order_by("name", "pk")
    # Of all, the likeliest; of a few own ones, none that others would push out.
    most = MOST_FOUND if user.is_directory_admin else EVERYBODY
    return found_by(kept, words, ["in=use"], most=most)


def administered_by(user):
    """The organizations of which this person is a practice admin now."""
    running = user.practices_administered.running().select_related("organization")
    return [one.organization for one in running]


def find_kept_organization(user, organization_id):
    """The organization, where this person may edit it, or a 404."""
    return get_object_or_404(Organization.objects.kept_by(user), pk=organization_id)


def find_organization(user, organization_id):
    """The organization, or a 404."""
    return get_object_or_404(Organization.objects.visible_to(user), pk=organization_id)


def place_of(user, organization_id):
    """The organization, where it is and who belongs to it now, or a 404."""
    organization = find_organization(user, organization_id)
    members = organization.memberships.running().select_related("provider")
    return Place(
        organization,
        list(organization.locations.all()),
        [one.provider for one in members.order_by("provider__name", "id")[:MOST_SHOWN]],
        members.count(),
        Organization.objects.kept_by(user).unmerged().filter(pk=organization.pk).exists(),
        _admins_of(organization) if user.is_directory_admin else [],
        merge_of(organization) if organization.merged_into_id else None,
    )


def _admins_of(organization):
    return list(organization.practice_admins.running().select_related("user"))


def find_location(user, location_id):
    """The address of an entry that this person may edit, or a 404."""
    found = Location.objects.visible_to(user).select_related("provider", "organization")
    found = found.filter(provider__merged_into=None, organization__merged_into=None)
    if not user.is_directory_admin:
        found = found.filter(organization__in=Organization.objects.kept_by(user))
    return get_object_or_404(found, pk=location_id)


def find_practice_admin(practice_admin_id):
    """Somebody who edits an organization now, or a 404."""
    running = PracticeAdmin.objects.running().select_related("organization", "user")
    return get_object_or_404(running, pk=practice_admin_id)


def staff_with(email):
    """The account of the staff with this address, or None."""
    return User.objects.filter(email=email.strip().lower(), kind=Kind.STAFF, is_active=True).first()


def find_licence(user, licence_id):
    """The licence, or a 404."""
    found = Licence.objects.visible_to(user).filter(provider__merged_into=None)
    found = found.select_related("provider")
    return get_object_or_404(found, pk=licence_id)


def _shown(memberships, kept=None):
    """They are all kept by those who keep the whole directory."""
    return [Workplace(one, kept is None or one.organization_id in kept) for one in memberships]


def _day(moment):
    return date_format(localtime(moment), "DATE_FORMAT")
