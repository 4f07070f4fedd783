"""Goals and what clients answer to them: raw SQL, and the actions under their locks."""

import pytest
from django.db import IntegrityError, transaction

from coordination.actions import answer_item, revise_item, set_goal, share_item
from coordination.models import ItemAnswer, ItemSubject
from ledger.models import Entry, Verb
from releases.gate import decide
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.goals import a_goal, an_answer

BODIES = "select body from coordination_item where goal_id is not null"
ANSWERS = "select said, words from coordination_itemanswer order by said"
ANSWER = """insert into coordination_itemanswer
    (item_id, client_id, writer_id, text_of, said, words) values (%s, %s, %s, %s, 'agrees', '')"""
WORDS = "I would say: sleep."


@pytest.fixture
def wording(ana, therapist):
    return a_goal(therapist.provider, ana.client)


def test_the_client_reads_a_goal_before_anybody_else_is_told(
    wording, ana, sam, therapist, psychiatrist, privacy_officer, as_web
):
    for person in (ana, therapist):
        with as_web(person.user):
            assert run(BODIES) == [(wording.body,)]
            assert run("select id from coordination_goal") == [(wording.goal_id,)]
    for person in (sam, psychiatrist, privacy_officer):
        with as_web(person.user):
            assert run(BODIES) == run("select id from coordination_goal") == []


def test_a_goal_is_shared_like_a_note_and_only_where_goals_are_permitted(
    wording, ana, therapist, psychiatrist, stranger, as_web
):
    sides = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    make.release(ana.client, categories=["goals"], **sides)
    with as_web(therapist.user):
        to = [psychiatrist.provider, stranger.provider]
        shares = share_item(item=wording, recipients=to, by=therapist.user)
        told = {one.recipient: decide(one).decision for one in shares}
    assert told == {psychiatrist.provider: "deny", stranger.provider: "permit"}
    with as_web(psychiatrist.user):
        assert run(BODIES) == run("select id from coordination_goal") == []
    with as_web(stranger.user):
        assert run(BODIES) == [(wording.body,)]


def test_what_the_client_answers_reaches_the_author_and_no_recipient(
    wording, ana, therapist, stranger, as_web
):
    sides = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    make.release(ana.client, categories=["goals"], **sides)
    make.share(wording, stranger.provider)
    with as_web(ana.user):
        said = {"said": "other_words", "words": WORDS}
        assert answer_item(item=wording, client=ana.client, by=ana.user, **said)
    for person in (ana, therapist):
        with as_web(person.user):
            assert run(ANSWERS) == [("other_words", WORDS)]
    with as_web(stranger.user):
        assert run(ANSWERS) == []
    line = Entry.objects.get(verb=Verb.ITEM_ANSWERED)
    assert (line.client, line.detail) == (ana.client.pk, {"said": "other_words"})


def test_the_author_reads_no_answer_once_the_treatment_has_ended(wording, ana, therapist, as_web):
    an_answer(wording, ana.user, said="other_words", words=WORDS)
    treatment = ana.client.treatments.get()
    make.change(treatment, during=(make.ago(days=9), make.ago(days=1)))
    with as_web(therapist.user):
        assert (run(ANSWERS), run(BODIES)) == ([], [(wording.body,)])
    with pytest.raises(IntegrityError, match="would not read it"), transaction.atomic():
        an_answer(wording, ana.user)


def test_parents_know_who_agreed_and_not_what_another_said(
    leo, mother, father, play_therapist, as_web
):
    item = a_goal(play_therapist.provider, leo.client)
    an_answer(item, mother.user, said="other_words", words=WORDS)
    an_answer(item, mother.user)
    with as_web(father.user):
        assert run(ANSWERS) == [("agrees", "")]
    with as_web(mother.user):
        assert len(run(ANSWERS)) == 2


def test_of_a_goal_that_is_a_minors_own_a_parent_finds_nothing(
    noa, noas_father, counsellor, as_web
):
    kinds = ["goals", "substance_use"]
    item = a_goal(counsellor.provider, noa.client, categories=kinds)
    an_answer(item, noa.user)
    with as_web(noa.user):
        assert (len(run(BODIES)), len(run(ANSWERS))) == (1, 1)
    with as_web(noas_father.user):
        assert run(BODIES) == run(ANSWERS) == run("select id from coordination_goal") == []
        for moment in (item.says_since, make.ago(days=1)):
            facts = (item.pk, noa.client.pk, noas_father.user.pk, moment)
            assert attempt(ANSWER, *facts) == NOT_ALLOWED


def test_an_answer_is_to_the_words_as_they_are(wording, ana, therapist, as_web):
    with as_web(therapist.user):
        assert revise_item(item=wording, by=therapist.user, body="I sleep.")
    with as_web(ana.user):
        assert not answer_item(item=wording, client=ana.client, by=ana.user, said="agrees")
    with pytest.raises(IntegrityError, match="were changed meanwhile"), transaction.atomic():
        an_answer(wording, ana.user, text_of=make.ago(days=1))
    made = an_answer(wording, ana.user)
    assert list(ItemAnswer.objects.on_the_words()) == [made]


def test_nobody_answers_for_somebody_else(wording, ana, sam, therapist, as_web):
    for person, writer in ((sam, sam), (ana, sam), (therapist, therapist), (therapist, ana)):
        facts = (wording.pk, ana.client.pk, writer.user.pk, wording.says_since)
        with as_web(person.user):
            assert attempt(ANSWER, *facts) == NOT_ALLOWED
    with as_web(ana.user):
        assert attempt("update coordination_itemanswer set words = 'x'") == NOT_ALLOWED


def test_a_goal_is_about_one_client_holds_goals_and_has_one_wording(wording, sam, therapist):
    run("set constraints goal_stays_about_one immediate")
    with pytest.raises(IntegrityError, match="about one client"), transaction.atomic():
        ItemSubject.objects.create(item=wording, client=sam.client)
    run("set constraints goal_stays_about_one deferred")
    update = "update coordination_item set {} where id = %s"
    assert attempt(update.format("categories = '{progress}'"), wording.pk) == (
        "item_of_a_goal_holds_goals"
    )
    assert attempt(update.format("goal_id = null"), wording.pk) == "item_goal_belongs_to_a_goal"
    with pytest.raises(IntegrityError, match="item_words_a_goal_once"), transaction.atomic():
        make.item(
            therapist.provider,
            wording.goal.client,
            kind="goal",
            goal=wording.goal,
            categories=["goals"],
        )


def test_only_who_treats_the_client_sets_a_goal(ana, psychiatrist, as_web):
    content = {"body": "Walk.", "categories": ["goals"], "service_date": make.TODAY}
    with as_web(psychiatrist.user), pytest.raises(Exception, match="row-level security"):
        set_goal(author=psychiatrist.provider, client=ana.client, by=psychiatrist.user, **content)
