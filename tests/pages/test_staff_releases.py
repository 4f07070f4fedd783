"""What a provider does about a client's release: asking for a renewal, writing down a stop."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Share
from ledger.models import Entry, Outgoing, Verb
from releases.models import Release
from releases.terms import latest_end
from tests import factories as make
from tests.attempts import value
from tests.pages.reading import words

TODAY = timezone.localdate()


def at(page, release):
    return reverse(page, args=[release.pk])


def stopped(person, release, **sent):
    sent = {"how": "oral", "told_by": "Ana Moreno", "told_on": TODAY} | sent
    return person.http.post(at("record_stop", release), sent)


def test_the_page_of_a_release_leads_to_both(therapist, psychiatrist):
    page = therapist.http.get(at("release_page", psychiatrist.release)).content.decode()
    for name in ("ask_to_renew", "record_stop"):
        assert at(name, psychiatrist.release) in page
    page = psychiatrist.http.get(at("release_page", psychiatrist.release)).content.decode()
    assert at("record_stop", psychiatrist.release) not in page


def test_a_renewal_asks_for_the_same_of_the_same(ana, therapist, gp):
    assert "until" in words(therapist.http.get(at("ask_to_renew", gp.release)))
    answer = therapist.http.post(at("ask_to_renew", gp.release))
    assert "We sent your request to Ana." in words(therapist.http.get(answer.url))
    asked = Release.objects.get(supersedes=gp.release)
    assert asked.proposed_by == therapist.provider
    assert asked.categories == gp.release.categories
    assert timezone.localdate(asked.expires_at) == latest_end(TODAY)
    assert {(one.side, one.provider) for one in asked.parties.all()} == {
        ("discloser", therapist.provider),
        ("recipient", gp.provider),
    }
    assert Outgoing.objects.filter(kind="release_to_sign", subject_id=asked.pk).count() == 1


def test_a_renewal_is_asked_for_once(therapist, gp):
    for _time in range(2):
        answer = therapist.http.post(at("ask_to_renew", gp.release))
    assert "has this request already. Nothing was sent." in words(therapist.http.get(answer.url))
    assert Release.objects.filter(supersedes=gp.release).count() == 1


def test_the_client_finds_it_filled_in_and_signs_it_anew(ana, therapist, gp):
    therapist.http.post(at("ask_to_renew", gp.release))
    asked = Release.objects.get(supersedes=gp.release)
    page = ana.http.get(at("review_what", asked)).content.decode()
    assert page.count(" checked") == 2
    ana.http.post(at("review_what", asked), {"categories": ["progress"]})
    page = words(ana.http.get(at("review_check", asked)))
    assert "Taken away Medications and changes to them As before Progress summary" in page
    shown = ana.http.get(at("review_sign", asked)).context["shown_sha256"]
    sent = {"typed_name": "Ana Moreno", "shown_sha256": shown}
    assert ana.http.post(at("review_sign", asked), sent).url == at("review_done", asked)
    gp.release.refresh_from_db()
    assert gp.release.superseded_at


@pytest.mark.parametrize("over", ["revoked_at", "superseded_at"])
def test_what_was_stopped_or_replaced_is_not_asked_for_anew(therapist, psychiatrist, over):
    make.change(psychiatrist.release, **{over: make.ago(minutes=1)})
    page = therapist.http.get(at("ask_to_renew", psychiatrist.release))
    assert page.url == at("release_page", psychiatrist.release)


def test_a_stop_that_was_said_ends_it_at_once(ana, therapist, psychiatrist, open_share):
    assert stopped(therapist, psychiatrist.release).url == at("release_page", psychiatrist.release)
    assert not Share.objects.visible_to(psychiatrist.provider).exists()
    line = Entry.objects.get(verb=Verb.RELEASE_REVOKED)
    assert line.detail == {"how": "oral", "told_by": "Ana Moreno", "told_on": str(TODAY)}
    assert (line.actor, line.acting_for) == (therapist.user.pk, ana.client.pk)
    page = words(ana.http.get(reverse("access_history")))
    assert "Miriam Stone stopped a permission: Miriam Stone tells Julian Okafor." in page
    assert "Ana Moreno said so on" in page


def test_the_client_gets_the_receipt_and_the_parties_a_notice(ana, therapist, psychiatrist):
    stopped(therapist, psychiatrist.release, how="written")
    sent = set(Outgoing.objects.values_list("kind", "recipient"))
    assert {
        ("release_receipt_stopped", ana.user.pk),
        ("release_stopped", psychiatrist.user.pk),
    } <= sent
    assert ("release_receipt_stopped", therapist.user.pk) not in sent
    assert "Ana Moreno wrote so on" in words(ana.http.get(reverse("access_history")))


def test_it_is_written_down_once(therapist, psychiatrist):
    for _time in range(2):
        stopped(therapist, psychiatrist.release)
    assert Entry.objects.filter(verb=Verb.RELEASE_REVOKED).count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"how": ""}, "Choose how you learned of it"),
        ({"told_by": ""}, "Enter the name of the person who said so"),
        ({"told_by": "Ana\r\nMoreno"}, "Write the name on one line"),
        ({"told_on": ""}, "Enter the day on which you were told"),
        ({"told_on": TODAY + timedelta(days=1)}, "The day must not be in the future"),
    ],
)
def test_what_is_missing_stops_nothing_yet(therapist, psychiatrist, sent, sentence):
    assert sentence in words(stopped(therapist, psychiatrist.release, **sent))
    psychiatrist.release.refresh_from_db()
    assert psychiatrist.release.revoked_at is None


@pytest.mark.parametrize(("who", "works"), [("therapist", True), ("psychiatrist", False),
                                            ("stranger", False)])  # fmt: skip
def test_the_database_stops_only_for_who_treats_the_client(
    request, as_web, psychiatrist, who, works
):
    with as_web(request.getfixturevalue(who).user):
        assert bool(value("select stop_as_told(%s)", psychiatrist.release.pk)) is works
