"""What others shared: the list without bodies, and opening one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Entry, Verb
from releases.notices import PART2_NOTICE, PART2_SHORT
from tests import factories as make
from tests.pages.reading import words


def listed(person, **query):
    return person.http.get(reverse("shared_with_me"), query).content.decode()


def opened(person, share):
    return person.http.get(reverse("shared_open", args=[share.pk]))


def test_the_list_says_what_from_whom_about_whom_and_never_a_body(
    ana, psychiatrist, note, open_share
):
    shown = listed(psychiatrist)
    for told in ("Ana Moreno", "Miriam Stone, LCSW", "Progress summary"):
        assert told in shown
    assert note.body not in shown


def test_a_held_share_leaves_no_trace_in_the_list(gp, held_share):
    assert "Nothing is shared with you now." in listed(gp)


def test_the_list_can_be_narrowed_to_one_client(ana, psychiatrist, open_share):
    assert "Show everything" in listed(psychiatrist, client=ana.client.pk)
    assert "Show everything" not in listed(psychiatrist, client="nonsense")


@pytest.fixture
def history(ana, therapist, psychiatrist, open_share):
    """Fifty-one open shares: a page and one line."""
    for _number in range(50):
        make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)


def test_a_long_list_has_pages_and_is_not_counted(history, psychiatrist):
    with CaptureQueriesContext(connection) as asked:
        first = listed(psychiatrist)
    assert not [one for one in asked.captured_queries if "COUNT(" in one["sql"]]
    assert first.count('href="/shared/') == 50 + first.count('href="/shared/"')
    assert ("Older" in first, "Newer" in first, "Page 1" in first) == (True, False, True)
    second = listed(psychiatrist, page=2)
    assert ("Older" in second, "Newer" in second, "Page 2" in second) == (False, True, True)


@pytest.mark.parametrize("page", ["0", "-1", "3", "9" * 30, "²", "nonsense"])
def test_where_there_is_no_such_page_the_first_is_shown(history, psychiatrist, page):
    assert "Page 1" in listed(psychiatrist, page=page)


def test_the_recipient_reads_the_body_and_why_and_the_client_sees_it(
    ana, psychiatrist, note, open_share
):
    shown = opened(psychiatrist, open_share)
    assert note.body in shown.content.decode()
    assert reverse("release_page", args=[psychiatrist.release.pk]) in shown.content.decode()
    line = Entry.objects.get(verb=Verb.ITEM_DISCLOSED)
    assert (line.client, line.actor) == (ana.client.pk, psychiatrist.user.pk)
    assert line.release_ids == [psychiatrist.release.pk]


def test_no_browser_keeps_the_page(psychiatrist, open_share):
    assert opened(psychiatrist, open_share).headers["Cache-Control"] == "no-store"


def test_opening_it_again_in_the_same_session_is_one_line(psychiatrist, open_share):
    opened(psychiatrist, open_share)
    opened(psychiatrist, open_share)
    assert Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).count() == 1


def test_a_tab_left_open_shows_nothing_after_the_end(psychiatrist, note, open_share):
    assert opened(psychiatrist, open_share).status_code == 200
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    again = opened(psychiatrist, open_share)
    assert again.status_code == 404
    assert note.body not in again.content.decode()


def test_for_everybody_else_there_is_nothing(therapist, gp, stranger, ana, open_share, held_share):
    for person, share in (
        (gp, held_share),
        (gp, open_share),
        (stranger, open_share),
        (therapist, open_share),
        (ana, open_share),
    ):
        assert opened(person, share).status_code == 404


def test_the_lapsed_partner_gets_the_answer_for_what_does_not_exist(gp, held_share):
    missing = gp.http.get(reverse("shared_open", args=["01a00000-0000-7000-8000-000000000000"]))
    assert opened(gp, held_share).content == missing.content


def test_a_part_2_record_comes_with_the_notice_of_the_law_and_the_scope(
    ana, therapist, psychiatrist
):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["substance_use_part2"],
    )
    item = make.item(therapist.provider, ana.client, categories=["substance_use_part2"])
    shown = opened(psychiatrist, make.share(item, psychiatrist.provider)).content.decode()
    assert PART2_NOTICE in shown
    assert "<bdi>Ana Moreno</bdi> consented on" in shown
    assert "Do not pass this on" in shown


@pytest.mark.parametrize(("kind", "told"), [("hiv_sti", True), ("progress", False)])
def test_only_what_is_sensitive_comes_with_a_plain_request_not_to_pass_it_on(
    ana, therapist, psychiatrist, kind, told
):
    parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    make.release(ana.client, categories=[kind], **parties)
    item = make.item(therapist.provider, ana.client, categories=[kind])
    shown = opened(psychiatrist, make.share(item, psychiatrist.provider)).content.decode()
    assert ("Do not pass this on" in shown) == told
    assert PART2_NOTICE not in shown


def test_whoever_treats_the_client_too_may_ask_for_more(ana, therapist, psychiatrist, open_share):
    assert "Ask Ana for more" not in opened(psychiatrist, open_share).content.decode()
    make.treatment(ana.client, psychiatrist.provider)
    shown = opened(psychiatrist, open_share).content.decode()
    assert f"?with={therapist.provider.pk}&amp;way=hear" in shown


def test_a_note_about_a_couple_names_both(sam, robin, couples_counsellor, therapist):
    me = couples_counsellor.provider
    for one in (sam, robin):
        make.release(one.client, disclosers=[me], recipients=[therapist.provider])
    make.share(make.item(me, sam.client, robin.client), therapist.provider)
    assert "Robin Hale and Sam Whitaker" in listed(therapist)


def test_whoever_does_not_treat_the_client_is_told_whom_to_ask(psychiatrist, open_share):
    shown = words(opened(psychiatrist, open_share))
    assert "Ask Miriam Stone, LCSW , who shared this." in shown
    assert "Ask Ana for more" not in shown


def test_how_to_ask_for_more_stands_by_the_list_for_whomever(
    psychiatrist, gp, stranger, open_share, held_share
):
    for person in (psychiatrist, gp, stranger):
        assert "<h2>Ask for more</h2>" in listed(person)
        found = person.http.get(reverse("find"), {"of": "others"}).content.decode()
        assert "<h2>Ask for more</h2>" in found


def test_who_had_something_yesterday_reads_the_list_of_a_stranger(gp, stranger, held_share):
    url = reverse("shared_with_me")
    assert words(gp.http.get(url)) == words(stranger.http.get(url))


def test_a_workplace_that_hears_gets_the_scope_too(ana, therapist, stranger, practice):
    make.membership(stranger.provider, practice)
    kinds = ["substance_use_part2"]
    parties = {"disclosers": [therapist.provider], "recipients": [practice]}
    make.release(ana.client, categories=kinds, **parties)
    item = make.item(therapist.provider, ana.client, categories=kinds)
    shown = words(opened(stranger, make.share(item, stranger.provider)))
    assert "What the client agreed to, and no more than that: Ana Moreno consented on" in shown
    assert PART2_SHORT in shown
