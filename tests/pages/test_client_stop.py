"""Stopping: one button, at once, once; looking stops nothing; the page tells the truth."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from ledger.models import Entry, Outgoing, Verb
from tests import factories as make
from tests.factories import PASSWORD
from tests.pages.reading import words

ALL = "/stop/"


def stop_page(release):
    return reverse("stop_sharing", args=[release.pk])


def to_the_second(moment):
    return date_format(localtime(moment), "j F Y, H:i:s")


def test_stopping_is_two_clicks_from_home(ana, psychiatrist):
    release = psychiatrist.release
    assert stop_page(release) in ana.http.get(reverse("client_home")).content.decode()
    assert ana.http.post(stop_page(release)).url == stop_page(release)
    release.refresh_from_db()
    assert release.revoked_at


def test_one_page_leads_to_each_way_of_stopping(ana, psychiatrist):
    page = ana.http.get(stop_page(psychiatrist.release)).content.decode()
    for name in ("change_sharing", "limit_new", "stop_all_sharing"):
        args = [psychiatrist.release.pk] if name == "change_sharing" else []
        assert f'href="{reverse(name, args=args)}' in page


def test_the_page_says_what_stopping_does_and_looking_stops_nothing(ana, psychiatrist):
    page = words(ana.http.get(stop_page(psychiatrist.release)))
    assert (
        "From the moment you press the button, Julian Okafor can no longer open anything. "
        "What Julian Okafor has already read or copied can't be taken back."
    ) in page
    assert "Nothing was opened so far." in page
    psychiatrist.release.refresh_from_db()
    assert psychiatrist.release.revoked_at is None


def test_it_says_from_when_on_to_the_second_and_who_is_told(ana, therapist, psychiatrist):
    page = words(ana.http.get(ana.http.post(stop_page(psychiatrist.release)).url))
    psychiatrist.release.refresh_from_db()
    assert f"Since {to_the_second(psychiatrist.release.revoked_at)}" in page
    assert "We tell them that access has changed. We do not tell them why." in page
    assert "Julian Okafor Miriam Stone" in page
    told = Outgoing.objects.filter(kind="release_stopped").values_list("recipient", flat=True)
    assert set(told) == {therapist.user.pk, psychiatrist.user.pk}


def test_from_then_on_the_recipient_finds_nothing(ana, psychiatrist, open_share):
    there = reverse("shared_open", args=[open_share.pk])
    assert psychiatrist.http.get(there).status_code == 200
    ana.http.post(stop_page(psychiatrist.release))
    assert psychiatrist.http.get(there).status_code == 404


def test_stopping_twice_shows_the_same_and_does_it_once(ana, psychiatrist):
    pages = []
    for _time in range(2):
        answer = ana.http.post(stop_page(psychiatrist.release))
        pages.append(words(ana.http.get(answer.url)))
    assert pages[0] == pages[1]
    assert Entry.objects.filter(verb=Verb.RELEASE_REVOKED).count() == 1


def test_what_was_opened_is_listed_before_and_after(ana, psychiatrist, open_share):
    psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    line = "Julian Okafor opened a note by Miriam Stone."
    before = words(ana.http.get(stop_page(psychiatrist.release)))
    assert line in before.split("What was opened so far")[1]
    after = words(ana.http.get(ana.http.post(stop_page(psychiatrist.release)).url))
    assert line in after


def test_long_lists_are_cut_and_counted(ana, therapist, psychiatrist):
    for _number in range(22):
        share = make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
        psychiatrist.http.get(reverse("shared_open", args=[share.pk]))
    page = words(ana.http.get(stop_page(psychiatrist.release)))
    assert page.count("opened a note by") == 20
    assert "And 2 more before that." in page


@pytest.mark.parametrize(
    ("reason", "kept"),
    [("", ""), (" We are done. ", "We are done."), ("x" * 900, "x" * 500), ("a\0b", "ab")],
)
def test_no_reason_holds_up_a_stop(ana, psychiatrist, reason, kept):
    ana.http.post(stop_page(psychiatrist.release), {"reason": reason})
    assert Entry.objects.get(verb=Verb.RELEASE_REVOKED).reason == kept


def test_another_permission_with_the_same_person_is_not_passed_over(ana, therapist, psychiatrist):
    other = make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["goals"],
    )
    page = ana.http.get(stop_page(psychiatrist.release))
    assert "can no longer open anything under this permission." in words(page)
    assert "Other permissions with Julian Okafor" in words(page)
    assert stop_page(other) in page.content.decode()


@pytest.mark.parametrize("member_is_named_first", [True, False])
def test_neither_is_one_through_where_they_work(
    ana, therapist, psychiatrist, practice, member_is_named_first
):
    make.membership(psychiatrist.provider, practice)
    sides = {"disclosers": [make.provider("Dana Cole")], "recipients": [practice]}
    through_work = make.release(ana.client, **sides)
    release = psychiatrist.release if member_is_named_first else through_work
    assert "under this permission." in words(ana.http.get(stop_page(release)))


def test_somebody_else_at_the_same_place_is_somebody_else(ana, therapist, psychiatrist, practice):
    colleague = make.provider("Dana Cole")
    for one in (colleague, psychiatrist.provider):
        make.membership(one, practice)
    make.release(ana.client, disclosers=[therapist.provider], recipients=[colleague])
    assert "Other permissions" not in words(ana.http.get(stop_page(psychiatrist.release)))


def test_both_sides_of_a_permission_are_named(ana, therapist, stranger):
    release = make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        direction="two_way",
    )
    page = words(ana.http.get(stop_page(release)))
    assert "Miriam Stone can no longer open what Victor Lang shares, either." in page


def test_those_without_an_account_are_not_told(ana):
    release = make.release(
        ana.client, disclosers=[make.provider("Dana Cole")], recipients=[make.provider("Ed Ruiz")]
    )
    page = words(ana.http.get(ana.http.post(stop_page(release)).url))
    assert "Nobody: none of them has an account here." in page


def test_what_ended_by_itself_has_nothing_to_stop(ana, gp):
    page = words(ana.http.get(stop_page(gp.release)))
    assert "This has ended" in page
    assert "There is nothing left to stop." in page
    ana.http.post(stop_page(gp.release))
    gp.release.refresh_from_db()
    assert gp.release.revoked_at is None


def test_an_old_proof_is_asked_for_before_the_page(ana, psychiatrist):
    ana.http = make.signed_in(ana.user, proved_ago=timedelta(minutes=16))
    for there in (stop_page(psychiatrist.release), ALL):
        asked = ana.http.get(there)
        assert asked.url.startswith(reverse("account_reauthenticate"))


def test_a_stop_that_was_pressed_goes_on_after_the_proof(ana, psychiatrist):
    ana.http = make.signed_in(ana.user, proved_ago=timedelta(minutes=16))
    asked = ana.http.post(stop_page(psychiatrist.release))
    assert ana.http.post(asked.url, {"password": PASSWORD}).url == stop_page(psychiatrist.release)
    psychiatrist.release.refresh_from_db()
    assert psychiatrist.release.revoked_at


def test_everything_stops_at_once(ana, therapist, psychiatrist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        effective_at=make.ahead(days=9),
    )
    assert "Julian Okafor" in words(ana.http.get(ALL))
    page = words(ana.http.get(ana.http.post(ALL, {"client": ana.client.pk}).url))
    stops = ana.client.releases.exclude(revoked_at=None).values_list("revoked_at", flat=True)
    assert "All sharing is stopped" in page
    assert f"Since {to_the_second(max(stops))}" in page
    assert "Miriam Stone tells Victor Lang stopped" in page
    assert not ana.client.releases.in_force().exists()


def test_looking_at_everything_stops_nothing(ana, psychiatrist):
    ana.http.get(ALL)
    assert ana.client.releases.in_force().count() == 1


def test_stopping_everything_twice_shows_the_same(ana, psychiatrist):
    pages = []
    for _time in range(2):
        answer = ana.http.post(ALL, {"client": ana.client.pk})
        pages.append(words(ana.http.get(answer.url)))
    assert pages[0] == pages[1]
    assert Entry.objects.filter(verb=Verb.RELEASE_REVOKED).count() == 1


def test_who_shares_nothing_has_nothing_to_stop(ana):
    assert "There is nothing to stop." in words(ana.http.get(ALL))


def test_requests_that_wait_are_not_touched(ana, therapist, psychiatrist, stranger):
    waiting = make.request(
        ana.client, disclosers=[therapist.provider], recipients=[stranger.provider]
    )
    ana.http.post(ALL, {"client": ana.client.pk})
    waiting.refresh_from_db()
    assert (waiting.revoked_at, waiting.declined_at) == (None, None)


def test_the_button_stops_what_its_page_showed(mother, leo, play_therapist, family_counsellor):
    """Another window may have switched to somebody else meanwhile."""
    mia = make.client("Mia Castillo")
    make.representative(mia, user=mother.user, verified_by=play_therapist.provider)
    mother.http.post(reverse("act_for"), {"client": mia.pk})
    mother.http.post(ALL, {"client": leo.client.pk})
    family_counsellor.release.refresh_from_db()
    assert family_counsellor.release.revoked_at
    assert "You are acting for Leo" in words(mother.http.get(ALL))


@pytest.mark.parametrize("sent", [{}, {"client": "somebody"}])
def test_a_button_without_its_client_stops_nothing(ana, psychiatrist, sent):
    assert ana.http.post(ALL, sent).status_code == 404
    assert ana.client.releases.in_force().count() == 1


def test_nobody_stops_everything_of_somebody_else(ana, psychiatrist, sam):
    assert sam.http.post(ALL, {"client": ana.client.pk}).status_code == 404
    assert ana.client.releases.in_force().count() == 1


@pytest.mark.parametrize("page", ["stop", "all"])
def test_the_number_of_queries_does_not_grow(ana, therapist, psychiatrist, page):
    there = stop_page(psychiatrist.release) if page == "stop" else ALL

    def queries_with(rows):
        for number in range(rows):
            hears = [psychiatrist.provider, make.provider(f"Doctor {rows} {number}")]
            make.release(ana.client, disclosers=[therapist.provider], recipients=hears)
            share = make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
            psychiatrist.http.get(reverse("shared_open", args=[share.pk]))
        with CaptureQueriesContext(connection) as queries:
            ana.http.get(there)
        return len(queries)

    ana.http.get(there)
    assert queries_with(3) == queries_with(15)


LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
FORM = re.compile(r"<form method=\"post\"( action=\"[^\"]*\")?.*?</form>", re.DOTALL)


def buttons(page):
    """The buttons of a page's own forms."""
    inside = page.split('id="main"')[-1]
    return [
        re.sub(r"<[^>]+>", "", button).strip()
        for form in FORM.finditer(inside)
        for button in re.findall(r"<button.*?</button>", form.group(), re.DOTALL)
    ]


@pytest.mark.parametrize(
    "button", ["Stop sharing", "Stop all sharing", "See what would change", "See what it closes"]
)
def test_every_way_to_stop_is_within_three_clicks_of_home(ana, psychiatrist, button):
    """By links alone, as without scripts; the button itself is a click, too."""
    seen, pages = set(), ["/home/"]
    for _click in (1, 2, 3):
        shown = [ana.http.get(page).content.decode() for page in pages]
        if any(button in buttons(page) for page in shown):
            return
        seen |= set(pages)
        found = {html.unescape(link) for page in shown for link in LINK.findall(page)}
        pages = sorted(one for one in found - seen if one.startswith(("/releases/", "/stop/",
                                                                      "/limits/")))  # fmt: skip
    pytest.fail(f"{button!r} is more than 3 clicks from home")
