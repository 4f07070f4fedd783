"""Two providers with clients of their own: what goes from one to the other, in two halves.

The halves know nothing of each other. The reader's stands on the permission of the reader's
client; of the other one the reader learns what they may open now, and no permission's words.
"""

from dataclasses import dataclass

from clients.models import Client
from coordination.models import Share
from coordination.presenters.staff import received_lines, sent_lines
from coordination.presenters.today import MOST, Some
from providers.finding import one_of
from providers.models import Provider
from releases.consent_map import State
from releases.involved import readable_by
from releases.presenters import lines_on

NOT_OVER = (State.OPEN, State.ENDING, State.WAITING)


@dataclass(frozen=True)
class Bridge:
    releases: list
    """The client's, in force or asked for, that name both."""
    sent: Some
    heard: Some
    """What the other wrote about clients whom the reader treats too."""
    theirs: Some


def named(provider_id, provider):
    """The other one whom an address names, in whatever standing, or None."""
    return one_of(Provider.objects.exclude(pk=provider.pk), provider_id)


def bridge(client, provider, other):
    """What the page shows of `client`, whom the reader treats, and of the other one's clients."""
    own = readable_by(provider).of(client).between(provider, other)
    sent = Share.objects.written_by(provider).about(client).filter(recipient=other)
    open_now = Share.objects.visible_to(provider).filter(author=other)
    treated = list(Client.objects.treated_by(provider).values_list("pk", flat=True))
    return Bridge(
        [line for line in lines_on(own, provider) if line.state in NOT_OVER],
        Some(sent_lines(sent.filter(withdrawn_at=None)[: MOST + 1], provider)),
        Some(received_lines(open_now.about(client)[: MOST + 1])),
        Some(received_lines(open_now.exclude(subjects__overlap=treated)[: MOST + 1])),
    )


def partners(client, provider):
    """With whom the client lets the provider work now."""
    return partners_in(lines_on(readable_by(provider).of(client), provider), provider)


def partners_in(lines, provider):
    """Those whom releases in force name together with this provider."""
    parties = [
        {one.provider for one in line.release.parties_now if one.provider_id}
        for line in lines
        if line.state in (State.OPEN, State.ENDING)
    ]
    both = {other for named in parties if provider in named for other in named - {provider}}
    return sorted(both, key=lambda one: (one.name, one.pk))
