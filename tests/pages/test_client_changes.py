"""Changing what was signed: less takes one press, more a signature, and the page says what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Share
from ledger.models import Entry, Outgoing, Verb
from releases.changes import is_less
from releases.models import Release, Signature
from tests import factories as make
from tests.factories import PASSWORD
from tests.pages.reading import words


@pytest.fixture
def release(psychiatrist):
    """Progress and medications, for a year less 30 days."""
    return psychiatrist.release


def at(page, release):
    return reverse(page, args=[release.pk])


def day_of(moment):
    return timezone.localdate(moment)


def send(person, release, kinds, *, ends=None, page="change_sharing"):
    """The answer to the form of a change, sent with these kinds and this last day."""
    sent = {"categories": kinds, "ends": ends or day_of(release.expires_at)}
    return person.http.post(at(page, release), sent)


def draft():
    return Release.objects.get(supersedes__isnull=False)


def press(person, page):
    """The one press under a draft that shares less."""
    shown = person.http.get(page).context["shown_sha256"]
    return person.http.post(page, {"shown_sha256": shown})


def sign(person, one, **initials):
    page = at("review_sign", one)
    shown = person.http.get(page).context["shown_sha256"]
    return person.http.post(
        page, {"typed_name": person.user.name, "shown_sha256": shown, **initials}
    )


def test_what_was_signed_is_ticked_and_nothing_else(ana, release):
    page = ana.http.get(at("change_sharing", release)).content.decode()
    assert page.count(" checked") == 2
    assert 'value="progress"' in page
    assert 'value="hiv_sti"' in page


def test_less_leads_to_one_button_and_says_what_goes(ana, therapist, psychiatrist, release):
    make.share(
        make.item(therapist.provider, ana.client, categories=["medications"]),
        psychiatrist.provider,
    )
    answer = send(ana, release, ["progress"])
    assert answer.url == at("review_less", draft())
    page = words(ana.http.get(answer.url))
    assert "Taken away Medications and changes to them As before Progress summary" in page
    assert "Can't be opened any more Note by Miriam Stone" in page
    assert "Added" not in page


def test_one_press_narrows_and_replaces(ana, psychiatrist, release):
    send(ana, release, ["progress"])
    less = draft()
    assert press(ana, at("review_less", less)).url == at("review_done", less)
    less.refresh_from_db()
    release.refresh_from_db()
    assert less.signed_at < release.superseded_at
    assert list(Release.objects.in_force().of(ana.client)) == [less]
    receipt = words(ana.http.get(at("release_receipt", less)))
    assert "Signed by one press, as Ana Moreno" in receipt
    assert "Name typed" not in receipt


def test_what_was_taken_away_is_closed_and_the_rest_stays_open(
    ana, therapist, psychiatrist, open_share, release
):
    gone = make.share(
        make.item(therapist.provider, ana.client, categories=["medications"]),
        psychiatrist.provider,
    )
    send(ana, release, ["progress"])
    press(ana, at("review_less", draft()))
    assert list(Share.objects.visible_to(psychiatrist.provider)) == [open_share]
    assert gone != open_share


def test_an_earlier_end_is_less(ana, release):
    answer = send(ana, release, ["progress", "medications"], ends=day_of(make.ahead(days=5)))
    assert answer.url == at("review_less", draft())
    assert "Last day" in words(ana.http.get(answer.url))


def test_the_words_are_looked_at_again_at_the_press(ana, release):
    send(ana, release, ["progress"])
    page = ana.http.post(at("review_less", draft()), {"shown_sha256": "0" * 64})
    assert "Someone changed this while you were reading." in words(page)
    assert draft().signed_at is None


def test_more_takes_a_signature(ana, release):
    answer = send(ana, release, ["progress", "medications", "goals"])
    assert answer.url == at("review_check", draft())
    page = words(ana.http.get(answer.url))
    assert "Added Goals and check-ins As before Progress summary" in page
    assert ana.http.get(at("review_less", draft())).url == at("review_check", draft())
    assert sign(ana, draft()).url == at("review_done", draft())
    release.refresh_from_db()
    assert release.superseded_at


def test_a_sensitive_kind_that_comes_in_is_initialled(ana, release):
    send(ana, release, ["progress", "hiv_sti"])
    assert ana.http.get(at("review_sign", draft())).status_code == 200
    assert sign(ana, draft()).status_code == 200
    assert sign(ana, draft(), initials_hiv_sti="AM").status_code == 302


@pytest.mark.parametrize("forged", ["more", "later", "replaced", "stopped"])
def test_one_press_never_opens_anything(ana, release, forged):
    send(ana, release, ["progress"])
    less = draft()
    page = at("review_less", less)
    shown = ana.http.get(page).context["shown_sha256"]
    {
        "more": lambda: make.change(less, categories=["progress", "goals"]),
        "later": lambda: make.change(less, expires_at=make.ahead(days=900)),
        "replaced": lambda: make.change(release, superseded_at=make.ago(minutes=1)),
        "stopped": lambda: make.change(release, revoked_at=make.ago(minutes=1)),
    }[forged]()
    ana.http.post(page, {"shown_sha256": shown})
    less.refresh_from_db()
    assert less.signed_at is None


def test_the_same_again_is_no_change(ana, release):
    page = send(ana, release, ["progress", "medications"])
    assert "Nothing is different yet." in words(page)
    assert not Release.objects.filter(supersedes__isnull=False).exists()


@pytest.mark.parametrize(
    ("kinds", "ends", "sentence"),
    [
        ([], None, "Choose at least one kind of information, or stop sharing"),
        (["progress"], "", "Enter the date sharing should end"),
        (["progress"], "2040-01-01", "The end date must be within 12 months"),
        (["progress"], "2020-01-01", "The end date must be today or later"),
        (["psychotherapy_notes"], None, "Choose from the list"),
    ],
)
def test_what_cannot_be_says_what_to_do(ana, release, kinds, ends, sentence):
    sent = {"categories": kinds, "ends": day_of(release.expires_at) if ends is None else ends}
    assert sentence in words(ana.http.post(at("change_sharing", release), sent))


def test_there_is_one_draft_however_often_the_form_is_sent(ana, release):
    send(ana, release, ["progress"])
    send(ana, release, ["medications"])
    assert draft().categories == ["medications"]
    page = ana.http.get(at("change_sharing", release)).content.decode()
    assert page.count(" checked") == 1


def test_a_draft_is_nobody_elses_business(ana, therapist, release):
    send(ana, release, ["progress"])
    assert draft() not in Release.objects.visible_to(therapist.provider)
    assert not Outgoing.objects.filter(subject_id=draft().pk).exists()
    assert not Entry.objects.filter(subject_id=str(draft().pk)).exists()


def test_keeping_it_as_it_is_drops_the_draft(ana, release):
    send(ana, release, ["progress"])
    answer = ana.http.post(at("review_no", draft()))
    assert answer.url == reverse("client_home")
    assert "Nothing has changed." in words(ana.http.get(answer.url))
    assert draft().declined_at


def test_an_old_proof_is_asked_for_before_the_press(ana, release):
    send(ana, release, ["progress"])
    page = at("review_less", draft())
    shown = ana.http.get(page).context["shown_sha256"]
    ana.http = make.signed_in(ana.user, proved_ago=timedelta(minutes=16))
    asked = ana.http.post(page, {"shown_sha256": shown})
    assert ana.http.post(asked.url, {"password": PASSWORD}).url == at("review_done", draft())


def test_the_history_says_that_one_took_the_place_of_the_other(ana, release):
    send(ana, release, ["progress"])
    press(ana, at("review_less", draft()))
    line = Entry.objects.get(verb=Verb.RELEASE_SIGNED)
    assert line.detail["supersedes"] == str(release.pk)
    assert "You signed a permission in place of an older one" in words(
        ana.http.get(reverse("access_history"))
    )


def test_two_that_would_replace_the_same_end_in_one(ana, therapist, release):
    send(ana, release, ["progress", "goals"])
    mine = draft()
    parties = {"disclosers": [therapist.provider], "recipients": [make.provider("Dana Cole")]}
    other = make.request(
        ana.client, supersedes=release, proposed_by=therapist.provider,
        asked_categories=["progress"], **parties,
    )  # fmt: skip
    assert sign(ana, mine).status_code == 302
    page = words(sign(ana, other))
    assert "Another permission has taken its place already. Nothing was signed." in page
    assert Signature.objects.filter(release=other).count() == 0


def test_a_mother_takes_something_away(mother, leo, family_counsellor):
    send(mother, family_counsellor.release, ["goals"])
    press(mother, at("review_less", draft()))
    assert Signature.objects.get(release=draft()).representative == mother.authority


@pytest.mark.parametrize(
    ("facts", "less"),
    [
        ({}, True),
        ({"categories": ["progress", "goals"]}, False),
        ({"purposes": ["care_coordination", "treatment"]}, False),
        ({"direction": "two_way"}, False),
        ({"expires_at": make.ahead(days=800)}, False),
        ({"information_from": make.TODAY}, True),
        ({"proposed": True}, False),
    ],
)
def test_less_is_what_allows_nothing_more(ana, therapist, psychiatrist, release, facts, less):
    facts = {"expires_at": release.expires_at} | facts
    if facts.pop("proposed", False):
        facts["proposed_by"] = therapist.provider
    one = make.request(
        ana.client, supersedes=release, disclosers=[therapist.provider],
        recipients=[psychiatrist.provider], **facts,
    )  # fmt: skip
    assert is_less(one) is less


def test_other_people_are_never_less(ana, therapist, stranger, release):
    one = make.request(
        ana.client, supersedes=release, disclosers=[therapist.provider],
        recipients=[stranger.provider], expires_at=release.expires_at,
    )  # fmt: skip
    assert not is_less(one)
