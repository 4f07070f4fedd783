"""Invitations of the directory: what became of each link, sending it again, taking it back."""

import re

import pytest

from accounts.invitations import token_of
from accounts.models import Invitation
from ledger.models import Entry, Outgoing, Verb
from providers.actions import invite_provider
from tests import factories as make

pytestmark = pytest.mark.django_db


def link_of(one):
    return f"/invitation/{token_of(one.id, one.generation)}/"


def expire(one):
    return make.change(one, created_at=make.ago(days=20), expires_at=make.ago(days=6))


@pytest.fixture
def park():
    return make.provider("Helen Park", email="park@example.org")


@pytest.fixture
def sent(park):
    """By a colleague of the admin who looks."""
    colleague = make.staff("Priya Shah", is_directory_admin=True)
    return invite_provider(provider=park, email="park@example.org", by=colleague)


def page(admin, provider):
    text = admin.http.get(f"/directory/{provider.pk}/").content.decode()
    return re.sub(r"\s+", " ", text)


def test_the_page_says_what_became_of_the_link(directory_admin, park, sent):
    shown = page(directory_admin, park)
    assert "<bdi>Priya Shah</bdi> invited park@example.org" in shown
    assert "The link works until" in shown
    expire(sent)
    shown = page(directory_admin, park)
    assert "The link ran out on" in shown
    assert "Take it back" not in shown
    make.change(park, user=make.staff("Helen Park"))
    assert "Has an account" in page(directory_admin, park)


def test_sending_it_again_makes_the_old_link_lead_to_the_new_one(directory_admin, park, sent):
    directory_admin.http.post(f"/directory/{park.pk}/invite/again/")
    newest = Invitation.objects.exclude(pk=sent.pk).get()
    assert (newest.email, newest.invited_by) == ("park@example.org", directory_admin.user)
    assert Outgoing.objects.filter(kind="invitation", subject_id=newest.pk).exists()
    old = make.WebClient().get(link_of(sent))
    assert (old.status_code, b"There is a newer link" in old.content) == (410, True)
    assert make.WebClient().get(link_of(newest)).status_code == 200


def test_a_colleagues_invitation_is_taken_back_and_its_link_says_whom_to_ask(
    directory_admin, park, sent
):
    for _twice in range(2):
        directory_admin.http.post(f"/directory/{park.pk}/invite/end/")
    assert "Taken back on" in page(directory_admin, park)
    old = make.WebClient().get(link_of(sent))
    assert old.status_code == 410
    assert b"ask <bdi>Priya Shah</bdi> for a new one" in old.content
    [line] = Entry.objects.filter(verb=Verb.INVITATION_TAKEN_BACK)
    assert (line.subject_id, line.actor) == (str(park.pk), directory_admin.user.pk)
    history = directory_admin.http.get(f"/directory/{park.pk}/history/").content.decode()
    assert "Invitation taken back" in history


def test_whoever_has_an_account_is_not_invited_again(directory_admin, park, sent):
    make.change(park, user=make.staff("Helen Park"))
    answer = directory_admin.http.post(f"/directory/{park.pk}/invite/again/", follow=True)
    assert "No invitation of theirs is open" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_the_list_holds_who_has_not_come_and_sends_again_what_ran_out(directory_admin, park, sent):
    others = [make.provider(name) for name in ("Ada Lund", "Eve Hall", "Olga Brandt", "Una Fox")]
    by = sent.invited_by
    mails = [
        invite_provider(provider=one, email=f"n{number}@example.org", by=by)
        for number, one in enumerate(others)
    ]
    for one in mails[:2]:
        expire(one)
    make.change(mails[2], taken_back_at=make.ago(hours=1))
    make.change(others[3], standing="suspended")
    text = directory_admin.http.get("/directory/invitations/").content.decode()
    assert {one for one in ("Ada Lund", "Eve Hall", "Helen Park") if one in text} == {
        "Ada Lund", "Eve Hall", "Helen Park"}  # fmt: skip
    assert "Olga Brandt" not in text
    assert "Una Fox" not in text
    assert text.count('name="again"') == 2
    ran_out = directory_admin.http.get("/directory/invitations/?expired").content.decode()
    assert ("Ada Lund" in ran_out, "Helen Park" in ran_out) == (True, False)
    ticked = {"again": [str(others[0].pk), str(park.pk), "x"]}
    answer = directory_admin.http.post("/directory/invitations/", ticked, follow=True)
    assert "1 invitation was sent." in answer.content.decode()
    fresh = Invitation.objects.filter(subject_id=others[0].pk, expires_at__gt=make.ago()).get()
    assert fresh.email == "n0@example.org"
    assert Invitation.objects.filter(subject_id=park.pk).count() == 1, "its link works still"


def test_the_list_asks_as_often_for_many_as_for_one(
    directory_admin, park, sent, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45) as few:
        directory_admin.http.get("/directory/invitations/")
    for number in range(20):
        one = make.provider(f"Provider {number}")
        invite_provider(provider=one, email=f"p{number}@example.org", by=sent.invited_by)
    with django_assert_max_num_queries(len(few)):
        assert b"Provider 19" in directory_admin.http.get("/directory/invitations/").content


def test_nobody_else_takes_it_back_by_raw_sql(park, sent, therapist, as_web):
    with as_web(therapist.user):
        assert not Invitation.objects.filter(pk=sent.pk).update(taken_back_at=make.ago())
