"""The table of a release's life: the database keeps to it, the queries and the docs tell the same.

Every event is tried at every stage, as the site and by raw SQL, by the person who may.
"""

from itertools import product

import pytest
from django.db import transaction

from releases.drawn_states import page
from releases.models import Release
from releases.states import MOVES, OVER, Event, Stage, Who, may, stages_before
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, value
from tests.house.sources import ROOT

# What brings a release of Ana's to each stage.
LATE = {"expires_at": make.ago(days=1)}
ENDS = {"revoked_at", "superseded_at", "ended_at"}
UNSIGNED = {
    Stage.DRAFT: {"proposed_by": None},
    Stage.WAITING: {},
    Stage.OUTDATED: LATE,
    Stage.UNANSWERED: {"requested_at": make.ago(days=40), "answer_by": make.ago(days=1)},
    Stage.DECLINED: {"declined_at": make.ago(days=1)},
}
SIGNED = {
    Stage.LATER: {"effective_at": make.ahead(days=3)},
    Stage.IN_FORCE: {},
    Stage.STOPPED: {"revoked_at": make.ago(days=1)},
    Stage.REPLACED: {"superseded_at": make.ago(days=1)},
    Stage.ENDED: {"ended_at": make.ago(days=1)},
    Stage.OF_AGE: {"signed_by": "representative"},
    Stage.EXPIRED: LATE,
}
# What the client does, as raw SQL about one release; ending by the treatment closes, too.
UPDATE = "update releases_release set {} where id = %s"
DEEDS = {Event.REVISE: UPDATE.format("reason = 'Another one'")} | {
    move.event: UPDATE.format(f"{move.stamp} = statement_timestamp()")
    for move in MOVES
    if move.before and move.stamp
}


def standing_at(stage, ana, therapist, stranger):
    """A release of Ana's that stands there."""
    facts = UNSIGNED.get(stage) or SIGNED.get(stage) or {}
    ends = {name: facts[name] for name in ENDS & set(facts)}
    facts = {name: facts[name] for name in set(facts) - ENDS}
    release = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        **{"proposed_by": therapist.provider} | facts,
    )
    if stage in SIGNED:
        make.change(release, signed_at=make.ago(days=30))
    if stage == Stage.OF_AGE:
        make.change(ana.client, born=make.TODAY.replace(year=make.TODAY.year - 18, day=1))
    return make.change(release, **ends) if ends else release


@pytest.fixture(params=Stage.values)
def release(request, ana, therapist, stranger):
    """One at each stage."""
    return standing_at(request.param, ana, therapist, stranger)


def stage_of(release):
    return Release.objects.with_stage().get(pk=release.pk).stage


def after(event, stage):
    """Where it may stand after this, by the table."""
    moves = [move for move in MOVES if move.event == event and stage in move.before]
    return {one for move in moves for one in move.after}


@transaction.atomic
def tried(event, release, ana, as_web):
    """What becomes of it, by raw SQL as the client's site; nothing of it stays."""
    if event == Event.SIGN and not release.signatures.exists():
        make.signature(release, ana.user)
    with as_web(ana.user):
        outcome = attempt(DEEDS[event], release.pk)
    stage = stage_of(release)
    transaction.set_rollback(True)
    return outcome, stage


def test_the_database_does_what_is_in_the_table_and_refuses_the_rest(release, ana, as_web):
    stage = stage_of(release)
    for event in DEEDS:
        outcome, then = tried(event, release, ana, as_web)
        if may(event, stage):
            assert (event, outcome, then in after(event, stage)) == (event, 1, True)
        else:
            assert isinstance(outcome, str), f"{event} at {stage}: {outcome}"
            assert outcome.startswith("release_")
            assert then == stage


def test_the_actions_find_what_the_table_lets_them_find(release):
    stage = stage_of(release)
    found = {event for event in Event if Release.objects.that_may(event).exists()}
    assert found == {event for event in Event if may(event, stage)}


