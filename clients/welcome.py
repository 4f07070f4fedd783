"""What else may be done as a client is registered: the floors above say what there is."""

from collections.abc import Callable
from dataclasses import dataclass

_found: list[Callable] = []


@dataclass(frozen=True)
class Offer:
    """One thing that is done for a new client unless it is unticked."""

    key: str
    label: str
    answer: Callable
    """Called as `answer(client, by, takes)`, with whether it stayed ticked."""


def offers(find):
    """Registers what there is: `find(provider)` gives offers."""
    if find not in _found:
        _found.append(find)
    return find


def offers_for(provider):
    """What this provider is offered with a new client."""
    return [offer for find in _found for offer in find(provider)]
