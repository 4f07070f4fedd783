"""Check-ins: who may write one, what it holds, whom it reaches. Raw SQL and the actions."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from coordination.actions import answer_item, write_check_in
from coordination.models import ItemAnswer
from coordination.progress import composed, taken_apart
from coordination.progress_chart import progress_chart
from releases.gate import decide
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.goals import a_check_in, a_goal, an_answer

BODIES = "select body from coordination_item where kind = 'check_in'"


@pytest.fixture
def wording(ana, therapist):
    return a_goal(therapist.provider, ana.client)


@pytest.fixture
def told(ana, therapist, psychiatrist, wording):
    """The goal is open to the psychiatrist, who does not treat Ana, and each may tell the other."""
    sides = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    release = make.release(ana.client, categories=["goals"], direction="two_way", **sides)
    make.share(wording, psychiatrist.provider)
    return release


def write(person, wording, **content):
    content = {"categories": ["goals"], "service_date": make.TODAY, "body": "4/10"} | content
    return write_check_in(goal=wording.goal, author=person.provider, by=person.user, **content)


def test_who_was_told_of_the_goal_checks_in_and_tells_its_author(
    told, wording, ana, therapist, psychiatrist, as_web
):
    with as_web(psychiatrist.user):
        item = write(psychiatrist, wording, to=[therapist.provider])
        assert decide(item.shares.get()).decision == "permit"
    for person in (ana, therapist, psychiatrist):
        with as_web(person.user):
            assert run(BODIES) == [("4/10",)]
    make.change(told, revoked_at=make.ago(seconds=1))
    with as_web(therapist.user):
        assert run(BODIES) == []


def test_nobody_checks_in_on_a_goal_that_is_not_open_to_them(
    told, wording, ana, gp, psychiatrist, as_web
):
    make.treatment(ana.client, gp.provider)
    make.share(wording, gp.provider)
    with as_web(gp.user), pytest.raises(DatabaseError, match="row-level security"):
        write(gp, wording)
    make.change(told, revoked_at=make.ago(seconds=1))
    with as_web(psychiatrist.user), pytest.raises(DatabaseError, match="row-level security"):
        write(psychiatrist, wording)


def test_who_checks_in_says_it_about_nobody_else(told, wording, sam, psychiatrist, as_web):
    with as_web(psychiatrist.user):
        item = write(psychiatrist, wording)
        about = "insert into coordination_itemsubject (item_id, client_id) values (%s, %s)"
        assert attempt(about, item.pk, sam.client.pk) == NOT_ALLOWED


def test_a_check_in_holds_what_its_goal_holds(ana, therapist):
    wording = a_goal(therapist.provider, ana.client, categories=["goals", "substance_use"])
    with pytest.raises(IntegrityError, match="holds what its goal holds"), transaction.atomic():
        a_check_in(wording, therapist.provider, categories=["goals"])
    item = a_check_in(wording, therapist.provider)
    update = "update coordination_item set categories = '{goals}' where id = %s"
    assert attempt(update, item.pk) == "check_in_holds_its_goal"


def test_a_check_in_says_how_far_and_a_note_need_not(wording, therapist, note):
    item = a_check_in(wording, therapist.provider)
    update = "update coordination_item set body = %s where id = %s"
    for wrong in ("It goes.", "11/10", "4/10 It goes.", "4/10\n\n"):
        assert attempt(update, wrong, item.pk) == "item_check_in_says_how_far"
    assert attempt(update, "10/10\n\nYes.\nAnd more.", item.pk) == 1
    assert attempt(update, "It goes.", note.pk) == 1


def test_what_the_client_says_reaches_the_author_and_no_other(
    told, wording, ana, therapist, psychiatrist, as_web
):
    item = a_check_in(wording, therapist.provider, to=[psychiatrist.provider])
    with as_web(ana.user):
        by = {"client": ana.client, "by": ana.user}
        assert answer_item(item=wording, said="check_in", progress=7, words="Better.", **by)
        assert answer_item(item=item, said="reply", words="I see it so, too.", **by)
    seen = []
    for person in (ana, therapist, psychiatrist):
        with as_web(person.user):
            seen.append(run("select said from coordination_itemanswer order by said"))
    assert seen == [[("check_in",), ("reply",)], [("check_in",), ("reply",)], []]


def test_nobody_replies_to_who_would_not_read_it(told, wording, ana, psychiatrist):
    item = a_check_in(wording, psychiatrist.provider)
    with pytest.raises(IntegrityError, match="would not read it"), transaction.atomic():
        an_answer(item, ana.user, said="reply", words="Yes.")


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("check_in", {}),
        ("check_in", {"progress": 11}),
        ("agrees", {"progress": 3}),
        ("agrees", {"words": "But"}),
        ("other_words", {}),
        ("reply", {"words": "To a goal"}),
    ],
)
def test_an_answer_has_what_belongs_to_it(wording, ana, said, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        an_answer(wording, ana.user, said=said, **facts)
    assert not ItemAnswer.objects.exists()


@pytest.mark.parametrize(("number", "words"), [(0, ""), (10, "a\n\nb"), (5, "7/10\n\nx")])
def test_the_text_of_a_check_in_is_taken_apart_again(number, words):
    assert taken_apart(composed(number, words)) == (number, words)


def test_the_chart_goes_by_time_and_tells_the_sides_apart():
    day = make.TODAY
    earlier, later = day.replace(month=1, day=1), day.replace(month=1, day=31)
    middle = day.replace(month=1, day=16)
    chart = progress_chart([(earlier, 0, False), (middle, 10, True), (later, 5, False)])
    low, high, half = chart.points
    assert (low.x + half.x) / 2 == high.x
    assert high.y < half.y < low.y
    assert [is_client for is_client, _way in chart.lines] == [False]
    (alone,) = progress_chart([(day, 5, True)]).points
    assert alone.x == high.x
    assert progress_chart([]).points == []
