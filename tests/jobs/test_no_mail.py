"""To those who want no mail none goes, and staff see what to tell them in person."""

import pytest

from ledger.models import Outgoing
from ledger.outbox import deliver_due
from releases.reminders import sweep
from tests import factories as make
from tests.roles import as_role


@pytest.mark.usefixtures("ends_soon")
def test_at_a_real_server_no_letter_reaches_who_wants_none(ana, therapist, stranger, post):
    make.change(ana.user, no_mail=True)
    with as_role("clerk"):
        sweep()
        deliver_due()
    to = {address for letter in post.letters for address in letter.to}
    assert to == {therapist.user.email, stranger.user.email}
    assert Outgoing.objects.get(recipient=ana.user.pk).dropped_for == "no_mail"


@pytest.mark.usefixtures("ends_soon")
def test_a_choice_between_promise_and_sending_counts(ana, post):
    with as_role("clerk"):
        sweep()
    ana.http.post("/accounts/mail/", {"mail": "no"})
    with as_role("clerk"):
        deliver_due()
    assert ana.user.email not in {letter.to[0] for letter in post.letters}


@pytest.mark.usefixtures("ends_soon", "post")
def test_staff_see_whom_to_tell_in_person(ana, therapist, psychiatrist):
    make.change(ana.user, no_mail=True)
    with as_role("clerk"):
        sweep()
        deliver_due()
    page = f"/clients/{ana.client.pk}/"
    told = b"please tell <bdi>Ana Moreno</bdi> in person that a permission ends soon"
    assert told in therapist.http.get(page).content
    assert b"in person" not in psychiatrist.http.get(page).content


def test_a_request_that_was_answered_need_not_be_told(ana, therapist, psychiatrist):
    facts = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    request = make.request(ana.client, proposed_by=therapist.provider, **facts)
    dropped = {"recipient": ana.user.pk, "dropped_for": "no_mail", "dropped_at": make.ago(days=1)}
    times = {"created_at": make.ago(days=1), "next_attempt_at": make.ago(days=1)}
    Outgoing.objects.create(kind="release_to_sign", subject_id=request.pk, **dropped, **times)
    page = f"/clients/{ana.client.pk}/"
    assert b"a request waits for an answer" in therapist.http.get(page).content
    make.change(request, declined_at=make.ago(minutes=1))
    assert b"in person" not in therapist.http.get(page).content
