"""Who edits what the directory says of one organization."""

from django.db import transaction
from django.db.models import F, Func
from django.db.models.functions import Lower

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.models import PracticeAdmin


@transaction.atomic
def name_practice_admin(*, organization, user, by):
    """From now on this person edits this organization. Raises ValidationError with a sentence."""
    during = Func(ClockTimestamp(), None, function="tstzrange")
    named = PracticeAdmin(organization=organization, user=user, named_by=by, during=during)
    with refusals_in_words():
        named.save(force_insert=True)
    _record(Verb.PRACTICE_ADMIN_NAMED, named, by)
    return named


@transaction.atomic
def end_practice_admin(*, practice_admin, by):
    """Whether it ends with this."""
    running = PracticeAdmin.objects.running().filter(pk=practice_admin.pk)
    until_now = Func(Lower(F("during")), ClockTimestamp(), function="tstzrange")
    if not running.update(during=until_now):
        return False
    _record(Verb.PRACTICE_ADMIN_ENDED, practice_admin, by)
    return True


def _record(verb, named, by):
    about = ("providers.organization", named.organization_id)
    record(verb, by=by, subject=about, detail={"user": named.user_id})
