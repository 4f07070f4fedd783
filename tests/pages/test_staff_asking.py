"""Asking for a release, finding releases again, reading one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ledger.models import Entry, Outgoing, Verb
from releases.models import Release
from releases.terms import latest_end
from tests import factories as make


def releases():
    return Release.objects.count()


def text(answer):
    return answer.content.decode()


# Whom


def test_the_directory_is_searched_by_name_and_by_workplace(ana, therapist, stranger):
    make.membership(stranger.provider, make.organization("Elm Court"))
    url = reverse("ask_for_release", args=[ana.client.pk])
    for words in ("lang", "elm", "victor court"):
        assert "Victor Lang" in text(therapist.http.get(url, {"q": words}))
    assert "Nobody in the directory" in text(therapist.http.get(url, {"q": "lang nobody"}))


@pytest.mark.parametrize("standing", ["suspended", "unverified"])
def test_whoever_is_not_active_in_the_directory_is_not_offered(
    ana, therapist, stranger, ask, standing
):
    make.change(stranger.provider, standing=standing)
    url = reverse("ask_for_release", args=[ana.client.pk])
    assert "Nobody in the directory" in text(therapist.http.get(url, {"q": "lang"}))
    assert "Who is it about sharing with?" in text(ask())
    assert releases() == 0


@pytest.mark.parametrize("other", ["", "nonsense", "01a00000-0000-7000-8000-000000000000"])
def test_an_address_that_names_nobody_asks_whom(ana, therapist, other):
    url = reverse("ask_for_release", args=[ana.client.pk])
    assert "Who is it about sharing with?" in text(therapist.http.get(url, {"with": other}))


# What


def test_no_kind_is_ticked_and_those_that_stand_alone_are_not_offered(ana, therapist, stranger):
    url = f"{reverse('ask_for_release', args=[ana.client.pk])}?with={stranger.provider.pk}"
    form = therapist.http.get(url).context["form"]
    assert not form["categories"].value()
    offered = [code for _group, kinds in form.fields["categories"].choices for code, _ in kinds]
    assert "hiv_sti" in offered
    assert not {"psychotherapy_notes", "sud_counseling_notes"} & set(offered)
    assert form["ends"].value() == latest_end(make.TODAY)


def test_a_link_ticks_what_was_missing(ana, therapist, stranger):
    url = f"{reverse('ask_for_release', args=[ana.client.pk])}?with={stranger.provider.pk}"
    assert therapist.http.get(f"{url}&kinds=goals").context["form"]["categories"].value() == [
        "goals"
    ]


def test_what_is_there_already_is_said_first(ana, therapist, psychiatrist):
    url = f"{reverse('ask_for_release', args=[ana.client.pk])}?with={psychiatrist.provider.pk}"
    assert "There is this with Julian Okafor already." in text(therapist.http.get(url))


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"way": ""}, "Choose who may tell whom"),
        ({"categories": []}, "Choose at least one kind of information"),
        ({"categories": ["psychotherapy_notes"]}, "have a form of their own"),
        ({"purposes": []}, "Choose at least one purpose"),
        ({"ends": ""}, "Enter the date sharing should end"),
        ({"ends": "31/31/31"}, "Enter the end date as day, month and year"),
        ({"ends": make.TODAY}, "The end date must be after today"),
        ({"ends": make.TODAY + timedelta(days=367)}, "The end date must be within 12 months"),
        ({"reason": "x" * 1001}, "Shorten the reason to 1,000 characters or fewer"),
        (
            {"information_from": "2026-02-02", "information_until": "2026-01-01"},
            "The last date must not be before the first date",
        ),
    ],
)
def test_what_cannot_be_asked_is_answered_with_a_sentence(ask, entered, sentence):
    for step in ("preview", "send"):
        shown = text(ask(step, **entered))
        assert "<title>Error:" in shown
        assert sentence in shown
    assert releases() == 0


# How it reads, and sending it


def test_the_preview_has_the_words_and_leaves_nothing_behind(ask):
    shown = text(ask("preview", reason="So that we agree."))
    assert "Victor Lang, PsyD" in shown
    assert "So that we agree." in shown
    assert releases() == Entry.objects.count() == Outgoing.objects.count() == 0


def test_from_the_preview_one_can_change_everything_again(ask):
    form = ask("change", reason="So that we agree.").context["form"]
    assert form["reason"].value() == "So that we agree."


def test_a_request_waits_for_the_client_who_is_told(ana, therapist, stranger, ask):
    assert ask().url == reverse("client_page", args=[ana.client.pk])
    release = Release.objects.get()
    sides = {one.side: one.provider for one in release.parties.all()}
    assert sides == {"discloser": therapist.provider, "recipient": stranger.provider}
    assert (release.proposed_by, release.signed_at) == (therapist.provider, None)
    assert Entry.objects.filter(client=ana.client.pk, verb=Verb.RELEASE_REQUESTED).exists()
    assert Outgoing.objects.get().recipient == ana.user.pk


def test_one_may_ask_to_hear(stranger, ask):
    ask(way="hear")
    assert Release.objects.get().parties.get(side="discloser").provider == stranger.provider


def test_one_may_ask_for_both_ways(ask):
    ask(way="both")
    assert Release.objects.get().direction == "two_way"


def test_the_same_request_sent_twice_is_one(ask):
    ask()
    ask()
    assert releases() == 1


@pytest.mark.parametrize("other", [{"way": "hear"}, {"purposes": ["school"]}, {"reason": "Why"}])
def test_another_request_is_another(ask, other):
    ask()
    ask(**other)
    assert releases() == 2


def test_nobody_asks_for_somebody_whom_they_do_not_treat(psychiatrist, stranger, ask):
    for person in (psychiatrist, stranger):
        assert ask(by=person).status_code == 404
    assert releases() == 1  # the psychiatrist's own, signed long ago


# Finding and reading


def test_the_list_has_what_involves_the_reader_and_nothing_else(
    therapist, psychiatrist, gp, stranger
):
    def listed(person, **query):
        return text(person.http.get(reverse("release_list"), query)).count("person-row__go")

    assert [listed(one) for one in (therapist, psychiatrist, gp, stranger)] == [2, 1, 1, 0]
    assert [listed(therapist, state=one) for one in ("open", "waiting", "over", "?")] == [
        1,
        0,
        1,
        2,
    ]


def test_each_party_reads_the_signed_words_also_after_the_end(gp, therapist):
    for person in (gp, therapist):
        shown = text(person.http.get(reverse("release_page", args=[gp.release.pk])))
        assert gp.release.signatures.get().shown in shown
        assert "Ended" in shown


def asked_of(ana, therapist, stranger, **facts):
    """What the therapist asked, and waits."""
    parties = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    return make.request(ana.client, proposed_by=therapist.provider, **parties, **facts)


def test_a_recipient_hears_of_a_request_only_once_it_is_signed(ana, therapist, stranger):
    waiting = asked_of(ana, therapist, stranger)
    url = reverse("release_page", args=[waiting.pk])
    assert "Nobody has signed it." in text(therapist.http.get(url))
    assert stranger.http.get(url).status_code == 404


def test_a_release_is_nothing_for_strangers_and_for_other_parties(ana, psychiatrist, gp, stranger):
    url = reverse("release_page", args=[psychiatrist.release.pk])
    for person in (gp, stranger, ana):
        assert person.http.get(url).status_code == 404


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"expires_at": make.ahead(days=100)}, "Until "),
        ({"expires_at": make.ahead(days=20)}, "Ends "),
        ({"expires_at": make.ago(days=1)}, "Ended "),
        ({"effective_at": make.ahead(days=3)}, "Begins "),
        ({"effective_at": make.ahead(days=3), "revoked": make.ago(days=1)}, "Stopped "),
    ],
)
def test_a_signed_release_says_where_it_stands(ana, therapist, stranger, facts, state):
    release = make.release(
        ana.client, disclosers=[therapist.provider], recipients=[stranger.provider], **facts
    )
    url = reverse("release_page", args=[release.pk])
    assert f"<span>{state}" in text(stranger.http.get(url))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "Waiting for signature since today"),
        ({"requested_at": make.ago(days=1, hours=1)}, "Waiting for signature for 1 day"),
        ({"declined_at": make.ago(days=1)}, "Declined "),
        ({"expires_at": make.ago(days=1)}, "Ended without an answer "),
    ],
)
def test_a_request_says_what_became_of_it(ana, therapist, stranger, facts, state):
    waiting = asked_of(ana, therapist, stranger, **facts)
    url = reverse("release_page", args=[waiting.pk])
    assert f"<span>{state}" in text(therapist.http.get(url))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "All dates"),
        ("2026-01-01", None, "From 1 January 2026 on"),
        (None, "2026-02-01", "Until 1 February 2026"),
        ("2026-01-01", "2026-02-01", "1 January 2026 to 1 February 2026"),
    ],
)
def test_a_release_says_about_which_dates_it_is(ana, therapist, stranger, first, last, words):
    waiting = asked_of(ana, therapist, stranger, information_from=first, information_until=last)
    url = reverse("release_page", args=[waiting.pk])
    assert words in text(therapist.http.get(url))


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 11, 23), date(2027, 11, 23)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_twelve_months_end_on_the_same_day_of_the_next_year(today, end):
    assert latest_end(today) == end
