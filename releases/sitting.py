"""Several forms in one sitting: what waits next, once one of them is answered."""

from releases.for_clients import described
from releases.models import Release


def next_after(release):
    """The oldest other request that waits for this client's answer, as they read it, or None.

    Forms that stand alone are asked for together and answered one after the other, never as one.
    """
    waiting = Release.objects.of(release.client).waiting().exclude(pk=release.pk)
    found = described(waiting.order_by("requested_at", "pk")[:1])
    return found[0] if found else None
