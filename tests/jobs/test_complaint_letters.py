"""The letters about what was reported: carried by the clerk, who reads no word of it."""

import pytest

from coordination.actions.complaining import answer, complain
from ledger.models import Outgoing
from tests import factories as make
from tests.roles import as_web

from .test_letters import delivered


@pytest.fixture
def anas(ana, privacy_officer):
    return reported(ana, ana.client)


def reported(person, client, **facts):
    line = make.line(client, **facts)
    with as_web(person.user):
        return complain(client=client, line=line.pk, words="I was not there.", by=person.user)


def answered(complaint, officer):
    with as_web(officer.user):
        assert answer(complaint=complaint, words="You are right.", by=officer.user)


def test_the_officer_is_told(anas, privacy_officer, post):
    assert [letter["To"] for letter in delivered(post)] == [privacy_officer.user.email]


def test_nobody_is_told_to_answer_what_was_answered(anas, privacy_officer, ana, post):
    answered(anas, privacy_officer)
    assert [letter["To"] for letter in delivered(post)] == [ana.user.email]


def test_a_representative_hears_of_the_answer_while_they_act(leo, mother, privacy_officer, post):
    made = reported(mother, leo.client)
    answered(made, privacy_officer)
    assert [letter["To"] for letter in delivered(post)] == [mother.user.email]


def test_a_representative_hears_nothing_after_that(leo, mother, privacy_officer, post):
    answered(reported(mother, leo.client), privacy_officer)
    make.change(mother.authority, during=(make.ago(days=9), make.ago(minutes=1)))
    assert delivered(post) == []


@pytest.mark.parametrize("party", ["doer", "client", "parent"])
def test_an_officer_who_has_to_do_with_it_hears_nothing(ana, leo, mother, privacy_officer, party):
    who, client, by = {
        "doer": (ana, ana.client, privacy_officer.user),
        "client": (privacy_officer, ana.client, None),
        "parent": (mother, leo.client, None),
    }[party]
    if party == "client":
        make.change(ana.client, user=privacy_officer.user)
    if party == "parent":
        make.representative(leo.client, user=privacy_officer.user)
    reported(who, client, by=by)
    [told] = Outgoing.objects.filter(kind="complaint_made")
    assert told.recipient.int == 0


def test_the_operator_is_asked_to_name_an_officer(ana, post, settings):
    settings.OPERATOR_EMAIL = "operator@example.org"
    reported(ana, ana.client)
    [letter] = delivered(post)
    assert letter["Subject"] == "A report waits, and no privacy officer may answer it"
