"""What recording a paper would open, of what the provider wrote."""

from functools import partial

from releases.actions.paper import as_if_recorded
from releases.actions.signing import NothingSignedError
from releases.effects import effects_of, people_of
from releases.models import Party


def effects_of_recording(release):
    """What the gate says would come of it; None where nothing could be recorded now."""
    two_way = release.direction == "two_way"
    hears = [one for one in release.parties.all() if two_way or one.side == Party.Side.RECIPIENT]
    deed = partial(as_if_recorded, release=release)
    try:
        return effects_of(deed, client=release.client, people=people_of(hears))
    except NothingSignedError:
        return None
