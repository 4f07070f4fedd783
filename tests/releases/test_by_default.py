"""A practice asks every new client, once; whoever wants none of it is asked nothing by default."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from clients.actions import register_client
from clients.welcome import offers_for
from ledger.models import Verb
from releases.actions.by_default import begin_asking, refuse_default, set_default, stop_default
from releases.models import DefaultAsk, DefaultRequest, MinorConsent, NotByDefault, Release
from tests import factories as make
from tests.roles import as_web
from tests.written import lines


@pytest.fixture
def default(therapist, practice, psychiatrist, stranger):
    """The practice asks every new client about sharing with two people."""
    with as_web(therapist.user):
        return set_default(
            organization=practice,
            set_by=therapist.provider,
            by=therapist.user,
            partners=[psychiatrist.provider, stranger.provider],
            way="both",
            categories=["progress", "goals"],
            purposes=["care_coordination"],
            months=6,
        )


def registered(provider, takes=True, **facts):
    """A new client of the provider, asked what there is to ask unless it is unticked."""
    with as_web(provider.user):
        client = register_client(
            name="Mia Torres", provider=provider.provider, by=provider.user, **facts
        )
        for offer in offers_for(provider.provider):
            offer.answer(client, provider.user, takes=takes)
    return client


def asked(client):
    return Release.objects.of(client)


def test_each_partner_is_asked_about_by_a_request_of_its_own(therapist, default):
    mia = registered(therapist)
    heard = {str(one.parties.get(side="recipient").provider) for one in asked(mia)}
    assert heard == {"Julian Okafor, MD", "Victor Lang, PsyD"}
    assert {one.direction for one in asked(mia)} == {"two_way"}
    assert lines(mia).count(Verb.RELEASE_REQUESTED) == 2
    assert Verb.DEFAULT_ASKED in lines(mia)


def test_unticked_nothing_is_asked_then_or_later(therapist, practice, default):
    mia = registered(therapist, takes=False)
    assert not asked(mia)
    with as_web(therapist.user):
        (offer,) = offers_for(therapist.provider)
        offer.answer(mia, therapist.user, takes=True)
    assert not asked(mia)
    assert Verb.DEFAULT_ASKED not in lines(mia)


def test_a_second_provider_of_the_practice_does_not_ask_again(
    therapist, gp, practice, default, psychiatrist
):
    make.membership(gp.provider, practice)
    mia = registered(therapist)
    make.treatment(mia, gp.provider)
    with as_web(gp.user):
        (offer,) = offers_for(gp.provider)
        offer.answer(mia, gp.user, takes=True)
    assert asked(mia).count() == 2


def test_the_database_knows_no_second_asking(therapist, practice, default):
    mia = registered(therapist)
    facts = {"organization": practice, "by": therapist.provider}
    with as_web(therapist.user), pytest.raises(IntegrityError, match="once_ever"):
        DefaultAsk(client=mia, **facts).save(force_insert=True)


def test_the_clients_no_answers_what_waits_and_holds_for_good(ana, therapist, practice, default):
    with as_web(therapist.user):
        (offer,) = offers_for(therapist.provider)
        offer.answer(ana.client, therapist.user, takes=True)
    with as_web(ana.user):
        refuse_default(client=ana.client, by=ana.user)
        refuse_default(client=ana.client, by=ana.user)
    assert not asked(ana.client).exclude(default_ask=None).filter(declined_at=None)
    assert lines(ana.client).count(Verb.DEFAULT_REFUSED) == 1
    other = make.organization("Elm Court")
    make.membership(therapist.provider, other)
    facts = {"client": ana.client, "organization": other}
    with as_web(therapist.user):
        by = {"provider": therapist.provider, "by": therapist.user}
        assert begin_asking(**facts, **by) is None
        with pytest.raises(IntegrityError, match="asked nothing by default"), transaction.atomic():
            DefaultAsk(by=therapist.provider, **facts).save(force_insert=True)


def test_what_was_asked_by_hand_is_not_answered_with_it(ana, waiting, as_web):
    with as_web(ana.user):
        refuse_default(client=ana.client, by=ana.user)
    waiting.refresh_from_db()
    assert waiting.declined_at is None


def test_nobody_else_refuses_for_a_client(ana, therapist):
    with as_web(therapist.user), pytest.raises(ProgrammingError), transaction.atomic():
        NotByDefault(client=ana.client).save(force_insert=True)


def test_only_those_who_work_there_set_it_or_read_it(stranger, gp, practice, default):
    with as_web(stranger.user):
        assert not DefaultRequest.objects.exists()
        facts = {"set_by": stranger.provider, "way": "both", "months": 6}
        lists = {"categories": ["goals"], "purposes": ["treatment"]}
        elsewhere = DefaultRequest(organization=practice, **facts, **lists)
        with pytest.raises(ProgrammingError), transaction.atomic():
            elsewhere.save(force_insert=True)


def test_whoever_is_suspended_is_not_asked_about(therapist, default, psychiatrist):
    make.change(psychiatrist.provider, standing="suspended")
    assert asked(registered(therapist)).count() == 1


def test_a_minors_own_kinds_are_left_out(therapist, default):
    MinorConsent.objects.update_or_create(category_id="progress", defaults={"from_age": 12})
    young = make.TODAY.replace(year=make.TODAY.year - 14, day=1)
    mia = registered(therapist, born=young)
    assert {kind for one in asked(mia) for kind in one.categories} == {"goals"}


def test_a_practice_may_ask_nothing(therapist, practice, default):
    with as_web(therapist.user):
        assert stop_default(organization=practice, by=therapist.user)
        assert not stop_default(organization=practice, by=therapist.user)
        assert offers_for(therapist.provider) == []
