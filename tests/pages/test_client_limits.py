"""Keeping something back: at once, whatever was signed; whom it is kept from learns nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Share
from ledger.models import Entry, Outgoing, Verb
from releases.models import Restriction
from tests import factories as make
from tests.factories import PASSWORD
from tests.pages.reading import same, words

NEW, LIST = "/limits/new/", "/limits/"


def send(person, whom, kinds, step="set", client=None):
    """The answer to the form: keep these kinds from that person."""
    sent = {"whom": whom, "kinds": kinds, "step": step}
    return person.http.post(NEW, sent | {"client": (client or person.client).pk})


def note_page(share):
    return reverse("client_note_limit", args=[share.pk])


def lift_page(restriction):
    return reverse("limit_lift", args=[restriction.pk])


def can_open(person):
    return set(Share.objects.visible_to(person.provider))


def test_medication_news_can_be_kept_from_one_person(ana, therapist, psychiatrist, open_share):
    news = make.share(
        make.item(therapist.provider, ana.client, categories=["medications", "progress"]),
        psychiatrist.provider,
    )
    assert can_open(psychiatrist) == {news, open_share}
    assert send(ana, psychiatrist.provider.pk, ["medications"]).url == LIST
    assert can_open(psychiatrist) == {open_share}
    assert "Julian Okafor is never shown: Medications" in words(ana.http.get(LIST))


def test_one_note_can_be_kept_from_one_person_or_from_everybody(ana, psychiatrist, open_share):
    sent = {"whom": psychiatrist.provider.pk, "step": "set"}
    answer = ana.http.post(note_page(open_share), sent)
    page = words(ana.http.get(answer.url))
    assert "Julian Okafor is never shown: Note by Miriam Stone. Lift this limit" in page
    assert "You asked that Julian Okafor is not shown this." in page
    ana.http.post(note_page(open_share), sent | {"whom": "all"})
    assert "Nobody is shown: Note by Miriam Stone" in words(ana.http.get(LIST))
    assert can_open(psychiatrist) == set()


def test_what_it_closes_is_said_before(ana, therapist, psychiatrist, open_share):
    page = words(send(ana, psychiatrist.provider.pk, ["progress"], step="see"))
    assert "Can't be opened any more Note by Miriam Stone For Julian Okafor" in page
    page = words(ana.http.post(note_page(open_share), {"whom": "all", "step": "see"}))
    assert "Can't be opened any more Note by Miriam Stone For Julian Okafor" in page
    page = words(send(ana, psychiatrist.provider.pk, ["billing"], step="see"))
    assert "nothing closes. Stays open Note by Miriam Stone" in page
    assert not Restriction.objects.exists()


def test_changing_ones_mind_keeps_the_answers(ana, psychiatrist):
    page = send(ana, psychiatrist.provider.pk, ["medications"], step="change").content.decode()
    assert page.count(" checked") == 2
    assert not Restriction.objects.exists()


def test_a_link_about_somebody_has_them_chosen(ana, psychiatrist):
    page = ana.http.get(f"{NEW}?with={psychiatrist.provider.pk}").content.decode()
    assert page.count(" checked") == 1


def test_everything_can_be_kept_from_everybody(ana, psychiatrist, open_share):
    send(ana, "all", ["all"])
    assert "Nobody is shown: everything" in words(ana.http.get(LIST))
    assert can_open(psychiatrist) == set()


def test_an_organization_can_be_kept_out(ana, therapist, practice, stranger):
    make.release(ana.client, disclosers=[stranger.provider], recipients=[practice])
    told = make.share(make.item(stranger.provider, ana.client), therapist.provider)
    assert told in can_open(therapist)
    send(ana, practice.pk, ["progress"])
    assert can_open(therapist) == set()
    assert "Harbor Street Practice is never shown: Progress summary" in words(ana.http.get(LIST))


@pytest.mark.parametrize(
    ("whom", "kinds", "sentence"),
    [
        ("", ["goals"], "Choose from whom to keep it"),
        ("somebody", ["goals"], "Choose from the list"),
        ("all", [], "Choose at least one kind of information, or everything"),
        ("all", ["gossip"], "Choose from the list"),
    ],
)
def test_what_is_missing_says_so_and_sets_nothing(ana, psychiatrist, whom, kinds, sentence):
    assert sentence in words(send(ana, whom, kinds))
    assert not Restriction.objects.exists()


def test_the_same_one_twice_is_one(ana, psychiatrist):
    for _time in range(2):
        send(ana, psychiatrist.provider.pk, ["medications", "goals"])
    assert Restriction.objects.count() == 1
    assert Entry.objects.filter(verb=Verb.RESTRICTION_SET).count() == 1


def test_lifting_says_what_opens_and_opens_it(ana, psychiatrist, open_share):
    limit = make.restriction(ana.client, provider=psychiatrist.provider)
    page = words(ana.http.get(lift_page(limit)))
    assert "Could be opened at once Note by Miriam Stone" in page
    assert can_open(psychiatrist) == set()
    assert ana.http.post(lift_page(limit)).url == LIST
    assert can_open(psychiatrist) == {open_share}
    assert "You keep nothing back." in words(ana.http.get(LIST))


def test_what_was_lifted_is_not_there_to_lift_again(ana, psychiatrist):
    limit = make.restriction(ana.client, provider=psychiatrist.provider)
    assert [ana.http.post(lift_page(limit)).status_code for _time in range(2)] == [302, 404]
    assert Entry.objects.filter(verb=Verb.RESTRICTION_LIFTED).count() == 1


def test_the_history_says_what_was_set_and_lifted(ana, psychiatrist):
    send(ana, psychiatrist.provider.pk, ["medications"])
    ana.http.post(lift_page(Restriction.objects.get()))
    page = words(ana.http.get(reverse("access_history")))
    limit = "a limit: Julian Okafor is never shown: Medications and changes to them."
    assert f"You set {limit}" in page
    assert f"You lifted {limit}" in page


def test_nobody_is_written_to(ana, psychiatrist, open_share):
    before = Outgoing.objects.count()
    send(ana, psychiatrist.provider.pk, ["progress"])
    assert Outgoing.objects.count() == before


@pytest.mark.parametrize("page", ["client_page", "release_page", "shared_with_me", "release_list"])
def test_whom_it_is_kept_from_sees_no_trace_of_it(ana, psychiatrist, held_share, page):
    """Held_share is for another; so with and without the limit there is nothing to open."""
    there = {
        "client_page": [ana.client.pk],
        "release_page": [psychiatrist.release.pk],
    }
    url = reverse(page, args=there.get(page, []))
    before = same(psychiatrist.http.get(url))
    make.restriction(ana.client, provider=psychiatrist.provider)
    assert same(psychiatrist.http.get(url)) == before


def test_a_joint_note_says_the_same_when_a_limit_is_lifted(
    sam, robin, couple, couples_counsellor, stranger
):
    author = couples_counsellor.provider
    make.share(make.item(author, sam.client, robin.client), stranger.provider)
    make.release(sam.client, disclosers=[author], recipients=[stranger.provider])
    limit = make.restriction(sam.client, provider=stranger.provider)
    without = words(sam.http.get(lift_page(limit)))
    make.release(robin.client, disclosers=[author], recipients=[stranger.provider])
    assert words(sam.http.get(lift_page(limit))) == without
    assert "About several people: opens only while everyone agrees Note by Nadia" in without


def test_an_old_proof_is_asked_for_and_the_limit_goes_on_after_it(ana, psychiatrist):
    ana.http = make.signed_in(ana.user, proved_ago=timedelta(minutes=16))
    asked = send(ana, psychiatrist.provider.pk, ["progress"])
    assert not Restriction.objects.exists()
    assert ana.http.post(asked.url, {"password": PASSWORD}).url == LIST
    assert Restriction.objects.get().categories == ["progress"]


def test_a_mother_sets_and_lifts_for_her_child(mother, leo, family_counsellor):
    send(mother, family_counsellor.provider.pk, ["goals"], client=leo.client)
    limit = Restriction.objects.get()
    assert (limit.client, Entry.objects.get(subject_id=str(limit.pk)).acting_for) == (
        leo.client,
        leo.client.pk,
    )
    assert mother.http.post(lift_page(limit)).url == LIST


def test_nobody_limits_or_lifts_for_somebody_else(ana, sam, psychiatrist):
    limit = make.restriction(ana.client, provider=psychiatrist.provider)
    assert sam.http.post(lift_page(limit)).status_code == 404
    assert send(sam, "all", ["all"], client=ana.client).status_code == 404
    assert Restriction.objects.count() == 1


def test_the_number_of_queries_does_not_grow(ana, therapist, psychiatrist):
    def queries_with(rows):
        for number in range(rows):
            item = make.item(therapist.provider, ana.client)
            make.share(item, psychiatrist.provider)
            make.restriction(ana.client, item=item.pk)
            make.restriction(ana.client, provider=make.provider(f"Doctor {rows} {number}"))
        with CaptureQueriesContext(connection) as queries:
            ana.http.get(LIST)
        return len(queries)

    ana.http.get(LIST)
    assert queries_with(2) == queries_with(9)
