"""The worker's daily rounds, as clerk."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError

from ledger import tasks
from ledger.heads import Head, heads_in, publish
from ledger.models import Entry, Outgoing, Verb
from ledger.verify import verify
from tests.roles import as_role

from .conftest import ANA, logged_in, run, tampering

LINE = """
insert into ledger_entry (verb, subject_type, subject_id, release_ids, reason, detail)
values ('invited', '', '', '{}', '', '{}')
"""


@pytest.fixture(autouse=True)
def officer(settings):
    settings.OPERATOR_EMAIL = "officer@example.org"
    settings.LEDGER_KEY = "a key of its own"


def test_a_good_ledger_is_checked_in_silence(history, caplog):
    with as_role("clerk"):
        tasks.verify_ledger()
    assert "ALERT" not in caplog.text
    assert not Outgoing.objects.exists()


def test_a_difference_is_one_line_in_the_log_and_a_mail(history, caplog):
    with tampering():
        run("delete from ledger_entry where client = %s and position = 2", ANA)
    with as_role("clerk"):
        tasks.verify_ledger()
        tasks.deliver_outgoing()
    assert [r.message for r in caplog.records if r.levelname == "ERROR"] == [
        f"ALERT ledger differs: chain {ANA}, line 2: is missing"
    ]
    [letter] = mail.outbox
    assert letter.to == ["officer@example.org"]
    assert str(ANA) not in letter.body


def test_the_head_of_the_day_reaches_the_officers_mailbox(history):
    with as_role("clerk"):
        tasks.publish_heads()
        tasks.deliver_outgoing()
    [letter] = mail.outbox
    [head] = heads_in(letter.body)
    assert (head.number > 0, head.lines, head.chains, head.is_ours) == (True, 9, 3, True)
    assert letter.to == ["officer@example.org"]


def test_the_head_can_be_published_by_hand(history):
    out = StringIO()
    with as_role("clerk"):
        call_command("publish_heads", stdout=out)
    assert "lines=9 chains=3 head=" in out.getvalue()


def test_publishing_is_itself_a_line_of_the_ledger(history):
    head = publish()
    assert Entry.objects.about(None)[0].detail == {"line": str(head)}
    assert Entry.objects.about(None)[0].verb == Verb.LEDGER_PUBLISHED


def test_without_an_address_nothing_is_mailed(history, settings):
    settings.OPERATOR_EMAIL = ""
    tasks.publish_heads()
    tasks.deliver_outgoing()
    assert mail.outbox == []
    assert Outgoing.objects.get().dropped_at


def test_a_retired_key_still_proves_what_it_signed(history, settings):
    del settings.LEDGER_KEY
    head = publish()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert head.is_ours
    settings.SECRET_KEY_FALLBACKS = []
    assert not head.is_ours


def test_a_head_survives_being_quoted_in_a_mail(history):
    head = publish()
    assert list(heads_in(f"Dear officer,\n> > {head}\r\nand so on")) == [head]
    assert list(heads_in(re.sub("head=", "head=x", str(head)))) == []


def test_an_empty_ledger_can_be_published(db):
    assert publish()[1:4] == Head("", 0, 0, 0, "")[1:4]
    assert list(verify()) == []


def test_publishing_waits_for_lines_that_are_still_being_written(committed, monkeypatch):
    monkeypatch.setattr("ledger.heads.PATIENCE", "100ms")
    with logged_in("clerk") as writer:
        writer.execute(LINE)
        with pytest.raises(OperationalError, match="lock timeout"):
            publish()
    head = publish()
    assert (head.number, head.lines) == (Entry.objects.earliest("number").number, 1)
    assert list(verify([head])) == []
