"""What a provider can open about a client, for the client to look at.

It is the provider's own list (`visible_to`), asked by the client: row security leaves of it what
the client, or who acts for them, may know. To look at it is no disclosure.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404

from coordination.models import Share
from coordination.presenters import notes_about_me
from coordination.presenters.amendments import own_stated
from coordination.presenters.attachments import attachments_for
from coordination.presenters.notes_about_me import Told
from coordination.presenters.staff import received_lines
from providers.models import Provider
from releases.gate import decide
from releases.models import Party, Release
from releases.notices import notices
from releases.presenters import lines_of


@dataclass(frozen=True)
class TheirNote:
    """One note as its recipient has it; without a text where the client reads none."""

    told: Told
    body: str | None
    why_not: str
    files: list
    notices: list
    allowed_by: list
    stated: list
    """What the reader stated against it, which goes along with it."""


def person_or_404(provider_id, client):
    """Somebody whom the reader knows of: named in a permission of the client's, or addressed."""
    parties = Party.objects.filter(release__in=Release.objects.of(client)).exclude(provider=None)
    addressed = Share.objects.about(client).values("recipient")
    known = Q(pk__in=parties.values("provider")) | Q(pk__in=addressed)
    return get_object_or_404(Provider.objects.filter(known), pk=provider_id)


def seen_by(provider, client):
    """The shares about the client that this provider can open now, newest first."""
    return Share.objects.visible_to(provider).about(client)


def seen_lines(shares, client):
    """Their lines; of whom else something is about, no name."""
    return received_lines(shares, people={client.pk: client})


def their_note_or_404(share_id, client, viewer):
    """The note in the words in which its recipient has it, while they can open it."""
    share = get_object_or_404(Share.objects.about(client).select_related("recipient"), pk=share_id)
    provider = share.recipient
    get_object_or_404(seen_by(provider, client), pk=share_id)
    told = notes_about_me.told_or_404(client, share_id)
    body, decision = notes_about_me.body_for(told), decide(share)
    # Row security drops the releases of somebody else whom the note is about.
    allowed_by = lines_of(Release.objects.filter(pk__in=decision.releases), provider)
    shown = notices(frozenset(decision.obligations), allowed_by)
    why_not = "" if body else notes_about_me.why_not(told)
    stated = own_stated(told, client=client, viewer=viewer)
    return TheirNote(told, body, why_not, list(attachments_for(told)), shown, allowed_by, stated)
