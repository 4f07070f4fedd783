"""The releases that one provider has to do with."""

from django.utils.translation import gettext_lazy as _

from releases.models import Release
from releases.presenters import with_parties

TABS = {
    "": _("All"),
    "open": _("Open"),
    "waiting": _("Waiting for signature"),
    "over": _("Ended"),
}


def involving(provider, tab=""):
    """Those that involve the provider, newest first; with a tab, only what belongs under it."""
    mine = Release.objects.involving(provider)
    narrowed = {"open": mine.in_force, "waiting": mine.waiting, "over": mine.over}
    return with_parties(narrowed.get(tab, mine.all)())


def readable_by(provider):
    """Those, and all of the provider's own clients."""
    return with_parties(Release.objects.visible_to(provider))
