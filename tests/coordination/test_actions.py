"""Writing, sharing, taking back, and showing: the one way in which a body reaches somebody."""

import pytest
from django.urls import reverse

from accounts.refusals import Blocked
from coordination.actions import disclose, share_item, withdraw, write_item
from coordination.models import Share
from ledger.ids import uuid7
from ledger.models import Entry, Verb
from providers.models import Standing
from releases.actions import revoke
from tests import factories as make
from tests.attempts import run
from tests.written import last_line, lines, promises


def write(author, *subjects, **content):
    content = {
        "categories": ["progress"],
        "service_date": make.TODAY,
        "body": "Sleeps better.",
    } | content
    clients = [one.client for one in subjects]
    return write_item(author=author.provider, subjects=clients, by=author.user, **content)


def show(person, share, session="one"):
    return disclose(
        share_id=share.pk, provider=person.provider, by=person.user, session_key=session
    )


def test_writing_tells_the_ledger_of_each_and_shows_nobody(
    sam, robin, couples_counsellor, stranger, as_web
):
    with as_web(couples_counsellor.user):
        note = write(couples_counsellor, sam, robin)
    assert [lines(one.client) for one in (sam, robin)] == [[Verb.ITEM_WRITTEN]] * 2
    assert set(note.subjects.all()) == {sam.client, robin.client}
    assert not Share.objects.exists()


def test_sharing_opens_what_is_released_and_holds_the_rest(
    ana, therapist, psychiatrist, gp, note, as_web
):
    with as_web(therapist.user):
        shares = share_item(
            item=note, recipients=[psychiatrist.provider, gp.provider], by=therapist.user
        )
    opened = {one.recipient for one in shares} - {one.recipient for one in Share.objects.held()}
    assert opened == {psychiatrist.provider}
    assert lines(ana.client) == [Verb.ITEM_SHARED] * 2


def test_sharing_twice_shares_once(therapist, psychiatrist, note, as_web):
    with as_web(therapist.user):
        (share,) = share_item(item=note, recipients=[psychiatrist.provider], by=therapist.user)
        again = share_item(item=note, recipients=[psychiatrist.provider], by=therapist.user)
    assert again == []
    assert promises(share) == {("share_arrived", psychiatrist.user.pk)}


def test_who_has_no_login_is_promised_nothing(therapist, note, as_web):
    entry = make.provider("Somebody Else")
    with as_web(therapist.user):
        (share,) = share_item(item=note, recipients=[entry], by=therapist.user)
    assert promises(share) == set()


def test_taking_back_twice_takes_back_once(ana, therapist, psychiatrist, open_share, as_web):
    with as_web(therapist.user):
        assert withdraw(share=open_share, by=therapist.user) is True
        assert withdraw(share=open_share, by=therapist.user) is False
    assert lines(ana.client) == [Verb.SHARE_WITHDRAWN]
    with as_web(psychiatrist.user), pytest.raises(Blocked):
        show(psychiatrist, open_share)


def test_what_was_taken_back_can_be_shared_again(therapist, psychiatrist, open_share, as_web):
    with as_web(therapist.user):
        withdraw(share=open_share, by=therapist.user)
        shares = share_item(
            item=open_share.item, recipients=[psychiatrist.provider], by=therapist.user
        )
    assert len(shares) == 1


def test_showing_gives_the_body_and_writes_who_read_under_which_release(
    ana, psychiatrist, open_share, as_web
):
    with as_web(psychiatrist.user):
        shown = show(psychiatrist, open_share)
    line = last_line(ana.client)
    assert shown.item.body == open_share.item.body
    assert (line.verb, line.actor) == (Verb.ITEM_DISCLOSED, psychiatrist.user.pk)
    assert (line.subject_id, line.release_ids) == (
        str(open_share.pk),
        [psychiatrist.release.pk],
    )
    assert shown.releases_relied_on == [psychiatrist.release.pk]


def test_one_line_per_login_session(ana, psychiatrist, open_share, as_web):
    with as_web(psychiatrist.user):
        for session in ("one", "one", "two", "one"):
            show(psychiatrist, open_share, session)
    assert lines(ana.client) == [Verb.ITEM_DISCLOSED] * 2


def test_the_key_of_a_session_stands_in_no_line(ana, psychiatrist, open_share, as_web):
    with as_web(psychiatrist.user):
        show(psychiatrist, open_share, "a-secret-session-key")
    assert "a-secret" not in str(last_line(ana.client).detail)


def test_what_is_about_two_is_told_to_both_chains(sam, robin, couples_counsellor, stranger, as_web):
    for one in (sam, robin):
        make.release(
            one.client, disclosers=[couples_counsellor.provider], recipients=[stranger.provider]
        )
    note = make.item(couples_counsellor.provider, sam.client, robin.client)
    share = make.share(note, stranger.provider)
    with as_web(stranger.user):
        show(stranger, share)
    assert [lines(one.client) for one in (sam, robin)] == [[Verb.ITEM_DISCLOSED]] * 2


