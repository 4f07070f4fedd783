"""Reviewing a request: each answer is kept, nothing is ticked for anybody, no is an answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ledger.models import Entry, Outgoing, Verb
from releases.actions import sign
from releases.document import fingerprint, form_of, render_document
from tests import factories as make
from tests.pages.reading import words


@pytest.fixture
def asked(ana, therapist, psychiatrist):
    """The therapist asks whether the psychiatrist may hear of four kinds, one of them sensitive."""
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
        categories=["goals", "medications", "attendance", "hiv_sti"],
        purposes=["care_coordination", "treatment"],
        reason="So that nobody prescribes what does not fit.",
    )


def at(page, release):
    return reverse(page, args=[release.pk])


def ticked(answer):
    return answer.content.decode().count(" checked")


def today(**later):
    return timezone.localdate() + timedelta(**later)


def test_the_first_page_says_who_asks_and_who_would_hear(ana, asked):
    page = words(ana.http.get(at("review", asked)))
    assert "Step 1 of 6" in page
    assert "Miriam Stone asks for your permission" in page
    assert "Who would tell Miriam Stone Therapist, Harbor Street Practice" in page
    assert "Who would hear Julian Okafor Psychiatrist" in page
    assert "You can say no. Your care does not depend on this." in page


def test_both_ways_reads_as_both_ways(ana, asked):
    make.change(asked, direction="two_way")
    assert "Who would tell each other" in words(ana.http.get(at("review", asked)))


def test_who_signs_for_a_child_reads_whom_it_is_about(mother, play_therapist, leo, stranger):
    asked = make.request(
        leo.client,
        disclosers=[play_therapist.provider],
        recipients=[stranger.provider],
        proposed_by=play_therapist.provider,
    )
    page = words(mother.http.get(at("review", asked)))
    assert "Grace Lindqvist asks for your permission about Leo" in page
    assert "You are acting for Leo, 9." in page


def test_the_kinds_are_shown_as_asked_and_none_is_ticked(ana, asked):
    answer = ana.http.get(at("review_what", asked))
    assert "Sensitive kinds HIV and other sexually transmitted infections" in words(answer)
    assert "Billing" not in words(answer)
    assert ticked(answer) == 0


def test_the_client_takes_kinds_away_and_can_have_them_back(ana, asked):
    answer = ana.http.post(at("review_what", asked), {"categories": ["goals"]})
    assert answer.url == at("review_why", asked)
    asked.refresh_from_db()
    assert asked.categories == ["goals"]
    again = ana.http.get(at("review_what", asked))
    assert ticked(again) == 1
    assert "Medications" in words(again)


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ([], "Choose at least one kind of information"),
        (["billing"], "Choose from the list"),
        (["psychotherapy_notes"], "Choose from the list"),
        (["\0"], "Choose from the list"),
    ],
)
def test_an_answer_about_kinds_that_cannot_be_says_so(ana, asked, kinds, sentence):
    answer = ana.http.post(at("review_what", asked), {"categories": kinds})
    assert sentence in words(answer)
    assert answer.content.decode().count("<title>Error:") == 1
    asked.refresh_from_db()
    assert asked.asked_categories is None


def test_why_is_in_the_words_of_the_one_who_asks(ana, asked):
    page = words(ana.http.get(at("review_why", asked)))
    assert "Working together on my care Treatment" in page
    assert "Miriam Stone wrote: So that nobody prescribes what does not fit." in page


def test_the_days_are_kept_as_instants_of_the_practice(ana, asked):
    first, last = today(days=3), today(days=90)
    answer = ana.http.post(at("review_when", asked), {"starts": first, "ends": last})
    assert answer.url == at("review_check", asked)
    asked.refresh_from_db()
    begins, ends = timezone.localtime(asked.effective_at), timezone.localtime(asked.expires_at)
    assert (begins.date(), begins.hour, begins.minute) == (first, 0, 0)
    assert (ends.date(), ends.hour, ends.minute) == (last, 23, 59)


def test_days_that_are_left_as_they_are_keep_their_instant(ana, asked):
    before = asked.expires_at
    ana.http.post(at("review_when", asked), {"ends": timezone.localdate(before)})
    asked.refresh_from_db()
    assert (asked.expires_at, asked.effective_at) == (before, None)


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        ("", "", "Enter the date sharing should end"),
        ("", "2026-02-30", "Enter the last day as day, month and year"),
        ("soon", today(days=30), "Enter the first day as day, month and year"),
        ("", today(days=-1), "The end date must be today or later"),
        ("", today(days=367), "The end date must be within 12 months"),
        ("", "9999-12-31", "The end date must be within 12 months"),
        (today(days=9), today(days=8), "The first day must not be after the last day"),
    ],
)
def test_days_that_cannot_be_say_so_and_change_nothing(ana, asked, starts, ends, sentence):
    before = asked.expires_at
    answer = ana.http.post(at("review_when", asked), {"starts": starts, "ends": ends})
    assert sentence in words(answer)
    asked.refresh_from_db()
    assert asked.expires_at == before


def test_today_may_be_the_last_day(ana, asked):
    answer = ana.http.post(at("review_when", asked), {"ends": today()})
    assert answer.status_code == 302


def test_finishing_later_keeps_the_answers(ana, asked):
    answer = ana.http.post(at("review_what", asked), {"categories": ["goals"], "later": "1"})
    assert answer.url == reverse("client_home")
    assert "Your answers are kept." in ana.http.get(answer.url).content.decode()
    asked.refresh_from_db()
    assert asked.categories == ["goals"]


@pytest.mark.parametrize("page", ["review_what", "review_when"])
def test_finishing_later_is_never_held_up(ana, asked, page):
    assert ana.http.post(at(page, asked), {"later": "1"}).url == reverse("client_home")


def test_the_answers_are_checked_on_one_page_each_with_its_change(ana, asked):
    ana.http.post(at("review_what", asked), {"categories": ["goals", "hiv_sti"]})
    answer = ana.http.get(at("review_check", asked))
    page = words(answer)
    assert "Goals and check-ins HIV and other sexually transmitted infections Change : What" in page
    assert "From When you sign Change : From" in page
    assert "Signing is your choice." in page
    assert "Release of information Client Ana Moreno, born 14 March 1991" in page


@pytest.mark.parametrize("page", ["review_check", "review_sign"])
def test_nobody_signs_before_choosing_the_kinds(ana, asked, page):
    assert ana.http.get(at(page, asked)).url == at("review_what", asked)


def test_a_last_day_that_has_passed_is_changed_before_signing(ana, asked):
    make.change(asked, expires_at=make.ago(days=1), asked_categories=["goals"])
    answer = ana.http.get(at("review_check", asked))
    assert "The last day has passed. Choose a later one before you sign." in words(answer)
    assert at("review_sign", asked) not in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (None, None, "All dates"),
        (date(2026, 1, 5), None, "From 5 January 2026 on"),
        (None, date(2026, 3, 1), "Up to 1 March 2026"),
        (date(2026, 1, 5), date(2026, 3, 1), "From 5 January 2026 to 1 March 2026"),
    ],
)
def test_the_dates_that_may_be_told_of_are_said(ana, asked, first, last, sentence):
    make.change(
        asked, information_from=first, information_until=last, asked_categories=asked.categories
    )
    page = words(ana.http.get(at("review_check", asked)))
    assert f"About which dates {sentence} Why" in page


def test_saying_no_is_asked_once_more_and_then_done(ana, therapist, asked):
    asking = words(ana.http.get(at("review_no", asked)))
    assert "Miriam Stone will learn that you said no, and not why." in asking
    asked.refresh_from_db()
    assert asked.declined_at is None
    answer = ana.http.post(at("review_no", asked))
    assert "You said no on" in words(ana.http.get(answer.url))
    promised = Outgoing.objects.get(subject_id=asked.pk)
    assert (promised.kind, promised.recipient) == ("release_answered", therapist.user.pk)


def test_saying_no_twice_says_it_once(ana, asked):
    first, second = (ana.http.post(at("review_no", asked)) for _time in range(2))
    assert first.url == second.url
    assert Entry.objects.filter(verb=Verb.RELEASE_DECLINED).count() == 1


@pytest.mark.parametrize("page", ["review", "review_what", "review_when", "review_sign"])
def test_a_declined_request_shows_that_it_was_declined(ana, asked, page):
    make.change(asked, declined_at=make.ago(hours=1))
    assert ana.http.get(at(page, asked)).url == at("review_no", asked)


def test_an_unsigned_request_has_nothing_to_stop_or_to_print(ana, asked):
    for page in ("review_done", "stop_sharing", "change_sharing", "release_receipt"):
        assert ana.http.get(at(page, asked)).url == at("review", asked)


def test_what_was_signed_in_another_window_is_not_revised(ana, asked, monkeypatch):
    document = render_document(asked, form_of(asked, "en"))

    def sign_first(**answers):
        sign(
            release=asked,
            by=ana.user,
            typed_name="Ana Moreno",
            shown_sha256=fingerprint(document),
            language="en",
            initialled=["hiv_sti"],
        )
        return revise(**answers)

    from releases.views import review

    revise = review.revise_request
    monkeypatch.setattr(review, "revise_request", sign_first)
    answer = ana.http.post(at("review_what", asked), {"categories": ["goals"]})
    assert ana.http.get(answer.url).url == at("review_done", asked)
    asked.refresh_from_db()
    assert len(asked.categories) == 4
