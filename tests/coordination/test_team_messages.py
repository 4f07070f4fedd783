"""What clients write to those who treat them: who may write, read, answer; actions and raw SQL."""

import pytest
from django.db import IntegrityError, transaction

from coordination import letters
from coordination.actions import answer_team_message, read_team_message, write_to_team
from coordination.models import TeamCopy
from ledger.ids import uuid7
from ledger.models import Entry, Outgoing, Verb
from providers.models import Standing
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run
from tests.written import lines, team_message


@pytest.fixture
def write(as_web):
    def send(person, *to, client=None, key=None, words="The nights are bad again."):
        with as_web(person.user):
            write_to_team(
                client=client or person.client,
                providers=[one.provider for one in to],
                words=words,
                key=key or uuid7(),
                by=person.user,
            )
        return list(TeamCopy.objects.order_by("message__written_at", "provider__name"))

    return send


def read_by(person, as_web):
    with as_web(person.user):
        return [
            len(run(f"select * from coordination_{table}")) for table in ("teammessage", "teamcopy")
        ]


def team_of(person, client, as_web):
    with as_web(person.user):
        names = "select name from providers_provider where id in (select care_team(%s))"
        return {name for (name,) in run(names, client.pk)}


def test_the_team_is_who_treats_and_who_is_named_now(
    ana, therapist, psychiatrist, gp, stranger, as_web
):
    assert team_of(ana, ana.client, as_web) == {"Miriam Stone", "Julian Okafor"}
    assert team_of(stranger, ana.client, as_web) == set()
    make.change(psychiatrist.provider, standing=Standing.SUSPENDED)
    assert team_of(ana, ana.client, as_web) == {"Miriam Stone"}


def test_only_the_writer_and_each_addressee_read_it(
    ana, therapist, psychiatrist, gp, stranger, sam, privacy_officer, write, as_web
):
    write(ana, therapist, psychiatrist)
    assert read_by(ana, as_web) == [1, 2]
    assert [read_by(one, as_web) for one in (therapist, psychiatrist)] == [[1, 1], [1, 1]]
    others = (gp, stranger, sam, privacy_officer)
    assert [read_by(one, as_web) for one in others] == [[0, 0]] * 4


def test_of_a_couple_one_reads_nothing_of_what_the_other_writes(
    sam, robin, couple, couples_counsellor, write, as_web
):
    before = lines(robin.client)
    write(sam, couples_counsellor)
    assert read_by(robin, as_web) == [0, 0]
    assert lines(robin.client) == before


def test_a_parent_learns_nothing_of_what_the_child_writes(
    noa, counsellor, noas_father, write, as_web
):
    write(noa, counsellor)
    write(noas_father, counsellor, client=noa.client)
    assert [read_by(one, as_web) for one in (noa, noas_father)] == [[1, 1], [1, 1]]
    with as_web(noas_father.user):
        seen = run("select actor from ledger_entry where verb = %s", Verb.TEAM_MESSAGE_SENT)
    assert seen == [(noas_father.user.pk,)]


def test_one_writes_to_the_own_team_only(ana, therapist, stranger, gp, sam, as_web):
    message = team_message(ana, therapist)
    for person, provider in ((ana, stranger), (ana, gp), (sam, therapist)):
        with as_web(person.user):
            insert = "insert into coordination_teamcopy (message_id, provider_id) values (%s, %s)"
            assert attempt(insert, message.pk, provider.provider.pk) == NOT_ALLOWED


def test_sent_read_and_answered_once_with_a_line_each(ana, therapist, write, as_web):
    key = uuid7()
    write(ana, therapist, key=key)
    (copy,) = write(ana, therapist, key=key)
    with as_web(therapist.user):
        assert read_team_message(copy=copy, by=therapist.user)
        assert not read_team_message(copy=copy, by=therapist.user)
        assert answer_team_message(copy=copy, words="Come at four.", by=therapist.user)
        assert not answer_team_message(copy=copy, words="At five.", by=therapist.user)
    sent = [Verb.TEAM_MESSAGE_SENT, Verb.TEAM_MESSAGE_READ, Verb.TEAM_MESSAGE_ANSWERED]
    assert lines(ana.client)[-3:] == sent
    assert "Bad" not in str(list(Entry.objects.values()))


def test_the_letters_tell_nothing_and_go_while_there_is_news(
    ana, therapist, write, as_web, as_clerk
):
    (copy,) = write(ana, therapist)
    mail = letter("team_message_sent", as_clerk)
    assert (mail.to, "Ana" in mail.body + mail.subject) == (therapist.user.email, False)
    with as_web(therapist.user):
        read_team_message(copy=copy, by=therapist.user)
        answer_team_message(copy=copy, words="Come at four.", by=therapist.user)
    assert letter("team_message_sent", as_clerk) is None
    assert letter("team_message_answered", as_clerk).to == ana.user.email


def letter(kind, as_clerk):
    with as_clerk():
        return getattr(letters, kind)(Outgoing.objects.get(kind=kind))


@pytest.mark.parametrize(
    ("who", "change", "done"),
    [
        ("ana", "read_at = now()", "team_copy_by_own_hand"),
        ("ana", "answer = 'x', answered_at = now(), read_at = now()", "team_copy_by_own_hand"),
        ("ana", "answer_read_at = now()", "team_copy_answer_read_once_there"),
        ("therapist", "answer_read_at = now()", "team_copy_by_own_hand"),
        ("therapist", "answer = 'x', answered_at = now()", "team_copy_answered_with_words"),
        ("therapist", "provider_id = provider_id", NOT_ALLOWED),
        ("stranger", "read_at = now()", NO_ROW),
        ("psychiatrist", "read_at = now()", NO_ROW),
    ],
)
def test_each_hand_writes_its_own_columns(
    request, ana, therapist, psychiatrist, write, as_web, who, change, done
):
    write(ana, therapist)
    with as_web(request.getfixturevalue(who).user):
        assert attempt(f"update coordination_teamcopy set {change}") == done


def test_nothing_is_changed_or_deleted(ana, therapist, write, as_web):
    write(ana, therapist)
    for table, kept in (("teammessage", "team_message_is_kept"), ("teamcopy", "team_copy_is_kept")):
        assert attempt(f"delete from coordination_{table}") == kept
        with as_web(ana.user):
            assert attempt(f"delete from coordination_{table}") == NOT_ALLOWED
    assert attempt("update coordination_teammessage set words = 'x'") == "team_message_is_kept"


def test_a_message_is_to_somebody(ana):
    @transaction.atomic
    def write_to_nobody():
        team_message(ana)
        run("set constraints all immediate")

    with pytest.raises(IntegrityError) as refusal:
        write_to_nobody()
    assert refusal.value.__cause__.diag.constraint_name == "team_message_is_to_somebody"
