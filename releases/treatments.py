"""Releases that end with a treatment: whose it is, in words, and whether it is running."""

from django.utils.translation import gettext as _

from clients.models import Treatment
from clients.names import isolated
from ledger.clock import StatementTimestamp
from releases.models import Party, Release
from releases.states import Event


def tellers_of(release):
    """The people who tell by this release, as it names them; not the organizations."""
    return sorted(
        (one.provider for one in release.parties.all() if one.provider and _tells(one)), key=str
    )


def ends_earlier(release):
    """The sentence about it, or nothing where only the last day counts."""
    if not release.ends_with_treatment:
        return ""
    return _("It ends earlier if the treatment with %(names)s ends.") % _names(release)


def offer_to_end(release):
    """The same as something to choose; nothing where no treatment could end it."""
    if not (release.ends_with_treatment or can_end_with_treatment(release)):
        return ""
    return _("End it earlier if the treatment with %(names)s ends") % _names(release)


def can_end_with_treatment(release):
    """Whether somebody who tells treats the client now, so that there is such an end to come."""
    return Treatment.objects.filter(
        client=release.client_id,
        provider__in=[one.pk for one in tellers_of(release)],
        during__contains=StatementTimestamp(),
    ).exists()


def ending_with(client, provider):
    """What would end if this provider no longer treated the client."""
    tells = Party.objects.filter(side=Party.Side.DISCLOSER, provider=provider)
    running = Release.objects.of(client).that_may(Event.END)
    return running.filter(ends_with_treatment=True, pk__in=tells.values("release"))


def _names(release):
    return {"names": "; ".join(isolated(one.name) for one in tellers_of(release))}


def _tells(party):
    return party.side == Party.Side.DISCLOSER