@pytest.mark.parametrize("closed_by", ["revoked", "restricted", "suspended", "left", "withdrawn"])
def test_what_is_closed_is_not_there(ana, therapist, psychiatrist, open_share, as_web, closed_by):
    close(closed_by, ana, psychiatrist, open_share)
    with as_web(psychiatrist.user), pytest.raises(Blocked):
        show(psychiatrist, open_share)
    assert not Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).exists()


def close(how, ana, psychiatrist, share):
    if how == "revoked":
        revoke(release=psychiatrist.release, by=ana.user)
    elif how == "restricted":
        make.restriction(ana.client, provider=psychiatrist.provider)
    elif how == "suspended":
        make.change(psychiatrist.provider, standing=Standing.SUSPENDED)
    elif how == "left":
        clinic = make.organization("Northgate Clinic")
        make.membership(psychiatrist.provider, clinic, until=make.ago(seconds=1))
        party = psychiatrist.release.parties.get(side="recipient")
        make.change(party, provider=None, organization=clinic)
    else:
        make.change(share, withdrawn_at=make.ago(seconds=1))


@pytest.mark.parametrize("who", ["gp", "stranger", "therapist"])
def test_somebody_elses_share_is_not_there(request, open_share, as_web, who):
    person = request.getfixturevalue(who)
    with as_web(person.user), pytest.raises(Blocked):
        show(person, open_share)


# An attempt on a page: the client learns of it, who asked does not


def attempt_page(person, share_id):
    return person.http.get(reverse("shared_open", args=[share_id]))


def test_the_client_learns_of_a_blocked_attempt(ana, gp, held_share):
    assert attempt_page(gp, held_share.pk).status_code == 404
    line = last_line(ana.client)
    assert (line.verb, line.actor) == (Verb.ACCESS_BLOCKED, gp.user.pk)
    assert line.subject_id == str(held_share.pk)


def test_who_asked_learns_nothing_not_even_from_the_ledger(gp, held_share, as_web):
    attempt_page(gp, held_share.pk)
    with as_web(gp.user):
        assert run("select id from ledger_entry where client is not null") == []
        assert run("select id from ledger_entry where verb = 'access_blocked'") == []


@pytest.mark.parametrize("who", ["stranger", "psychiatrist"])
def test_an_attempt_on_somebody_elses_share_writes_nothing(request, ana, held_share, who):
    person = request.getfixturevalue(who)
    assert attempt_page(person, held_share.pk).status_code == 404
    assert attempt_page(person, uuid7()).status_code == 404
    assert lines(ana.client) == []


def test_an_attempt_on_a_note_about_two_is_told_to_both(sam, robin, couples_counsellor, stranger):
    note = make.item(couples_counsellor.provider, sam.client, robin.client)
    share = make.share(note, stranger.provider)
    attempt_page(stranger, share.pk)
    assert [lines(one.client) for one in (sam, robin)] == [[Verb.ACCESS_BLOCKED]] * 2


def test_an_open_page_shows_the_body_and_writes_one_line(ana, psychiatrist, open_share):
    for _ in range(2):
        page = attempt_page(psychiatrist, open_share.pk)
        assert open_share.item.body in page.content.decode()
    assert lines(ana.client) == [Verb.ITEM_DISCLOSED]


# What the recipient must be told: categories, obligations
OBLIGATIONS = [
    (["progress"], set()),
    (["progress", "hiv_sti"], {"no_redisclosure"}),
    (["substance_use"], {"no_redisclosure"}),
    (["substance_use_part2", "progress"], {"no_redisclosure", "part2_notice"}),
]


@pytest.mark.parametrize(("categories", "duties"), OBLIGATIONS)
def test_a_disclosure_says_what_must_be_told_with_it(
    ana, therapist, stranger, as_web, categories, duties
):
    parties = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    make.release(ana.client, categories=categories, **parties)
    note = make.item(therapist.provider, ana.client, categories=categories)
    share = make.share(note, stranger.provider)
    with as_web(stranger.user):
        assert show(stranger, share).obligations == duties


@pytest.mark.parametrize("notes", ["psychotherapy_notes", "sud_counseling_notes"])
def test_exclusive_notes_carry_their_duties(ana, therapist, stranger, as_web, notes):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        categories=[notes],
        instrument=notes,
    )
    share = make.share(
        make.item(therapist.provider, ana.client, categories=[notes]), stranger.provider
    )
    with as_web(stranger.user):
        duties = show(stranger, share).obligations
    part2 = {"part2_notice"} if notes == "sud_counseling_notes" else set()
    assert duties == {"no_redisclosure"} | part2


def test_a_session_that_began_before_the_end_ends_with_it(ana, psychiatrist, open_share):
    """No cache, no cookie, no open tab outlives the release."""
    assert attempt_page(psychiatrist, open_share.pk).status_code == 200
    revoke(release=psychiatrist.release, by=ana.user)
    answer = attempt_page(psychiatrist, open_share.pk)
    assert answer.status_code == 404
    assert open_share.item.body not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
