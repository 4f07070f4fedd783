"""Why somebody can open a note, or can't, as the client reads it, and where to change that."""

from dataclasses import dataclass

from releases.for_clients import described
from releases.gate import PERMIT, decide
from releases.models import Release
from releases.reasons import Reader, in_words

# What no new permission would change.
NOT_BY_SIGNING = {"not_shared", "withdrawn", "standing", "restricted", "waiting", "later"}


@dataclass(frozen=True)
class Why:
    """The client's own permissions that it is open by, or what is missing, in sentences."""

    permissions: list
    sentences: list
    can_be_signed: bool
    """Whether a permission that the client signs would open it."""


def why(told, client):
    """One question to the gate. Of what others have signed or not it tells nothing."""
    share = told.share
    decision = decide(share)
    if decision.decision == PERMIT:
        own = Release.objects.of(client).filter(pk__in=decision.releases)
        return Why(described(own), [], can_be_signed=False)
    if told.is_over or len(share.subjects) > 1:
        return Why([], [], can_be_signed=False)
    missing = {one.reason for one in decision.reasons}
    sentences = in_words(decision.reasons, share, Reader.CLIENT)
    return Why([], sentences, can_be_signed=bool(missing) and not missing & NOT_BY_SIGNING)
