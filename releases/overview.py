"""The releases that a provider may read, by what they need: counted, found, sorted, by the week."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, F, IntegerField, Q, When
from django.db.models.functions import Coalesce, TruncWeek
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import StatementTimestamp, clock
from providers.models import Organization, Provider
from releases.models import Party, Release
from releases.models.stages import StageNow
from releases.states import OVER_BY_ITSELF, SIGNED_AND_NOT_OVER, Stage

SOON = (30, 14, 7)
WEEKS = 12
_NOW = StatementTimestamp()
_LATELY = _NOW - timedelta(days=7)


def _within(days):
    return Q(stands_at=Stage.IN_FORCE, in_force__endswith__lte=_NOW + timedelta(days=days))


@dataclass(frozen=True)
class Tab:
    """What stands under one name, and what the page says where nothing does."""

    title: Promise
    holds: Q
    nothing: Promise


TABS = {
    "": Tab(_("All"), Q(), _("No release yet. Open a client's page to ask for one.")),
    "ending": Tab(_("Ending soon"), _within(30), _("Nothing ends within 30 days.")),
    "waiting": Tab(
        _("Waiting for signature"), Q(stands_at=Stage.WAITING), _("Nothing waits for a signature.")
    ),
    "stopped": Tab(
        _("Stopped this week"),
        Q(stands_at=Stage.STOPPED, revoked_at__gt=_LATELY),
        _("Nothing was stopped within seven days."),
    ),
    "declined": Tab(_("Declined"), Q(stands_at=Stage.DECLINED), _("Nobody has said no.")),
    "unanswered": Tab(
        _("Not answered"),
        Q(stands_at__in=[Stage.UNANSWERED, Stage.OUTDATED]),
        _("Everything that was asked for in time was answered, or still can be."),
    ),
    "open": Tab(_("In force"), Q(stands_at=Stage.IN_FORCE), _("Nothing is in force.")),
    "over": Tab(
        _("Ended"),
        Q(stands_at__in=[Stage.STOPPED, Stage.REPLACED, *OVER_BY_ITSELF]),
        _("Nothing has ended."),
    ),
}
# What needs somebody comes first: what ends and what waits, then what was answered with no, by
# words or by silence, within a week.
_NEED = Case(
    When(_within(30), then=0),
    When(stands_at=Stage.WAITING, then=1),
    When(
        Q(declined_at__gt=_LATELY)
        | Q(stands_at=Stage.STOPPED, revoked_at__gt=_LATELY)
        | Q(stands_at=Stage.UNANSWERED, answer_by__gt=_LATELY),
        then=2,
    ),
    When(stands_at__in=SIGNED_AND_NOT_OVER, then=3),
    default=4,
    output_field=IntegerField(),
)
_DUE = Case(
    When(stands_at__in=SIGNED_AND_NOT_OVER, then=F("in_force__endswith")),
    When(stands_at=Stage.WAITING, then=F("requested_at")),
)
_CAME = Coalesce("declined_at", "revoked_at", "in_force__endswith", "answer_by", "expires_at")
SORTS = {
    "": (_("What needs you first"), [_NEED, _DUE.asc(nulls_last=True), _CAME.desc()]),
    "newest": (_("Newest first"), [F("requested_at").desc()]),
    "client": (_("By client"), [F("client__name").asc(), F("requested_at").desc()]),
    "end": (_("By last day"), [_CAME.asc()]),
}


def found_by(provider, client="", other="", text=""):
    """What the provider may read, of this client and with this party, where they are given as ids;
    with every word of the text in the name of the client or of somebody whom it names."""
    found = Release.objects.visible_to(provider).alias(stands_at=StageNow())
    if client:
        found = found.filter(client=client)
    if other:
        found = found.filter(_naming(Q(provider=other) | Q(organization=other)))
    for word in text.split():
        called = Q(client__name__icontains=word) | Q(client__preferred_name__icontains=word)
        named = Q(provider__name__icontains=word) | Q(organization__name__icontains=word)
        found = found.filter(called | _naming(named))
    return found


def _naming(party):
    return Q(pk__in=Party.objects.filter(party).values("release"))


def counts_of(found):
    """How many stand under each tab, and how many end within so many days."""
    holds = {key or "all": tab.holds for key, tab in TABS.items()}
    holds |= {f"within_{days}": _within(days) for days in SOON}
    counted = {key: Count("pk", filter=one or None) for key, one in holds.items()}
    counts = found.order_by().aggregate(**counted)
    return counts | {"": counts["all"]}


def listed(found, tab="", within=30, sort=""):
    """Those under the tab, in this order."""
    holds = _within(within) if tab == "ending" else TABS[tab].holds
    return found.filter(holds).order_by(*SORTS[sort][1], "id")


def clients_in(provider):
    """Whom the provider's releases are of, by id."""
    readable = Release.objects.visible_to(provider)
    return Client.objects.filter(pk__in=readable.values("client")).values_list("pk", "name")


def others_in(provider):
    """Whom the provider's releases name besides the provider, by id."""
    parties = Party.objects.filter(release__in=Release.objects.visible_to(provider))
    people = Provider.objects.filter(pk__in=parties.values("provider")).exclude(pk=provider.pk)
    places = Organization.objects.filter(pk__in=parties.values("organization"))
    named = [*people.values_list("pk", "name"), *places.values_list("pk", "name")]
    return sorted(named, key=lambda one: one[1].casefold())


def ending_by_week(found):
    """The Mondays of this week and those that follow, each with how many end from then on until
    the next one."""
    today = localdate(clock())
    monday = today - timedelta(days=today.weekday())
    weeks = [monday + timedelta(weeks=number) for number in range(WEEKS)]
    running = found.filter(stands_at__in=SIGNED_AND_NOT_OVER).order_by()
    ends = running.annotate(week=TruncWeek(F("in_force__endswith"))).values_list("week")
    counted = {localdate(week): total for week, total in ends.annotate(total=Count("pk")) if week}
    return [(week, counted.get(week, 0)) for week in weeks]
