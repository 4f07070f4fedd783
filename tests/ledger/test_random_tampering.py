"""Crimes drawn at random: each is found, and no honest history is accused."""

import random

import pytest
from django.db import transaction

from ledger import verify as check
from ledger.actions import record
from ledger.heads import publish
from ledger.models import Entry, Verb
from ledger.verify import verify

from .conftest import ANA, LEO, run, tampering
from .test_verify import FORGE_HASHES

COLUMNS = {
    "at": "at + interval '1 us'",
    "number": "number + 100",
    "actor": "uuidv7()",
    "acting_for": "uuidv7()",
    "verb": "'restriction_lifted'",
    "client": "uuidv7()",
    "subject_type": "subject_type || ' '",
    "subject_id": "subject_id || '0'",
    "release_ids": "release_ids || uuidv7()",
    "reason": "reason || '.'",
    "detail": "detail || '{\"a\": 1}'",
    "position": "position + 100",
    "previous": "sha256(previous)",
    "hash": "sha256(hash)",
}


def change(dice, line):
    column = dice.choice(sorted(COLUMNS))
    run(f"update ledger_entry set {column} = {COLUMNS[column]} where id = %s", line.id)


def delete(dice, line):
    run("delete from ledger_entry where id = %s", line.id)


def cut_off(dice, line):
    run("delete from ledger_entry where number >= %s", line.number)


def insert(dice, line):
    run(
        "insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object("
        "'id', uuidv7(), 'position', position + 100))).* from ledger_entry e where id = %s",
        line.id,
    )


def swap(dice, line):
    other = dice.choice(list(Entry.objects.exclude(pk=line.pk).defer(None)))
    run("update ledger_entry set position = 1000 where id = %s", line.id)
    for moved, place in [(other, line), (line, other)]:
        run(
            "update ledger_entry set client = %s, position = %s where id = %s",
            *(place.client, place.position, moved.id),
        )


def rewrite(dice, line):
    run("update ledger_entry set reason = reason || '.' where client = %s", line.client or ANA)
    run(FORGE_HASHES.format(client=line.client or ANA))


def tell_a_history(dice):
    for _ in range(dice.randrange(4, 12)):
        client = dice.choice([ANA, LEO, None])
        record(Verb.INVITED, by=None, client=client, reason=dice.choice(["", "because"]))
    record(Verb.INVITED, by=None, client=ANA)
    return publish()


@pytest.mark.django_db
@pytest.mark.parametrize("crime", [change, delete, cut_off, insert, swap, rewrite])
@pytest.mark.parametrize("rounds", [20, pytest.param(170, marks=pytest.mark.long)])
def test_no_crime_goes_unnoticed(crime, rounds):
    for seed in range(rounds):
        dice = random.Random(f"{crime.__name__} {seed}")
        clean = transaction.savepoint()
        head = tell_a_history(dice)
        assert list(verify([head])) == []
        with tampering():
            crime(dice, dice.choice([*Entry.objects.filter(number__lte=head.number).defer(None)]))
        assert list(verify([head])) != [], seed
        transaction.savepoint_rollback(clean)


@pytest.mark.parametrize(
    ("blinded", "crime"),
    [
        ({"fingerprint": lambda line: bytes(line.hash)}, "reason = 'another'"),
        ({"heads_recorded": list}, None),
    ],
)
def test_a_check_that_looks_less_closely_would_miss_it(history, monkeypatch, blinded, crime):
    publish()
    with tampering():
        if crime:
            run(f"update ledger_entry set {crime} where client = %s and position = 2", ANA)
        else:
            run("delete from ledger_entry where client = %s", ANA)
    assert list(verify()) != []
    for name, blind in blinded.items():
        monkeypatch.setattr(check, name, blind)
    assert list(verify()) == []
