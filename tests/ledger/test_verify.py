"""Tampering as the owner of the database can, and what the check says to it."""

import tracemalloc
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from ledger import chains
from ledger.actions import record
from ledger.heads import publish
from ledger.ids import uuid7
from ledger.models import Entry, Verb
from ledger.progress import Progress
from ledger.verify import BlindRoleError, verify
from tests.roles import as_role

from .conftest import ANA, LEO, run, tampering

FORGE_HASHES = """
do $$ declare line ledger_entry; head bytea := ''; begin
    for line in select * from ledger_entry where client = '{client}' order by position loop
        line.previous := head;
        head := ledger_entry_hash(line);
        update ledger_entry set previous = line.previous, hash = head where id = line.id;
    end loop;
end $$
"""
COPY_OF_LINE_2 = """
insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object(
    'id', uuidv7(), 'position', {position}, 'number', 99))).* from ledger_entry e
where {at} = 2
"""
TAMPERED = {
    "changed": (
        "update ledger_entry set reason = 'another' where {at} = 2",
        ["line 2: was changed"],
    ),
    "backdated": (
        "update ledger_entry set at = at - interval '1 us' where {at} = 4",
        ["line 4: was changed"],
    ),
    "deleted": (
        "delete from ledger_entry where {at} = 2",
        ["line 2: is missing"],
    ),
    "deleted from the start": (
        "delete from ledger_entry where {at} < 3",
        ["line 1: is missing, with the 1 after it"],
    ),
    "deleted and closed up": (
        "delete from ledger_entry where {at} = 3;"
        "update ledger_entry set position = 3 where {at} = 4",
        ["line 3: does not follow", "line 3: was changed"],
    ),
    "inserted": (
        COPY_OF_LINE_2.replace("{position}", "5"),
        ["line 5: does not follow", "line 5: was changed"],
    ),
    "inserted twice at one place": (
        "alter table ledger_entry drop constraint entry_position_unique;"
        + COPY_OF_LINE_2.replace("{position}", "2"),
        [
            "line 2: stands here twice",
            "line 2: was changed",
            "entry_position_unique is switched off",
        ],
    ),
    "inserted outside of the chain": (
        "alter table ledger_entry drop constraint entry_position_from_one;"
        + COPY_OF_LINE_2.replace("{position}", "0"),
        ["line 0: was inserted outside", "entry_position_from_one is switched off"],
    ),
    "swapped": (
        "update ledger_entry set position = 9 where {at} = 2;"
        "update ledger_entry set position = 2 where {at} = 3;"
        "update ledger_entry set position = 3 where {at} = 9",
        ["line 2: does not follow", "line 2: was changed", "line 3: does not follow"],
    ),
    "moved to another client": (
        "update ledger_entry set client = gen_random_uuid() where {at} = 3",
        ["line 3: is missing", "line 3: was changed"],
    ),
}


def peak_of_verifying(lines):
    run(
        "insert into ledger_entry (verb, subject_type, subject_id, release_ids, reason, detail)"
        " select 'invited', '', '', '{}', '', '{}' from generate_series(1, %s)",
        lines,
    )
    tracemalloc.start()
    assert list(verify()) == []
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("crime", TAMPERED)
def test_every_manipulation_is_found_with_its_chain_and_line(history, crime):
    statement, expected = TAMPERED[crime]
    with tampering():
        run(statement.format(at=f"client = '{ANA}' and position"))
    found = "\n".join(map(str, verify()))
    assert f"chain {ANA}" in found
    assert [clue for clue in expected if clue not in found] == []


def test_an_honest_ledger_has_no_differences(history):
    assert list(verify()) == []


def test_the_check_needs_no_function_of_the_database(history):
    run("create or replace function ledger_entry_hash(entry ledger_entry) returns bytea"
        " language sql immutable return entry.hash")  # fmt: skip
    with tampering():
        run("update ledger_entry set reason = 'another' where client is null and position = 2")
    assert [str(d) for d in verify()] == [
        "chain without a client, line 2: was changed after it was written"
    ]


@pytest.mark.parametrize(
    ("switched_off", "clue"),
    [
        ("disable trigger entry_chain", "the trigger entry_chain is switched off"),
        ("enable trigger entry_refuse", "the trigger entry_refuse is switched off"),
        ("disable row level security", "the row security of ledger_entry is switched off"),
    ],
)
@pytest.mark.django_db
def test_a_guard_that_is_switched_off_is_a_difference(switched_off, clue):
    run(f"alter table ledger_entry {switched_off}")
    assert [str(difference) for difference in verify()] == [clue]