def test_the_plain_questions_agree_with_the_stage(release):
    """Those that the clerk may ask as well, who does not see every stamp."""
    stage = stage_of(release)
    all_of_them = Release.objects.filter(pk=release.pk)
    assert all_of_them.waiting().exists() == (stage in (Stage.DRAFT, Stage.WAITING))
    assert all_of_them.run_out().exists() == (stage in (Stage.OUTDATED, Stage.UNANSWERED))
    assert all_of_them.in_force().exists() == (stage == Stage.IN_FORCE)
    assert all_of_them.over().exists() == (stage in OVER)


@pytest.mark.parametrize("who", ["therapist", "psychiatrist", "stranger", "sam"])
def test_nobody_else_moves_it(request, waiting, psychiatrist, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        outcomes = {
            attempt(deed, release.pk)
            for deed, release in product(DEEDS.values(), (waiting, psychiatrist.release))
        }
    assert outcomes == {NO_ROW}


INSERT = (
    "insert into releases_release (id, client_id, proposed_by_id, instrument, direction,"
    " categories, purposes, reason, signed_by, expires_at) values (uuidv7(), %s, %s, 'general',"
    " 'one_way', '{progress}', '{treatment}', '', 'client',"
    " statement_timestamp() + interval '9 days')"
)


@pytest.mark.parametrize(
    ("who", "event"),
    [("ana", Event.BEGIN), ("therapist", Event.ASK), ("psychiatrist", None), ("sam", None)],
)
def test_who_makes_one(request, ana, therapist, psychiatrist, as_web, who, event):
    person = request.getfixturevalue(who)
    asker = person.provider and person.provider.pk
    (move,) = (one for one in MOVES if one.event == event) if event else [None]
    with as_web(person.user):
        assert attempt(INSERT, ana.client.pk, asker) == (1 if move else NOT_ALLOWED)
    if move:
        newest = Release.objects.with_stage().latest("requested_at")
        assert newest.stage in move.after


CLOCKS = {
    Event.RUN_OUT: (Stage.WAITING, "answer_by"),
    Event.OUTLIVE: (Stage.DRAFT, "expires_at"),
    Event.COMMENCE: (Stage.LATER, "effective_at"),
    Event.EXPIRE: (Stage.IN_FORCE, "expires_at"),
}
AT = (
    "select release_stage(proposed_by_id, answer_by, declined_at, signed_at, effective_at,"
    " expires_at, revoked_at, superseded_at, ended_at, majority_at, {} + %s * interval"
    " '1 microsecond') from releases_release where id = %s"
)


@pytest.mark.parametrize("event", CLOCKS)
def test_the_clock_moves_it_at_the_very_moment(ana, therapist, stranger, event):
    stage, stamp = CLOCKS[event]
    release = standing_at(stage, ana, therapist, stranger)
    stages = [value(AT.format(stamp), late, release.pk) for late in (-1, 0)]
    assert stages[0] == stage
    assert {stages[1]} <= after(event, stage)


def test_a_birthday_ends_it_by_itself(ana, therapist, stranger):
    release = standing_at(Stage.OF_AGE, ana, therapist, stranger)
    assert value(AT.format("majority_at"), 0, release.pk) == Stage.OF_AGE
    by_the_clock = {move.event for move in MOVES if Who.CLOCK in move.who}
    assert by_the_clock - set(CLOCKS) == {Event.COME_OF_AGE}


def test_every_stamp_of_the_site_is_an_event_of_the_table(db):
    """A column more that the site may write, or a stage more, needs a row."""
    writes = value(
        "select array_agg(column_name::text) from information_schema.column_privileges"
        " where grantee = 'web' and table_name = 'releases_release' and privilege_type = 'UPDATE'"
    )
    told = value("select prosrc from pg_proc where proname = 'release_events'")
    unsaid = [one for one in writes if f"before.{one}" not in told]
    assert unsaid == ["signed_by"]
    tells = value("select prosrc from pg_proc where proname = 'release_stage'")
    assert set(tells.split("'")[1::2]) == set(Stage.values)


def test_every_stage_is_reached(db):
    assert {one for move in MOVES for one in move.after} == set(Stage)
    assert all(stages_before(event) or event in (Event.ASK, Event.BEGIN) for event in Event)


def test_the_page_in_the_docs_is_drawn_from_the_table():
    """After a change: `manage.py release_states > docs/release-states.md`."""
    assert (ROOT / "docs/release-states.md").read_text() == page()
