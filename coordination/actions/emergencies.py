"""Emergency access: reading without a permission, beside consent and never part of it.

`begin_emergency` and `open_in_emergency` are functions of the database, which decide, lock and
write the ledger themselves; the second one is the only way by which a body leaves.
"""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from coordination.models import (
    EmergencyDelay,
    EmergencyReview,
    EmergencySwitch,
    EmergencyWish,
)
from ledger.actions import record
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.locks import lock_exclusive

REFUSALS = {
    "emergency_medical_personnel": {
        "ground": _("This ground is for doctors and psychiatrists. Choose another one.")
    },
    "emergency_ground_fits_programme": {
        "ground": _(
            "This is a Part 2 programme. It may tell without a permission only in a medical "
            "emergency, and only to medical personnel."
        )
    },
    "emergency_says_its_nature": {"nature": _("Write at least 20 characters")},
    "emergency_against_a_no_needs_a_threat": {
        "asked": _("Where the client said no, only a serious and imminent threat goes before it.")
    },
    "emergency_says_how_it_asked": {"asked_how": _("Write how you tried to ask")},
    "emergency_delay_says_why": {"safety_reason": _("Write at least 20 characters")},
    "emergency_delay_ends_in_thirty_days": {
        "told_not_before": _("Choose a day within the next 30 days")
    },
    "emergency_has_a_reviewer": _("Nobody would review it. Ask for a privacy officer first."),
    "emergency_is_reviewed_afterwards": _("This access still runs. Wait until it has ended."),
    "emergency_delay_is_only_prolonged": {
        "told_not_before": _("Choose a later day than the one before, as long as it has not come")
    },
}
"""What a constraint of the database means to the person at the form, by field."""


@dataclass(frozen=True)
class Opened:
    """A note as it was opened in an emergency, and what must be told with it."""

    access: UUID
    kind: str
    author: str
    service_date: date
    categories: list
    body: str
    obligations: list
    disagreements: list
    """What the client states against it, as JSON: it goes along (45 CFR 164.526(d)(5))."""


@transaction.atomic
def begin_emergency(*, organization, client=None, name="", born=None, **facts):
    """The id of the access that runs now, or None where it cannot be used for whom was meant.

    `facts` are ground, nature, asked, asked_how, safety_reason, told_not_before. Whoever is acting
    is the one who asks. Raises ValidationError with a sentence.
    """
    told = [facts.get(one, "") for one in ("ground", "nature", "asked", "asked_how")]
    quiet = [facts.get("safety_reason", ""), facts.get("told_not_before")]
    values = [organization.pk, client and client.pk, name, born, *told, *quiet]
    with refusals_in_words(REFUSALS), connection.cursor() as cursor:
        cursor.execute("select begin_emergency(%s" + ", %s" * 9 + ")", values)
        return cursor.fetchone()[0]


@transaction.atomic
def open_in_emergency(*, item_id):
    """The note, with its line in the ledger. A 404 unless an open access of whoever is acting
    reaches it; the caller renders inside the same transaction, under the locks."""
    with connection.cursor() as cursor:
        cursor.execute("select * from open_in_emergency(%s)", [item_id])
        found = cursor.fetchone()
    if not found:
        raise Http404
    *facts, disagreements = found
    return Opened(*facts, json.loads(disagreements))


@transaction.atomic
def switch_emergency(*, organization, is_on, by):
    """Emergency access turned on or off there, from now on. Raises ValidationError."""
    with refusals_in_words(REFUSALS):
        turned = EmergencySwitch(organization=organization, is_on=is_on, by=by)
        turned.save(force_insert=True)
    record(Verb.EMERGENCY_SWITCHED, by=by, subject=organization, detail={"is_on": is_on})


@transaction.atomic
def bar_emergency(*, client, is_barred, by):
    """Whether nobody may use emergency access for this client, from now on."""
    lock_exclusive([client.pk])
    EmergencyWish(client=client, is_barred=is_barred, by=by).save(force_insert=True)
    verb = Verb.EMERGENCY_BARRED if is_barred else Verb.EMERGENCY_ALLOWED
    acting_for = None if client.user_id == by.pk else client
    subject = ("clients.client", client.pk)
    record(verb, by=by, client=client, subject=subject, acting_for=acting_for)


@transaction.atomic
def prolong_delay(*, access, safety_reason, told_not_before, by):
    """The client is told later than was said. Raises ValidationError with a sentence."""
    with refusals_in_words(REFUSALS):
        delay = EmergencyDelay(access=access, reason=safety_reason, until=told_not_before, by=by)
        delay.save(force_insert=True)
    _record(Verb.EMERGENCY_DELAYED, access, by, until=told_not_before)


@transaction.atomic
def review_emergency(*, access, verdict, words, by):
    """Whether this was the verdict, and not another officer's before. Raises ValidationError."""
    lock_exclusive([access.pk])
    if EmergencyReview.objects.filter(access=access).exists():
        return False
    with refusals_in_words(REFUSALS):
        review = EmergencyReview(access=access, verdict=verdict, words=words, by=by)
        review.save(force_insert=True)
    _record(Verb.EMERGENCY_REVIEWED, access, by, verdict=verdict)
    return True


def _record(verb, access, by, **detail):
    """A line that is kept from the client as long as the access is: its detail names it."""
    detail = {"emergency": str(access.pk), **detail}
    record(verb, by=by, client=access.client_id, subject=access, detail=detail)