@pytest.mark.parametrize("client", [ANA, LEO])
def test_a_tail_cut_off_is_found_by_the_published_head(history, client):
    head, last = publish(), Entry.objects.about(client)[0].number
    with tampering():
        run("delete from ledger_entry where number = %s", last)
    [difference] = verify([head])
    assert "counted 9 lines in 3 chains; of these the ledger has 8 in 3" in str(difference)


def test_a_rewritten_chain_is_found_by_the_published_head(history):
    head = publish()
    with tampering():
        run("update ledger_entry set reason = 'another' where client = %s and position = 2", ANA)
        run(FORGE_HASHES.format(client=ANA))
    [difference] = verify([head])
    assert str(difference).endswith("is another: lines were rewritten since")


def test_the_ledger_remembers_its_heads_itself(history):
    publish()
    with tampering():
        run("delete from ledger_entry where client = %s", LEO)
    assert "of these the ledger has 7 in 2" in str(*verify())


def test_a_ledger_from_yesterdays_backup_is_found_by_the_head_in_the_mailbox(history):
    head = publish()
    with tampering():
        run("delete from ledger_entry where number > 5")
    assert "counted 9 lines" in str(*verify([head]))
    assert list(verify()) == [], "nothing inside can tell"


def test_heads_stay_good_while_the_ledger_grows(history):
    heads = [publish()]
    record(Verb.INVITED, by=None, client=ANA)
    heads.append(publish())
    record(Verb.INVITED, by=None, client=uuid7())
    assert list(verify(heads)) == []


def test_a_head_that_somebody_else_signed_is_no_proof(history):
    forged = publish()._replace(lines=8)
    assert "is not signed with a key of this site" in str(*verify([forged]))


def test_the_walk_goes_on_past_a_batch(history, monkeypatch):
    monkeypatch.setattr(chains, "BATCH", 2)
    walked = []
    assert list(verify(progress=walked.append)) == []
    assert sum(walked) == Entry.objects.count() == 9


def test_a_role_that_sees_a_part_may_not_say_that_all_is_well(history):
    with pytest.raises(BlindRoleError, match="ACCORD_ROLE=clerk"), as_role("web"):
        list(verify())


def test_the_clerk_sees_the_whole_ledger(history):
    with as_role("clerk"):
        assert list(verify([publish()])) == []


def test_the_command_prints_differences_and_fails(history, tmp_path):
    mails, out = tmp_path / "mails", StringIO()
    mails.write_text(f"Keep this.\n\n> {publish()}\n")
    with tampering():
        run("delete from ledger_entry where client = %s and position = 2", ANA)
    with pytest.raises(CommandError, match="2 differences"):
        call_command("verify_ledger", heads=mails, stdout=out, stderr=StringIO())
    assert f"chain {ANA}, line 2: is missing" in out.getvalue()
    assert "of these the ledger has 8" in out.getvalue()


def test_the_command_shows_how_far_it_is(history):
    out, progress = StringIO(), StringIO()
    call_command("verify_ledger", stdout=out, stderr=progress)
    assert "as it was written: 9 lines" in out.getvalue()
    assert "9 of 9 lines\n" in progress.getvalue()


def test_a_long_walk_tells_how_long_it_still_takes():
    out = OutputWrapper(StringIO())
    walk = Progress(1000, "lines", out)
    walk.started -= 10
    walk(250)
    assert out.getvalue() == "\r250 of 1,000 lines, 30 s left"


@pytest.mark.django_db
def test_memory_stays_flat_however_long_the_chains(monkeypatch):
    monkeypatch.setattr(chains, "BATCH", 50)
    peaks = [peak_of_verifying(lines) for lines in (200, 2000)]
    assert peaks[1] < 1.5 * peaks[0]


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="mails cannot be read: No such file"):
        call_command("verify_ledger", heads=tmp_path / "mails")


@pytest.mark.django_db
def test_a_file_without_a_head_is_not_taken_for_a_proof(tmp_path):
    (tmp_path / "mails").write_text("nothing")
    with pytest.raises(CommandError, match="holds no published head"):
        call_command("verify_ledger", heads=tmp_path / "mails")
