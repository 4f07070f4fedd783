"""Promises: made once, claimed once, tried again, given up, put back."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, transaction

from ledger.ids import uuid7
from ledger.models import Outgoing
from ledger.outbox import MAX_ATTEMPTS, Mail, deliver_due, delivers, enqueue
from tests.roles import as_role

from .conftest import ANA, LEO, logged_in, run

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEUTRAL = Mail("ana@example.org", "You have something to review", "Sign in to see it.")


def broken(outgoing):
    raise ZeroDivisionError("a word about Ana")


def fail_until(attempts):
    """The row after so many failed attempts, each made due at once."""
    for _ in range(attempts):
        Outgoing.objects.update(next_attempt_at=NOON)
        deliver_due()
    return Outgoing.objects.get()


@pytest.fixture
def promise(db):
    enqueue("review", subject_id=ANA, recipient=LEO)
    return Outgoing.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize("due_at", [None, NOON])
def test_a_promise_made_twice_is_one_message(due_at):
    promise = {"subject_id": ANA, "recipient": LEO, "due_at": due_at}
    assert enqueue("review", **promise)
    assert not enqueue("review", **promise)
    assert Outgoing.objects.count() == 1


@pytest.mark.django_db
def test_a_promise_for_another_date_person_subject_or_kind_is_another():
    enqueue("review", subject_id=ANA, recipient=LEO)
    assert enqueue("review", subject_id=ANA, recipient=LEO, due_at=NOON)
    assert enqueue("review", subject_id=ANA, recipient=ANA)
    assert enqueue("review", subject_id=LEO, recipient=LEO)
    assert enqueue("receipt", subject_id=ANA, recipient=LEO)


def test_a_promise_without_a_transaction_is_refused(committed):
    with pytest.raises(transaction.TransactionManagementError, match="belongs to the change"):
        enqueue("review", subject_id=ANA, recipient=LEO)


def test_web_makes_promises_and_can_do_nothing_else_with_them(promise):
    with as_role("web"):
        assert enqueue("review", subject_id=LEO, recipient=LEO)
        assert not enqueue("review", subject_id=ANA, recipient=LEO)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from ledger_outgoing",
        "update ledger_outgoing set sent_at = clock_timestamp()",
        "delete from ledger_outgoing",
        "insert into ledger_outgoing (kind) values ('review')",
    ],
)
def test_web_has_no_rights_on_the_outbox(promise, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), as_role("web"):
        run(statement)


def test_the_clerk_deletes_no_promise(promise):
    with pytest.raises(ProgrammingError, match="permission denied"), as_role("clerk"):
        run("delete from ledger_outgoing")


def test_a_message_goes_once_to_one_person_with_its_own_id(promise, letters, settings):
    settings.SITE_URL = "https://accord.example:8443"
    letters["review"] = lambda outgoing: NEUTRAL
    with as_role("clerk"):
        assert (deliver_due(), deliver_due()) == (1, 0)
    [letter] = mail.outbox
    assert letter.recipients() == ["ana@example.org"]
    assert letter.extra_headers["Message-ID"] == f"<{promise.id}@accord.example>"
    assert Outgoing.objects.get().sent_at


def test_what_should_no_longer_go_is_dropped(promise, letters):
    letters["review"] = lambda outgoing: None
    deliver_due()
    assert mail.outbox == []
    assert Outgoing.objects.get().dropped_at


@pytest.mark.django_db
def test_nothing_goes_before_it_is_due(letters):
    letters["review"] = lambda outgoing: NEUTRAL
    enqueue("review", subject_id=ANA, recipient=LEO, due_at=datetime.now(UTC) + timedelta(hours=1))
    assert deliver_due() == 0
    assert Outgoing.objects.waiting().count() == 1


@pytest.mark.django_db
def test_no_more_go_than_the_limit_says(letters):
    letters["review"] = lambda outgoing: NEUTRAL
    for _ in range(3):
        enqueue("review", subject_id=uuid7(), recipient=LEO)
    assert deliver_due(limit=2) == 2
    assert Outgoing.objects.waiting().count() == 1


def test_a_failure_is_tried_again_later_and_leaves_no_word_behind(promise, letters, caplog):
    letters["review"] = broken
    deliver_due()
    row = Outgoing.objects.stuck().get()
    assert (row.last_error, row.attempts) == ("ZeroDivisionError", 1)
    assert row.next_attempt_at > promise.next_attempt_at + timedelta(seconds=25)
    assert "Ana" not in caplog.text


def test_the_pauses_grow_to_six_hours_and_no_further(promise, letters):
    letters["review"] = broken
    row = fail_until(MAX_ATTEMPTS - 1)
    [(pause,)] = run("select next_attempt_at - clock_timestamp() from ledger_outgoing")
    assert timedelta(hours=5, minutes=59) < pause <= timedelta(hours=6)
    assert row.dead_at is None


def test_the_last_failure_makes_a_dead_letter_and_an_alert(promise, letters, caplog):
    letters["review"] = broken
    fail_until(MAX_ATTEMPTS)
    assert str(Outgoing.objects.dead().get()) == f"review {promise.id}"
    assert f"ALERT outbox: review {promise.id} is a dead letter" in caplog.text


def test_a_kind_that_nobody_knows_is_dead_at_once(promise, letters):
    deliver_due()
    assert Outgoing.objects.dead().get().last_error == "UnknownKindError"


def test_one_failure_holds_nobody_else_up(promise, letters):
    letters["review"], letters["receipt"] = broken, lambda outgoing: NEUTRAL
    enqueue("receipt", subject_id=ANA, recipient=LEO)
    assert deliver_due() == 2
    assert len(mail.outbox) == 1


def test_a_letter_that_fails_undoes_what_it_wrote(promise, letters):
    def write_and_fail(outgoing):
        enqueue("receipt", subject_id=ANA, recipient=LEO)
        raise ZeroDivisionError

    letters["review"] = write_and_fail
    deliver_due()
    assert Outgoing.objects.get() == promise


def test_a_claim_holds_for_five_minutes(promise, letters):
    letters["review"] = lambda outgoing: NEUTRAL
    run("update ledger_outgoing set claimed_at = clock_timestamp() - interval '4 min 50 s'")
    assert deliver_due() == 0
    run("update ledger_outgoing set claimed_at = clock_timestamp() - interval '5 min 1 s'")
    assert deliver_due() == 1
    assert Outgoing.objects.get().unknown == 1


def test_a_message_over_which_each_worker_dies_is_given_up(promise, letters):
    letters["review"] = lambda outgoing: NEUTRAL
    Outgoing.objects.update(claimed_at=NOON, attempts=MAX_ATTEMPTS)
    deliver_due()
    assert mail.outbox == []
    assert Outgoing.objects.dead().get().last_error == "ClaimsLostError"


def test_who_lost_a_claim_to_another_worker_stamps_nothing(promise, letters):
    def overtaken(outgoing):
        Outgoing.objects.update(claimed_at=datetime.now(UTC))
        return NEUTRAL

    letters["review"] = overtaken
    deliver_due()
    assert Outgoing.objects.get().sent_at is None


def test_two_workers_claim_a_message_once(committed, letters):
    with transaction.atomic():
        enqueue("review", subject_id=ANA, recipient=LEO)
    letters["review"] = lambda outgoing: NEUTRAL
    with logged_in("clerk") as other:
        other.execute("select 1 from ledger_outgoing for update skip locked")
        assert deliver_due() == 0
    assert deliver_due() == 1


def test_delivering_inside_a_transaction_is_refused(committed):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        deliver_due()


def test_a_kind_has_one_writer(letters):
    delivers("review")(broken)
    with pytest.raises(ValueError, match="written elsewhere"):
        delivers("review")(lambda outgoing: None)


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.org, leo@example.org",
        "ana@example.org\r\nBcc: leo@example.org",
        "Ana <a@b.org>",
    ],
)
def test_a_mail_has_one_bare_address(address):
    with pytest.raises(ValidationError):
        Mail(address, "Your receipt", "")


def test_a_subject_stays_one_line():
    assert Mail("a@b.org", "Hello\r\nBcc: leo@example.org", "").subject == (
        "Hello Bcc: leo@example.org"
    )


def test_a_message_ends_in_one_way_only(promise):
    with pytest.raises(IntegrityError, match="outgoing_ends_one_way"):
        Outgoing.objects.update(sent_at=NOON, dead_at=NOON)


def test_the_dead_are_listed_and_one_is_put_back(promise, letters):
    letters["review"] = broken
    fail_until(MAX_ATTEMPTS)
    out = StringIO()
    with as_role("clerk"):
        call_command("dead_letters", stdout=out)
        call_command("dead_letters", retry=promise.id, stdout=out)
    assert f"{promise.id}  review  12 attempts  ZeroDivisionError  dead since" in out.getvalue()
    assert Outgoing.objects.due().get().attempts == 0


def test_only_a_dead_letter_is_put_back(promise):
    with pytest.raises(CommandError, match="There is no dead letter"):
        call_command("dead_letters", retry=promise.id)
