"""The daily check of consent finds what somebody planted, and nothing in an honest database."""

import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coordination import consent_check
from coordination.consent_check import differences
from coordination.tasks import verify_consent
from ledger.models import Outgoing
from ledger.outbox import deliver_due
from tests import factories as make
from tests.roles import as_role

from .conftest import past_the_triggers, run

ALWAYS = "tstzmultirange(tstzrange(NULL, NULL))"


def plant(share, column="consent", value=ALWAYS):
    """A share that holds something else than its triggers gave it."""
    with past_the_triggers("coordination_share"):
        run(f"update coordination_share set {column} = {value} where id = %s", share.pk)


def found():
    """What the worker finds."""
    with as_role("clerk"):
        return list(differences())


def test_an_honest_database_has_no_difference(open_share, held_share):
    assert found() == []


@pytest.mark.django_db
def test_neither_has_an_empty_one():
    assert found() == []


def test_consent_that_was_widened_is_found(held_share):
    plant(held_share)
    [difference] = found()
    assert difference.share == held_share.pk
    assert "holds {(,)}, the formula says {[" in str(difference)


def test_consent_that_was_taken_away_is_found(open_share):
    plant(open_share, value="'{}'")
    assert [difference.share for difference in found()] == [open_share.pk]


@pytest.mark.parametrize(
    ("column", "value"),
    [("service_date", "'2001-01-01'"), ("subjects", "'{}'"), ("categories", "'{attendance}'")],
)
def test_a_copy_that_is_not_its_items_is_found(open_share, column, value):
    plant(open_share, column, value)
    assert str(*found()) == f"share {open_share.pk}: its copies are not those of its item"


def test_a_release_that_was_changed_past_its_triggers_is_found(open_share, psychiatrist):
    with past_the_triggers("releases_release"):
        make.change(psychiatrist.release, in_force="empty")
    assert [difference.computed for difference in found()] == ["{}"]


def test_the_walk_goes_on_past_a_batch(note, psychiatrist, therapist, ana, monkeypatch):
    monkeypatch.setattr(consent_check, "BATCH", 2)
    items = [make.item(therapist.provider, ana.client) for _number in range(5)]
    shares = [make.share(item, psychiatrist.provider) for item in items]
    plant(shares[0])
    plant(shares[4])
    assert {difference.share for difference in found()} == {shares[0].pk, shares[4].pk}


def test_the_command_prints_each_difference_and_fails(open_share, held_share):
    plant(held_share)
    out = StringIO()
    with as_role("clerk"), pytest.raises(CommandError, match="1 differences"):
        call_command("verify_consent", stdout=out, stderr=StringIO())
    assert f"share {held_share.pk}: holds" in out.getvalue()


def test_the_command_shows_how_far_it_is(open_share, held_share):
    out, progress = StringIO(), StringIO()
    with as_role("clerk"):
        call_command("verify_consent", stdout=out, stderr=progress)
    assert "what the formula says: 2 shares" in out.getvalue()
    assert "2 of 2 shares\n" in progress.getvalue()


@pytest.fixture
def alarm(held_share, settings, caplog):
    """The daily task has run, and found what was planted."""
    settings.OPERATOR_EMAIL = "operator@example.org"
    plant(held_share)
    with as_role("clerk"), caplog.at_level(logging.ERROR):
        verify_consent()
    return caplog


def test_the_task_leaves_an_alert_in_the_log(alarm, held_share):
    [line] = [record.getMessage() for record in alarm.get_records("setup")]
    assert line == f"ALERT consent differs, first shares: {held_share.pk}"


def test_the_operator_gets_a_mail_that_names_nobody(alarm, post):
    with as_role("clerk"):
        deliver_due()
    [letter] = post.letters
    assert letter.to == ["operator@example.org"]
    assert "verify_consent" in letter.text
    assert "Ana" not in letter.text


def test_the_task_says_nothing_about_an_honest_database(open_share, caplog):
    with as_role("clerk"):
        verify_consent()
    assert (caplog.records, Outgoing.objects.filter(kind="consent_alert").count()) == ([], 0)
