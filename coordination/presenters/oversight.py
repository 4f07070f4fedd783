"""A privacy officer's first page: how the ledger was found, and what waits."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from coordination import unusual
from coordination.models import Complaint, EmergencyAccess
from coordination.presenters.finding import MOST_COUNTED, Total, total
from ledger.checked import Check, last_check, last_published
from releases.consent_map import State


@dataclass(frozen=True)
class Overview:
    """All that the page says; the ledger's state is what the database holds of its last check."""

    check: Check | None
    published_at: datetime | None
    head: str
    reports: Total
    emergencies: Total
    unusual: Total

    @property
    def state(self):
        if self.check is None or self.check.is_late:
            return State.ENDING
        return State.OPEN if self.check.is_good else State.ENDED

    @property
    def state_text(self):
        if self.check is None:
            return _("Never checked")
        if not self.check.is_good:
            return _("Not as it was written")
        return _("Not checked since") if self.check.is_late else _("As it was written")


def overview():
    published_at, head = last_published() or (None, "")
    reports, openings = total(Complaint.objects.open()), Total(unusual.how_many(MOST_COUNTED + 1))
    emergencies = total(EmergencyAccess.objects.to_review())
    waits = reports, emergencies, openings
    return Overview(last_check(), published_at, head or "", *waits)
