"""What the end of a treatment would close, before it is ended."""

from dataclasses import dataclass
from functools import partial

from clients.actions import end_treatment
from coordination.models import Share
from providers.models import Standing
from releases.gate import Effect, preview
from releases.presenters import day, lines_of
from releases.treatments import ending_with


@dataclass(frozen=True)
class Closing:
    """One note of the provider's own that nobody could open any more through this share."""

    what: str
    recipient: str
    day: str


@dataclass(frozen=True)
class Ending:
    """The releases that would end, and the provider's own notes that would close with them."""

    releases: list
    closes: list

    @property
    def closes_what_others_wrote(self):
        return any(line.goes_both_ways for line in self.releases)


def effects_of_ending(client, provider, by):
    """What the gate says would come of it; nothing of it stays."""
    shares = Share.objects.written_by(provider).about(client).filter(withdrawn_at=None)
    can_open = shares.filter(recipient__standing=Standing.ACTIVE)
    deed = partial(end_treatment, client=client, provider=provider, by=by)
    changes = preview(can_open, deed)
    closes = {one.share_id for one in changes if one.effect == Effect.CLOSES}
    shown = shares.filter(pk__in=closes).select_related("recipient").order_by("-shared_at", "-id")
    lines = [
        Closing(one.get_kind_display(), one.recipient.name, day(one.service_date)) for one in shown
    ]
    return Ending(lines_of(ending_with(client, provider), provider), lines)
