"""Releases, and finding those that one looks for."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.models import Provider
from releases.models.by_default import DefaultAsk
from releases.models.forms_of_law import Instrument
from releases.models.parties import Party
from releases.models.stages import StageNow
from releases.models.vocabulary import EXCLUSIVE, Direction, Purpose, SignedBy
from releases.states import OVER, stages_before

# Ten years. The forms allow less; this is what no code may go beyond.
LONGEST = timedelta(days=3653)
# Likewise for how long a question stays open, and how often it is brought to mind.
LONGEST_WAIT = timedelta(days=365)
MOST_NUDGES = 2


class ReleaseQuerySet(models.QuerySet):
    def of(self, client):
        """Every release of this client, whatever became of it."""
        return self.filter(client=client)

    def with_stage(self):
        """Each with its `stage`, and `seen_at`, the moment at which it stood there."""
        return self.annotate(stage=StageNow(), seen_at=StatementTimestamp())

    def at(self, *stages):
        """Those that stand at one of these now."""
        return self.alias(stands_at=StageNow()).filter(stands_at__in=stages)

    def that_may(self, event):
        """Those to which this can happen now."""
        return self.at(*stages_before(event))

    def in_force(self):
        """Signed, begun and not ended, by the database's clock."""
        return self.filter(in_force__contains=StatementTimestamp())

    def waiting(self):
        """Asked for and neither signed nor declined while that is still possible."""
        now = StatementTimestamp()
        in_time = Q(answer_by=None) | Q(answer_by__gt=now)
        return self.filter(in_time, signed_at=None, declined_at=None, expires_at__gt=now)

    def run_out(self):
        """Never answered, and too late for it by now."""
        now = StatementTimestamp()
        late = Q(answer_by__lte=now) | Q(expires_at__lte=now)
        return self.filter(late, signed_at=None, declined_at=None)

    def over(self):
        """Nothing comes of these any more: ended, declined, or never answered in time."""
        return self.at(*OVER)

    def naming(self, provider):
        """The releases that name this provider, on either side."""
        return self.filter(pk__in=Party.objects.filter(provider=provider).values("release"))

    def between(self, one, other):
        """The releases that name both of these providers, on whichever side."""
        return self.naming(one).naming(other)

    def reaching(self, provider):
        """The releases that name this provider, or where they work now, on either side."""
        at_work = provider.memberships.filter(during__contains=StatementTimestamp())
        parties = Party.objects.filter(
            Q(provider=provider) | Q(organization__in=at_work.values("organization"))
        )
        return self.filter(pk__in=parties.values("release"))

    def involving(self, provider):
        """What the provider asked for, and what reaches them once it is signed.

        Also after the end: a release is its parties' legal basis.
        """
        return self.filter(proposed_by=provider) | self.reaching(provider).exclude(signed_at=None)

    def visible_to(self, provider):
        """What involves the provider, and everything of the clients whom they treat."""
        treated = Q(client__in=Client.objects.treated_by(provider))
        # A client who thinks about sharing, or about a change, has told nobody yet.
        treated &= ~Q(proposed_by=None, signed_at=None)
        return self.filter(treated | Q(pk__in=self.model.objects.involving(provider).values("pk")))

    def begun_by(self, client):
        """What the client began without being asked and has not signed yet."""
        return self.of(client).waiting().filter(proposed_by=None, supersedes=None)

    def drafts_of(self, release):
        """The client's own changes of this release that wait for a signature."""
        return self.waiting().filter(supersedes=release, proposed_by=None)

    def due_for_nudge(self):
        """What the sweep of requests takes, by an index of those with a reminder to come."""
        return self.filter(next_nudge_at__lte=StatementTimestamp())

    def due_for_reminder(self):
        """What the sweep takes: a partial index holds only releases with a reminder to come."""
        return self.filter(next_reminder_at__lte=StatementTimestamp())


