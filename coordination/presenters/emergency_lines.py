"""What the lines of the ledger about emergency access say."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clients.names import isolated
from coordination.models import EmergencyAccess
from coordination.models.emergencies import Verdict
from coordination.presenters.sayings import THINGS
from ledger.models import Entry, Verb
from providers.models import Provider

VERDICTS = {
    Verdict.JUSTIFIED: gettext_lazy("it was right"),
    Verdict.CONCERN: gettext_lazy("it should not have been so"),
}


class Emergencies:
    """All that the lines of a page need, in as many queries for one as for many."""

    def __init__(self, entries, client):
        about = [one for one in entries if one.verb.startswith("emergency_")]
        begun = [one.subject_id for one in about if one.verb == Verb.EMERGENCY_BEGUN]
        authors = {one.detail["author"] for one in about if "author" in one.detail}
        self._natures = _natures(begun)
        self._opened = _opened(begun, client)
        self._names = _names(authors)

    def thing(self, entry):
        """What was opened: no share leads to it."""
        if entry.verb != Verb.EMERGENCY_OPENED:
            return ""
        thing = THINGS.get(entry.detail.get("kind"), _("something"))
        author = isolated(self._names.get(entry.detail.get("author"), _("somebody")))
        return _("%(thing)s by %(author)s") % {"thing": thing, "author": author}

    def words(self, entry):
        verdict = VERDICTS.get(entry.detail.get("verdict"), "")
        return {"notes": self._count(entry), "verdict": verdict}

    def nature(self, entry):
        """What whoever used it said, in their own words; while the reader may read the access."""
        begun = entry.verb == Verb.EMERGENCY_BEGUN
        return self._natures.get(entry.subject_id, "") if begun else ""

    def _count(self, entry):
        count = len(self._opened.get(entry.subject_id, ()))
        if not count:
            return _("nothing")
        return ngettext("%(count)d note", "%(count)d notes", count) % {"count": count}


def _natures(ids):
    if not ids:
        return {}
    found = EmergencyAccess.objects.filter(pk__in=ids).values_list("pk", "nature")
    return {str(key): nature for key, nature in found}


def _opened(ids, client):
    """The notes that were opened under each of these, every one counted once."""
    opened = defaultdict(set)
    if ids:
        lines = Entry.objects.about(client.pk).filter(verb=Verb.EMERGENCY_OPENED)
        lines = lines.filter(detail__emergency__in=ids)
        for access, item in lines.order_by().values_list("detail__emergency", "subject_id"):
            opened[access].add(item)
    return opened


def _names(ids):
    if not ids:
        return {}
    found = Provider.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(key): name for key, name in found}
