"""Writing lines, and the ways of changing them that Python refuses."""

import pytest
from django.db import transaction

from ledger.actions import record, record_each
from ledger.ids import uuid7
from ledger.models import AppendOnlyError, Entry, Outgoing, Verb

from .conftest import ANA, LEO


@pytest.mark.django_db
def test_a_line_tells_who_did_what_to_what_relying_on_what():
    subject, first, second = Outgoing(id=uuid7()), uuid7(), uuid7()
    record(Verb.ITEM_SHARED, by=ANA, acting_for=LEO, subject=subject, releases=[second, first])
    line = Entry.objects.get()
    assert (line.actor, line.acting_for, line.verb) == (ANA, LEO, "item_shared")
    assert (line.subject_type, line.subject_id) == ("ledger.outgoing", str(subject.id))
    assert line.release_ids == sorted([first, second])


@pytest.mark.django_db
def test_a_subject_may_be_a_pair_of_type_and_id():
    record(Verb.ACCESS_BLOCKED, by=None, subject=("url", 404))
    assert Entry.objects.values_list("subject_type", "subject_id").get() == ("url", "404")


@pytest.mark.django_db
def test_a_line_can_be_named_in_a_log():
    line = Entry.objects.create(verb=Verb.INVITED, subject_type="url", subject_id="404")
    assert str(line) == "invited url 404"


@pytest.mark.django_db
def test_people_may_be_given_as_objects():
    record(Verb.INVITED, by=Outgoing(id=ANA), client=Outgoing(id=LEO))
    assert Entry.objects.values_list("actor", "client").get() == (ANA, LEO)


@pytest.mark.django_db
def test_a_line_about_several_clients_stands_once_in_the_chain_of_each():
    record_each(Verb.ITEM_WRITTEN, by=ANA, clients=[LEO, ANA, LEO])
    lines = Entry.objects.order_by("number").values_list("client", "position")
    assert list(lines) == [(client, 1) for client in sorted([ANA, LEO])]


def test_writing_without_a_transaction_is_refused(committed):
    with pytest.raises(transaction.TransactionManagementError, match="belongs to the change"):
        record(Verb.INVITED, by=None)


def test_the_line_goes_when_the_change_is_undone(committed):
    with transaction.atomic():
        record(Verb.INVITED, by=None)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.save(),
        lambda line: line.delete(),
        lambda line: Entry.objects.update(reason="another"),
        lambda line: Entry.objects.all().delete(),
        lambda line: Entry.objects.bulk_update([line], ["reason"]),
    ],
)
def test_python_refuses_to_change_a_line(history, change):
    with pytest.raises(AppendOnlyError, match="Record a new line"):
        change(Entry.objects.first())


def test_the_chain_of_a_client_is_read_from_its_newest_line(history):
    assert [line.position for line in Entry.objects.about(ANA)] == [4, 3, 2, 1]
    assert [line.position for line in Entry.objects.about(None)] == [3, 2, 1]


def test_every_verb_has_a_label_for_people():
    assert all(verb.label and "_" not in verb.label for verb in Verb)