class Release(models.Model):
    """A client's release of information, from the first asking to its end.

    Times are instants; the database stamps `signed_at` and `revoked_at` itself and keeps
    `majority_at` and `in_force` by trigger. What was signed cannot be changed, only ended.
    """

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="releases")
    instrument = models.CharField(max_length=30, choices=Instrument, default=Instrument.GENERAL)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction, default=Direction.ONE_WAY
    )
    categories = ArrayField(models.CharField(max_length=40), verbose_name=_("kinds"))
    asked_categories = ArrayField(models.CharField(max_length=40), null=True, editable=False)
    """The kinds as they were asked, kept from the moment that the client chose among them."""
    purposes = ArrayField(models.CharField(max_length=40), verbose_name=_("purposes"))
    information_from = models.DateField(_("information from"), null=True, blank=True)
    information_until = models.DateField(_("information until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    proposed_by = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="proposed_releases"
    )
    default_ask = models.ForeignKey(
        DefaultAsk, models.PROTECT, null=True, blank=True, editable=False, related_name="releases"
    )
    """The practice's asking by default of which this is a part."""
    requested_at = models.DateTimeField(db_default=ClockTimestamp())
    answer_by = models.DateTimeField(_("to be answered by"), null=True, blank=True)
    """Until when a request can be signed; what the client begins waits for nobody's question."""
    declined_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=20, choices=SignedBy, default=SignedBy.CLIENT)
    effective_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(_("ends"))
    ends_with_treatment = models.BooleanField(
        _("ends with the treatment"), default=False, db_default=False
    )
    """Besides its last day: it ends as soon as one who tells no longer treats the client."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    majority_at = models.DateTimeField(null=True, blank=True, editable=False)
    in_force = DateTimeRangeField(editable=False, default="empty", db_default="empty")
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    together = models.UUIDField(null=True, editable=False)
    """The same one for all that several clients were asked for at once."""
    next_reminder_at = models.DateTimeField(null=True, blank=True, editable=False)
    next_nudge_at = models.DateTimeField(null=True, blank=True, editable=False)
    nudges = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    """How often the client was reminded of the request. Twice at most, and then silence."""

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-id"]
        indexes = [
            models.Index(fields=["client", "-requested_at"], name="release_of_client"),
            models.Index(
                fields=["next_reminder_at"],
                condition=Q(next_reminder_at__isnull=False),
                name="release_reminder_due",
            ),
            models.Index(
                fields=["next_nudge_at"],
                condition=Q(next_nudge_at__isnull=False),
                name="release_nudge_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["together", "client"], name="release_together_once"),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="release_instrument_is_known"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="release_direction_is_known"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__in=SignedBy.values), name="release_signed_by_is_known"
            ),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0), name="release_has_categories"
            ),
            models.CheckConstraint(condition=Q(purposes__len__gt=0), name="release_has_purposes"),
            models.CheckConstraint(
                condition=Q(purposes__contained_by=Purpose.values),
                name="release_purposes_are_known",
            ),
            models.CheckConstraint(
                condition=(Q(instrument="general") & ~Q(categories__overlap=list(EXCLUSIVE)))
                | Q(instrument="psychotherapy_notes", categories=["psychotherapy_notes"])
                | Q(instrument="sud_counseling_notes", categories=["sud_counseling_notes"]),
                name="release_exclusive_category_stands_alone",
            ),
            models.CheckConstraint(
                condition=Q(information_from__isnull=True)
                | Q(information_until__isnull=True)
                | Q(information_until__gte=F("information_from")),
                name="release_information_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(effective_at__isnull=True) | Q(expires_at__gt=F("effective_at")),
                name="release_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(
                    expires_at__lte=Greatest("requested_at", "effective_at", "signed_at") + LONGEST
                ),
                name="release_is_not_longer_than_ten_years",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True)
                | Q(answer_by__lte=F("requested_at") + LONGEST_WAIT),
                name="release_is_answered_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(nudges__lte=MOST_NUDGES), name="release_is_nudged_twice_at_most"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(declined_at__isnull=True),
                name="release_signed_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=False)
                | Q(revoked_at__isnull=True, superseded_at__isnull=True, ended_at__isnull=True),
                name="release_ends_only_once_signed",
            ),
        ]

    def __str__(self):
        return f"release {self.pk}"

    @property
    def parties_now(self):
        """Those whom it names: for one who was merged, the entry that goes on."""
        parties = list(self.parties.all())
        followed = {one.named_id for one in parties}
        return [one for one in parties if one.pk not in followed]

    @property
    def parties_signed(self):
        """Those who stood there when it was signed."""
        return [one for one in self.parties.all() if one.named_id is None]

    @property
    def is_own_change(self):
        """The client's own change of what was signed, and nobody's request."""
        return self.supersedes_id is not None and self.proposed_by_id is None

    @property
    def is_own_start(self):
        """Begun by the client: nobody asked, and it takes no other one's place."""
        return self.supersedes_id is None and self.proposed_by_id is None

    @property
    def open_until(self):
        """When it can no longer be answered, as long as nobody has."""
        return min(filter(None, [self.answer_by, self.expires_at]))
