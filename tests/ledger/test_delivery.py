"""Real mail servers and workers that are killed."""

import os
import signal
import subprocess
import sys
from collections import Counter
from email import message_from_string
from email.policy import default

import pytest
from django.db import transaction

from ledger.ids import uuid7
from ledger.models import Outgoing
from ledger.outbox import Mail, deliver_due, enqueue

from .conftest import ANA, LEO, address, run

WORKER = """
import os, django
django.setup()
from django.conf import settings
from ledger import outbox
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {port}
die = lambda *args, **stamps: os.kill(os.getpid(), 9)
letter = lambda outgoing: outbox.Mail("ana@example.org", "Your receipt", "")
outbox._letters = {{"receipt": letter}}
{crime}
outbox.deliver_due()
"""
BEFORE_SENDING = 'outbox._letters = {"receipt": die}'
AFTER_SENDING = "outbox._settle = die"


def receipt(outgoing):
    return Mail("ana@example.org", "Your receipt", "")


@pytest.fixture
def promised(committed, letters):
    letters["receipt"] = receipt
    with transaction.atomic():
        enqueue("receipt", subject_id=ANA, recipient=LEO)


def worker(port, crime=""):
    """A worker of its own that logs in as clerk and does what a crime says."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "ACCORD_ROLE": "clerk",
        "CLERK_DATABASE_URL": address("clerk"),
    }
    script = WORKER.format(port=port, crime=crime)
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", script], env=environment)


def the_bound_passes():
    run("update ledger_outgoing set claimed_at = claimed_at - interval '6 min'")


def test_a_real_server_takes_one_letter_for_one_person(promised, post):
    assert deliver_due() == 1
    [letter] = post.letters
    message = message_from_string(letter.text, policy=default)
    assert letter.to == ["ana@example.org"]
    assert [message["To"], message["Cc"], message["Bcc"]] == ["ana@example.org", None, None]
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.usefixtures("promised")
def test_a_name_with_a_line_break_adds_no_recipient(letters, post):
    name = "Ana\r\nBcc: leo@example.org"
    letters["receipt"] = lambda outgoing: Mail(
        "ana@example.org", f"{name} wrote", f"{name}\r\n.\r\n"
    )
    deliver_due()
    [letter] = post.letters
    assert letter.to == ["ana@example.org"]
    assert message_from_string(letter.text, policy=default)["Bcc"] is None


def test_a_server_that_is_down_is_asked_again(promised, post):
    post.close()
    deliver_due()
    row = Outgoing.objects.stuck().get()
    assert (row.last_error, row.claimed_at, row.sent_at) == ("ConnectionRefusedError", None, None)


def test_a_server_that_comes_back_gets_the_letter(promised, post, settings):
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deliver_due()
    settings.EMAIL_PORT = up
    run("update ledger_outgoing set next_attempt_at = clock_timestamp()")
    deliver_due()
    assert (len(post.letters), Outgoing.objects.get().unknown) == (1, 0)


def test_killed_before_sending_it_goes_when_the_claim_is_over(promised, post):
    assert worker(post.port, BEFORE_SENDING).wait() == -signal.SIGKILL
    assert (deliver_due(), post.letters) == (0, [])
    the_bound_passes()
    assert (deliver_due(), len(post.letters)) == (1, 1)


def test_killed_after_sending_it_goes_again_under_the_same_id_and_is_counted(promised, post):
    assert worker(post.port, AFTER_SENDING).wait() == -signal.SIGKILL
    the_bound_passes()
    deliver_due()
    first, second = (message_from_string(letter.text, policy=default) for letter in post.letters)
    assert first["Message-ID"] == second["Message-ID"]
    assert Outgoing.objects.get().unknown == 1


def test_two_workers_at_once_send_each_letter_once(committed, post):
    with transaction.atomic():
        for _ in range(60):
            enqueue("receipt", subject_id=uuid7(), recipient=LEO)
    workers = [worker(post.port), worker(post.port)]
    assert [process.wait() for process in workers] == [0, 0]
    ids = Counter(message_from_string(letter.text)["Message-ID"] for letter in post.letters)
    assert (len(ids), set(ids.values())) == (60, {1})
    assert not Outgoing.objects.waiting().exists()
