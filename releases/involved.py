"""The releases that one provider has to do with."""

from clients.models import Client
from releases.acquaintance import treats
from releases.models import Release, SignedRecord
from releases.presenters import with_parties


def readable_by(provider):
    """Those that involve the provider, and all of the provider's own clients."""
    return with_parties(Release.objects.visible_to(provider))


def asked_with(provider, release):
    """What the provider asked of others at once with this one; of somebody else's asking, none."""
    asked = readable_by(provider).exclude(together=None).filter(proposed_by=provider)
    return asked.filter(together=release.together).exclude(pk=release.pk)


def of_own_clients(provider):
    """Those of the clients whom the provider treats now."""
    treated = Client.objects.treated_by(provider)
    return with_parties(Release.objects.visible_to(provider).filter(client__in=treated))


def may_have_record(provider, release):
    """Whether there is a signed record to give: one is kept, or this provider can have it made.

    Whoever does not treat the client sees too little of the evidence to make one.
    """
    if release.signed_at is None:
        return False
    return SignedRecord.objects.filter(release=release).exists() or treats(provider, release.client)
