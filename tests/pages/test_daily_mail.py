"""Whoever of the staff wishes it hears once a day, at most, that something waits."""

import pytest

from coordination.letters import share_arrived, shares_of_a_day
from ledger.models import Outgoing
from tests import factories as make
from tests.roles import as_clerk

PAGE = "/accounts/mail/"


@pytest.fixture
def daily(psychiatrist):
    psychiatrist.http.post(PAGE, {"mail": "daily"})
    psychiatrist.user.refresh_from_db()
    return psychiatrist


def letter(write, subject, user):
    with as_clerk():
        return write(Outgoing(subject_id=subject, recipient=user.pk))


def test_staff_choose_it_and_clients_are_not_offered_it(ana, daily):
    assert (daily.user.daily_mail, daily.user.no_mail) == (True, False)
    assert b"once a day at most" in daily.http.get(PAGE).content
    assert b"once a day at most" not in ana.http.get(PAGE).content
    assert b"There is a problem" in ana.http.post(PAGE, {"mail": "daily"}).content


def test_what_comes_on_a_day_is_one_letter_of_the_next_morning(therapist, ana, daily):
    for _ in range(3):
        (share,) = make.message(therapist.provider, ana.client, to=[daily.provider]).shares.all()
        assert letter(share_arrived, share.pk, daily.user) is None
    promised = Outgoing.objects.get(kind="shares_of_a_day")
    assert promised.due_at > make.ahead(minutes=1)
    mail = letter(shares_of_a_day, daily.user.pk, daily.user)
    assert (mail.to, mail.subject) == (daily.user.email, "You have something to review")
    assert "Ana" not in mail.body


def test_what_is_held_promises_nothing(ana, therapist, daily):
    thread = make.message(
        therapist.provider, ana.client, to=[daily.provider], categories=["hiv_sti"]
    )
    assert letter(share_arrived, thread.shares.get().pk, daily.user) is None
    assert not Outgoing.objects.filter(kind="shares_of_a_day").exists()
    assert letter(shares_of_a_day, daily.user.pk, daily.user) is None


def test_who_opened_everything_gets_no_letter(open_share, daily):
    assert letter(shares_of_a_day, daily.user.pk, daily.user)
    daily.http.get(f"/shared/{open_share.pk}/")
    assert letter(shares_of_a_day, daily.user.pk, daily.user) is None
