"""A client's permissions in the words of the client's own pages."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from clients.names import isolated
from ledger.clock import StatementTimestamp
from providers.finding import with_workplaces, workplaces_of
from providers.models import Provider
from releases.consent_map import State
from releases.counting import Signed, signed_by_guardians, signed_together
from releases.models import Direction, Party, Purpose, Release
from releases.presenters import day, in_words, kind_labels, labels, state_of
from releases.states import OVER_BY_ITSELF, Event, Stage, may

RECENT = timedelta(days=90)
ORDER = [State.WAITING, State.ENDING, State.OPEN, State.ENDED]


@dataclass(frozen=True)
class Named:
    """Somebody that a permission names, as people know them."""

    name: str
    role: str


@dataclass(frozen=True)
class Permission:
    """One release as its client reads it."""

    release: Release
    state: str
    state_text: str
    kinds: list
    tellers: list
    hearers: list
    together: Signed | None = None
    """How many have signed of those who were asked for this at once."""
    guardians: Signed | None = None
    """How many have signed of the guardians who both sign, as long as it waits for them."""

    @property
    def both_ways(self):
        return self.release.direction == Direction.TWO_WAY

    @property
    def who(self):
        """The names of those who hear."""
        return in_words(map(name_of, self.hearers))

    @property
    def sole_hearer(self):
        """The id of the provider who hears, where it is one person."""
        return self.hearers[0].provider_id if len(self.hearers) == 1 else None

    @property
    def tells(self):
        return [Named(name_of(one), description_of(one)) for one in self.tellers]

    @property
    def hears(self):
        return [Named(name_of(one), description_of(one)) for one in self.hearers]

    @property
    def role(self):
        """What the one who hears does, and where; nothing where there are several."""
        return description_of(self.hearers[0]) if len(self.hearers) == 1 else ""

    @property
    def asker(self):
        """Who asked for it; nobody where the client began it."""
        return isolated(self.release.proposed_by.name) if self.release.proposed_by else ""

    @property
    def direction(self):
        tells = in_words(map(name_of, self.tellers))
        if self.both_ways:
            return _("%(one)s and %(other)s tell each other") % {"one": tells, "other": self.who}
        return _("%(one)s tells %(other)s") % {"one": tells, "other": self.who}

    @property
    def what_it_does(self):
        """What it allows, as the beginning of a sentence that the kinds complete."""
        words = {"one": in_words(map(name_of, self.tellers)), "other": self.who}
        if self.both_ways:
            what = (
                _("%(one)s and %(other)s can read what the other shares, if it is about:") % words
            )
        else:
            what = _("%(other)s can read what %(one)s shares, if it is about:") % words
        if self.is_on:
            return _("Until %(last)s, %(what)s") % {"last": self.until, "what": what}
        first = day(self.release.in_force.lower)
        return _("From %(first)s until %(last)s, %(what)s") % {
            "first": first,
            "last": self.until,
            "what": what,
        }

    @property
    def stops_as_well(self):
        """What stopping does to the other side of a permission that goes both ways."""
        if not self.both_ways:
            return ""
        words = {"one": in_words(map(name_of, self.tellers)), "other": self.who}
        return _("%(one)s can no longer open what %(other)s shares, either.") % words

    @property
    def kinds_in_words(self):
        return ", ".join(self.kinds)

    @property
    def purposes(self):
        return [Purpose(one).label for one in self.release.purposes]

    @property
    def until(self):
        """The last day, of what has not ended."""
        in_force = self.release.in_force
        return day(in_force.upper if in_force.upper else self.release.expires_at)

    @property
    def word(self):
        """The state in a word or two, as the client sees it."""
        if self.is_unsigned and self.state == State.WAITING:
            return _("Waits for both guardians") if self.guardians else _("Waits for you")
        return _("Begins later") if self.state == State.WAITING else State(self.state).label

    @property
    def when(self):
        """The day that goes with the state."""
        release = self.release
        if self.state == State.ENDED:
            stopped = release.revoked_at
            return _("stopped %(day)s") % {"day": day(stopped)} if stopped else self.until
        if self.release.is_own_start and self.is_unsigned:
            return _("begun %(day)s") % {"day": day(release.requested_at)}
        if self.is_unsigned:
            return _("asked %(day)s") % {"day": day(release.requested_at)}
        if self.state == State.WAITING:
            return _("from %(day)s") % {"day": day(release.in_force.lower)}
        return _("until %(day)s") % {"day": self.until}

    @property
    def is_unsigned(self):
        return self.release.signed_at is None

    @property
    def has_passed(self):
        """Not answered, and its last day is over."""
        return self.release.stage == Stage.OUTDATED

    @property
    def came_to_its_end(self):
        return self.release.stage in OVER_BY_ITSELF

    @property
    def ended_of_age(self):
        """Signed by others, and over since the 18th birthday."""
        return self.release.stage == Stage.OF_AGE

    @property
    def is_on(self):
        return self.state in (State.OPEN, State.ENDING)

    @property
    def is_ending(self):
        return self.state == State.ENDING

    @property
    def can_be_stopped(self):
        """Signed and not over: also what has not begun."""
        return may(Event.STOP, self.release.stage)

    @property
    def can_be_renewed(self):
        """Signed, and neither stopped nor replaced: also what has run out."""
        return may(Event.REPLACE, self.release.stage)

    @property
    def reference(self):
        """What one can say on the phone: the last eight characters of the id."""
        tail = self.release.pk.hex[-8:].upper()
        return f"{tail[:4]}-{tail[4:]}"

    @property
    def first_who_hears(self):
        """The id of somebody who hears, for a form about them; there is always one."""
        return self.hearers[0].provider_id or self.hearers[0].organization_id

    @property
    def everybody_who_hears(self):
        return [*self.hearers, *(self.tellers if self.both_ways else [])]


def permissions_of(client):
    """What the client shares, is asked for, or shared until lately; what needs them comes first."""
    since = StatementTimestamp() - RECENT
    lately = Q(in_force__endswith__gt=since) | Q(revoked_at__gt=since)
    theirs = Release.objects.of(client)
    found = described(theirs.waiting() | theirs.filter(lately, signed_at__isnull=False))
    return sorted(found, key=lambda one: (ORDER.index(one.state), not one.is_unsigned))


def permission_of(release):
    """This release, described."""
    return described(Release.objects.filter(pk=release.pk))[0]


def others_with(permission):
    """What else lets one of those who hear see something now, or soon: stopping one may not do."""
    alive = Release.objects.of(permission.release.client).exclude(pk=permission.release.pk)
    alive = described(alive.filter(in_force__endswith__gt=StatementTimestamp()))
    return [
        other
        for other in alive
        if any(
            _same(a, b) for a in permission.everybody_who_hears for b in other.everybody_who_hears
        )
    ]


def described(releases):
    """The releases as permissions, in as many queries for one as for many."""
    providers = with_workplaces(Provider.objects.all())
    parties = Party.objects.select_related("organization")
    parties = parties.prefetch_related(Prefetch("provider", providers))
    known = kind_labels()
    releases = releases.select_related("client", "proposed_by").with_stage()
    releases = list(releases.prefetch_related(Prefetch("parties", parties)))
    together, guardians = signed_together(releases), signed_by_guardians(releases)
    return [
        _permission(one, known, together=together.get(one.pk), guardians=guardians.get(one.pk))
        for one in releases
    ]


def _permission(release, known, **counts):
    state, text = state_of(release)
    sides = {side: [] for side in Party.Side.values}
    for party in sorted(release.parties_now, key=name_of):
        sides[party.side].append(party)
    return Permission(
        release,
        state,
        text,
        labels(release.categories, known),
        tellers=sides[Party.Side.DISCLOSER],
        hearers=sides[Party.Side.RECIPIENT],
        **counts,
    )


def name_of(party):
    """What a party is called: a person without the letters after the name."""
    return isolated((party.provider or party.organization).name)


def description_of(party):
    """What a party does, and where."""
    if party.organization:
        return party.organization.get_kind_display()
    unverified = _("not verified yet") if party.provider.is_unverified else ""
    what = [party.provider.get_profession_display(), workplace_of(party), unverified]
    return ", ".join(filter(None, what))


def workplace_of(party):
    return isolated(workplaces_of(party.provider)) if party.provider else ""


def _same(one, other):
    """Whether one party is the other, or one is the organization where the other works."""
    return bool(
        {one.provider_id, one.organization_id} & {other.provider_id, other.organization_id} - {None}
    ) or (_works_at(one, other) or _works_at(other, one))


def _works_at(person, organization):
    if not (person.provider and organization.organization_id):
        return False
    return organization.organization_id in {
        one.organization_id for one in person.provider.workplaces
    }
