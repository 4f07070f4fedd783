"""Rows of emergency access, made as the owner, and what the database says about beginning one."""

import pytest

from coordination.models import (
    EmergencyAccess,
    EmergencyDelay,
    EmergencyReview,
    EmergencySwitch,
    EmergencyWish,
)
from coordination.models.emergencies import LASTS
from tests import factories as make
from tests.attempts import attempt, run

NATURE = "She called and said that she took all of her tablets."
DANGER = "He said that he would hurt whoever told us of it."
BODY = "Keeps tablets at home."
BEGIN = "select begin_emergency(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"

PROLONG = (
    "insert into coordination_emergencydelay (access_id, reason, until, by_id)"
    " values (%s, %s, %s, %s)"
)
JUDGE = (
    "insert into coordination_emergencyreview (access_id, verdict, words, by_id)"
    " values (%s, %s, %s, %s)"
)


def turn(organization, is_on=True):
    return EmergencySwitch.objects.create(organization=organization, is_on=is_on)


def access_of(provider, client, organization, *, begun=None, **fields):
    """The provider's access, begun a minute ago; the client was in no state to be asked."""
    begun = begun or make.ago(minutes=1)
    fields = {"ground": "threat", "nature": NATURE, "asked": "unable"} | fields
    parties = {"client": client, "provider": provider, "organization": organization}
    return EmergencyAccess.objects.create(**parties, begun_at=begun, until=begun + LASTS, **fields)


def delay(access, until, reason=DANGER):
    return EmergencyDelay.objects.create(access=access, until=until, reason=reason)


def bar(client, is_barred=True):
    return EmergencyWish.objects.create(client=client, is_barred=is_barred)


def review(access, verdict="justified"):
    return EmergencyReview.objects.create(access=access, verdict=verdict, words="Looked at it.")


def both_that_ended(provider, client, organization, word):
    """One that the client, Ana, was told of, and one that she will be; by the names of a table."""
    theirs = provider, client, organization
    ended = {"begun": make.ago(hours=3)}
    quiet = access_of(*theirs, **ended, nature=word("quiet", "nature"))
    delay(quiet, make.ahead(days=2), reason=word("quiet", "danger"))
    told = access_of(*theirs, **ended, nature=word("ana", "nature"))
    return {"anas_emergency": told, "quiet_emergency": quiet}


def asking(organization, client=None, **said):
    """What `begin_emergency` is called with."""
    said = {
        "name": "",
        "born": None,
        "ground": "threat",
        "nature": NATURE,
        "asked": "unable",
        "asked_how": "",
        "safety_reason": "",
        "told_not_before": None,
    } | said
    return [organization.pk, client and client.pk, *said.values()]


def begin(organization, client=None, **said):
    """The id of the access, or None where it cannot be used."""
    return run(BEGIN, *asking(organization, client, **said))[0][0]


def try_to_begin(organization, client=None, **said):
    """What refuses it, by name; a number where nothing does."""
    return attempt(BEGIN, *asking(organization, client, **said))


def listed(access):
    return {one for (one, *_) in run("select * from emergency_list(%s)", access.pk)}


def opened(item):
    """The body, or None."""
    found = run("select body from open_in_emergency(%s)", item.pk)
    return found[0][0] if found else None


# The situation: the practice of Ana's therapist has it on, and a colleague there is alarmed.


@pytest.fixture
def turned_on(practice, privacy_officer):
    """Emergency access is on there, and there is somebody to review it."""
    return turn(practice)


@pytest.fixture
def tablets(ana, therapist, practice):
    """The therapist's note about Ana, written at the practice and shared with nobody."""
    return make.item(therapist.provider, ana.client, organization=practice, body=BODY)


@pytest.fixture
def emergency(turned_on, ana, colleague, practice):
    """The colleague's access, which runs."""
    return access_of(colleague.provider, ana.client, practice)


@pytest.fixture
def clinic(db):
    """Another place, where it is off."""
    return make.organization("Hill Clinic")
