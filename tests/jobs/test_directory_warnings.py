"""Warnings of licences that end and of checks that are a year old: each once, to whom it is due."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from ledger.models import Outgoing
from providers.actions import Check, verify
from providers.letters import directory_digest, licence_ends, verification_due
from providers.models import Verification, Warned
from providers.verifying import says
from providers.warning import sweep
from tests import factories as make
from tests import people
from tests.attempts import NOT_ALLOWED, attempt
from tests.ledger.conftest import address
from tests.roles import as_clerk, as_role

DAY = timedelta(days=1)
KINDS = ("licence_ends", "verification_due", "directory_digest")


def swept():
    with as_role("clerk"):
        return sweep()


def promises(kind="licence_ends"):
    return Outgoing.objects.filter(kind=kind)


def letters(write, kind):
    with as_clerk():
        return [write(one) for one in promises(kind)]


@pytest.fixture
def park(db):
    return people.a_provider("Helen Park", "gp", "MD")


@pytest.fixture
def ruth(db):
    return make.staff("Ruth Adler", is_directory_admin=True)


def ending(park, days, **facts):
    return make.licence(park.provider, ends=make.TODAY + days * DAY, **facts)


@pytest.mark.parametrize(
    ("days", "told"), [(61, 0), (60, 1), (15, 1), (14, 1), (0, 1), (-1, 0), (None, 0)]
)
def test_a_licence_is_warned_of_in_its_time(park, ruth, days, told):
    make.licence(park.provider, ends=None if days is None else make.TODAY + days * DAY)
    assert (swept(), swept()) == (told, 0)
    assert [one.recipient for one in promises()] == [park.user.pk] * told
    assert promises("directory_digest").count() == told


def test_sixty_days_before_and_fourteen_days_before_is_two_letters(park, ruth):
    licence = ending(park, 60)
    assert swept() == 1
    # What will be so in 46 days: the same licence, the letter of 60 days sent already.
    shift = 46 * DAY
    make.change(licence, ends=licence.ends - shift)
    Warned.objects.update(day=licence.ends)
    promises().update(due_at=make.ago(days=46))
    assert (swept(), swept()) == (1, 0)
    assert promises().count() == 2


def test_a_new_last_day_is_warned_of_anew_and_the_old_letter_does_not_go(park, ruth):
    licence = ending(park, 10)
    assert swept() == 1
    assert [mail.to for mail in letters(licence_ends, "licence_ends")] == [park.user.email]
    make.change(licence, ends=make.TODAY + 40 * DAY)
    assert letters(licence_ends, "licence_ends") == [None]
    assert swept() == 1


def test_one_letter_a_morning_however_much_there_is(park, ruth):
    for number in range(7):
        ending(park, 5 + number, number=f"L{number}")
    ending(people.a_provider("Olga Brandt", "nurse", "RN"), 30)
    make.staff("Not a keeper")
    assert swept() == 8
    (digest,) = promises("directory_digest")
    assert digest.recipient == ruth.pk
    (mail,) = letters(directory_digest, "directory_digest")
    assert "Licences that end within 60 days: 2" in mail.body, "entries, as on the list"
    assert "/directory/quality/" in mail.body
    assert not {"Park", "Brandt", "L4711"} & set(mail.body.split())


def test_nobody_is_told_of_who_is_suspended_or_has_no_account(park, ruth):
    make.change(park.provider, standing="suspended")
    ending(park, 5)
    assert swept() == 0
    make.licence(make.provider("Olga Brandt"), ends=make.TODAY + 5 * DAY)
    assert swept() == 1
    assert not promises().exists()


def test_the_digest_stays_away_once_nothing_is_due_or_for_who_keeps_nothing(park, ruth):
    licence = ending(park, 5)
    swept()
    make.change(licence, ends=None)
    assert letters(directory_digest, "directory_digest") == [None]
    make.change(licence, ends=make.TODAY)
    assert letters(directory_digest, "directory_digest") != [None]
    make.change(ruth, is_directory_admin=False)
    assert letters(directory_digest, "directory_digest") == [None]


def test_a_check_of_a_year_ago_is_told_of_once_until_somebody_looks(park, ruth, as_web):
    for about in ("identity", "email"):
        make.change(park.provider, email="park@example.org")
        make.verification(park.provider, about, at=make.ago(days=366))
    assert (swept(), swept()) == (1, 0)
    (mail,) = letters(verification_due, "verification_due")
    assert (mail.to, "Nothing is closed" in mail.body) == (park.user.email, True)
    checks = [
        Check(about, park.provider, says(about, park.provider), "Seen.")
        for about in ("identity", "email")
    ]
    with as_web(ruth):
        verify(provider=park.provider, checks=checks, by=ruth)
    assert letters(verification_due, "verification_due") == [None]
    assert swept() == 0


def test_letters_are_in_the_language_of_the_reader(park, ruth):
    for person in (park.user, ruth):
        make.change(person, language="es")
    ending(park, 5)
    swept()
    (mail,) = letters(licence_ends, "licence_ends")
    assert mail.subject == "Revise sus datos en el directorio"
    assert "OR L4711" in mail.body
    (mail,) = letters(directory_digest, "directory_digest")
    assert "Licencias que terminan" in mail.body


def test_the_clerk_reads_what_it_needs_and_not_what_was_seen(park):
    make.verification(park.provider)
    with as_clerk():
        assert attempt("select saw from providers_verification") == NOT_ALLOWED
        assert attempt("update providers_warned set ahead = 1") == NOT_ALLOWED
        assert Verification.objects.values("about").count() == 1


def test_the_site_does_not_know_what_was_warned_of(ruth, as_web):
    with as_web(ruth):
        assert attempt("select id from providers_warned") == NOT_ALLOWED


WORKER = """
import os, django
django.setup()
from providers import warning
die = lambda *args, **facts: os.kill(os.getpid(), 9)
{crime}
warning.sweep()
"""


def worker(crime=""):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "ACCORD_ROLE": "clerk",
        "CLERK_DATABASE_URL": address("clerk"),
    }
    script = WORKER.format(crime=crime)
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", script], env=environment)


def promised():
    return (Warned.objects.count(), promises().count(), promises("directory_digest").count())


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_and_one_that_is_killed_promise_each_letter_once(park, ruth):
    for number in range(12):
        ending(park, 3, number=f"L{number}")
    assert worker("warning._promise_digest = die").wait(timeout=60) == -9
    assert promised() == (0, 0, 0)
    sweeps = [worker("warning.BATCH = 2") for _sweep in range(2)]
    assert [sweep.wait(timeout=60) for sweep in sweeps] == [0, 0]
    assert promised() == (12, 12, 1)
