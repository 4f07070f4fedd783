"""What a privacy officer sees of the emergency accesses: never a body."""

from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from coordination.models import EmergencyAccess
from coordination.models.emergencies import Verdict
from coordination.presenters.ledger import lines_of
from ledger.clock import clock
from ledger.models import Entry
from releases.consent_map import State


@dataclass(frozen=True)
class Reviewed:
    """One access, and where it stands."""

    access: EmergencyAccess
    at: datetime
    viewer: object

    @property
    def runs(self):
        return self.access.until > self.at

    @property
    def review(self):
        return getattr(self.access, "review", None)

    @property
    def is_own(self):
        return self.access.provider.user_id == self.viewer.pk

    @property
    def can_be_judged(self):
        return not (self.review or self.runs or self.is_own)

    @property
    def delay(self):
        """The latest word that the client is told later, or None."""
        return max(self.access.delays.all(), key=lambda one: one.until, default=None)

    @property
    def is_quiet(self):
        return bool(self.delay and self.delay.until > self.at)

    @property
    def state(self):
        if self.review:
            return State.OPEN if self.review.verdict == Verdict.JUSTIFIED else State.HELD
        return State.ENDING if self.runs else State.WAITING

    @property
    def state_text(self):
        if self.review:
            return self.review.get_verdict_display()
        return _("Runs now") if self.runs else _("To review")


def queue(viewer, verdict=""):
    """Those that wait, the oldest first; or those with this verdict, the latest first."""
    found = EmergencyAccess.objects.select_related("client", "provider", "organization", "review")
    found = found.prefetch_related("delays")
    return found.reviewed(verdict) if verdict in Verdict else found.to_review()


def described(accesses, viewer):
    at = clock()
    return [Reviewed(one, at, viewer) for one in accesses]


def access_or_404(access_id, viewer):
    """One of them, for whoever reads it by the policies."""
    found = EmergencyAccess.objects.select_related(
        "client", "provider", "organization", "review", "review__by"
    ).prefetch_related("delays__by")
    return Reviewed(get_object_or_404(found, pk=access_id), clock(), viewer)


def lines_about(access, viewer):
    """What was done under it, from the ledger, the first line first."""
    entries = Entry.objects.filter(client=access.client_id, detail__emergency=str(access.pk))
    return lines_of(entries.order_by("at", "id"), client=access.client, viewer=viewer)
