"""A provider's clients: the list, the page of one, adding and inviting somebody."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accounts.models import Invitation
from clients.models import Client, Treatment
from ledger.models import Entry, Verb
from tests import factories as make
from tests.pages.reading import words


def page(person, name, *args, **query):
    found = person.http.get(f"{reverse(name, args=args)}?{urlencode(query)}")
    assert found.status_code == 200
    return found.content.decode()


def add(person, **entered):
    return person.http.post(reverse("client_new"), {"language": "en"} | entered)


# The list


def test_the_list_has_those_who_are_treated_and_those_whose_release_names_the_reader(
    ana, therapist, psychiatrist
):
    assert "Your client, born 14 March 1991" in page(therapist, "client_list")
    assert "Named you in a release" in page(psychiatrist, "client_list")


def test_a_client_whose_release_lapsed_is_not_on_the_list(ana, gp):
    assert ana.client.name not in page(gp, "client_list")


def search(person, text):
    return person.http.post(reverse("client_list"), {"q": text}).content.decode()


def test_the_list_is_searched_by_either_name(ana, therapist):
    make.treatment(make.client("Bela Novak", preferred_name="Bee"), therapist.provider)
    found = search(therapist, "bee")
    assert "Bela Novak" in found
    assert ana.client.name not in found


def test_the_name_of_a_client_never_becomes_part_of_an_address(ana, therapist):
    assert '<form class="filter" method="post"' in page(therapist, "client_list")
    assert ana.client.name in page(therapist, "client_list", q="nobody")


@pytest.mark.parametrize("text", ["Nobody", "\0", "x" * 300])
def test_a_search_that_finds_nobody_or_cannot_find_anybody_is_no_trouble(ana, therapist, text):
    assert "<h1>Clients</h1>" in search(therapist, text)


def test_somebody_without_clients_is_told_how_to_begin(stranger):
    assert "You have no clients yet." in page(stranger, "client_list")


# The page of one


def test_it_says_what_to_ask_for_once_for_each_question(ana, therapist, stranger):
    for _one in range(2):
        note = make.item(therapist.provider, ana.client, categories=["goals"])
        make.share(note, stranger.provider)
    shown = words(therapist.http.get(reverse("client_page", args=[ana.client.pk])))
    banner, _notes = shown.split("Your notes")
    assert banner.count("To ask for: Goals and check-ins with Victor Lang") == 1
    assert "Ask Ana for this" in banner


def test_the_treating_provider_reads_that_there_is_no_permission(ana, therapist):
    shown = page(therapist, "client_page", ana.client.pk)
    assert "You can ask." in shown
    assert "Write a note" in shown


def test_whoever_a_release_names_reads_what_they_may_see_and_until_when(ana, psychiatrist):
    shown = page(psychiatrist, "client_page", ana.client.pk)
    kinds = "Progress summary, Medications and changes to them"
    assert f"A release names you: <strong>{kinds}</strong>" in shown
    assert "from <bdi>Miriam Stone, LCSW</bdi>, until" in shown
    assert "You can open what stands under “Shared with you”, and nothing else." in shown


def test_whoever_tells_is_not_told_that_they_may_see(ana, therapist, psychiatrist):
    assert "A release names you" not in page(therapist, "client_page", ana.client.pk)


def test_a_release_both_ways_lets_the_teller_see_too(ana, therapist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        direction="two_way",
    )
    assert "from <bdi>Victor Lang, PsyD</bdi>" in page(therapist, "client_page", ana.client.pk)


def test_a_release_to_the_workplace_lets_its_people_see(ana, therapist, stranger):
    clinic = make.organization("Northside Clinic")
    make.membership(stranger.provider, clinic)
    make.release(ana.client, disclosers=[therapist.provider], recipients=[clinic])
    assert "A release names you" in page(stranger, "client_page", ana.client.pk)


def test_whoever_does_not_treat_sees_the_name_the_release_and_what_was_shared(
    ana, psychiatrist, open_share
):
    shown = page(psychiatrist, "client_page", ana.client.pk)
    assert reverse("release_page", args=[psychiatrist.release.pk]) in shown
    assert reverse("shared_open", args=[open_share.pk]) in shown
    for absent in ("Write a note", "Your notes", "Ask Ana", "14 March 1991"):
        assert absent not in shown


def test_whoever_does_not_treat_sees_no_release_of_others(ana, psychiatrist, gp):
    shown = page(psychiatrist, "client_page", ana.client.pk)
    assert reverse("release_page", args=[gp.release.pk]) not in shown


def test_a_section_without_permission_is_absent(ana, therapist, psychiatrist, open_share):
    make.treatment(ana.client, psychiatrist.provider)
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    assert "Shared with you" not in page(psychiatrist, "client_page", ana.client.pk)


def test_the_author_reads_where_each_note_went(ana, therapist, open_share, held_share):
    shown = page(therapist, "client_page", ana.client.pk)
    assert "Open until" in shown
    assert "No permission covers Progress summary now." in shown
    assert "Ended" in shown


def test_of_a_joint_note_the_author_never_learns_whose_consent_is_missing(
    sam, robin, couples_counsellor, therapist
):
    me = couples_counsellor.provider
    make.release(sam.client, disclosers=[me], recipients=[therapist.provider])
    make.share(make.item(me, sam.client, robin.client), therapist.provider)
    shown = page(couples_counsellor, "client_page", sam.client.pk)
    assert "Not shareable with this person now" in shown
    assert "No permission covers" not in shown


def test_no_body_stands_on_the_page(ana, therapist, psychiatrist, note, open_share):
    for person in (therapist, psychiatrist):
        assert note.body not in page(person, "client_page", ana.client.pk)


@pytest.mark.parametrize("name", ["client_page", "client_invite", "ask_for_release", "note_new"])
def test_for_the_stranger_and_the_lapsed_partner_there_is_no_such_client(
    ana, therapist, gp, stranger, name
):
    for person in (gp, stranger):
        assert person.http.get(reverse(name, args=[ana.client.pk])).status_code == 404


@pytest.mark.parametrize("name", ["client_invite", "ask_for_release", "note_new"])
def test_what_only_the_treating_provider_does_is_nothing_for_the_named_one(ana, psychiatrist, name):
    assert psychiatrist.http.get(reverse(name, args=[ana.client.pk])).status_code == 404


# Adding and inviting


def test_a_client_is_added_treated_and_invited(therapist):
    answer = add(therapist, name="Lena Fischer", born="1990-05-01", email="Lena@example.org")
    client = Client.objects.get(name="Lena Fischer")
    assert answer.url == reverse("client_page", args=[client.pk])
    assert Treatment.objects.filter(client=client, provider=therapist.provider).exists()
    assert Invitation.objects.get(subject_id=client.pk).email == "lena@example.org"
    assert Entry.objects.filter(client=client.pk, verb=Verb.CLIENT_REGISTERED).exists()


def test_a_right_to_left_name_is_a_name(therapist):
    add(therapist, name="ليلى منصور")
    assert Client.objects.filter(name="ليلى منصور").exists()


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"name": ""}, "Enter the client&#x27;s full name"),
        ({"name": "x" * 300}, "Shorten the name to 200 characters or fewer"),
        ({"name": "Eve\r\nBcc: all@example.org"}, "Write the name on one line"),
        ({"name": "Eve \u202e gpj.exe"}, "Write the name on one line"),
        ({"preferred_name": "Eve\nX"}, "Write the name on one line"),
        ({"born": "soon"}, "Enter the date of birth as day, month and year"),
        ({"born": "2999-01-01"}, "The date of birth must be in the past"),
        ({"born": "1066-01-01"}, "Check the year of birth"),
        ({"email": "eve@"}, "Enter an address such as name@example.org"),
        ({"email": "eve@example.org\r\nBcc: all@example.org"}, "Enter an address such as"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence_and_changes_nothing(
    therapist, entered, sentence
):
    before = Client.objects.count()
    shown = add(therapist, **({"name": "Eve Adams"} | entered)).content.decode()
    assert "<title>Error:" in shown
    assert sentence in shown
    assert Client.objects.count() == before


def test_a_client_without_an_account_can_be_invited_and_invited_again(therapist):
    add(therapist, name="Lena Fischer")
    client = Client.objects.get(name="Lena Fischer")
    assert "Nobody can sign for Lena yet" in page(therapist, "client_page", client.pk)
    url = reverse("client_invite", args=[client.pk])
    therapist.http.post(url, {"email": "lena@example.org", "language": "es"})
    assert "You invited lena@example.org" in therapist.http.get(url).content.decode()
    therapist.http.post(url, {"again": "1"})
    assert Invitation.objects.get(subject_id=client.pk).generation == 2


def test_nobody_is_invited_in_the_place_of_a_client_who_has_an_account(ana, therapist):
    url = reverse("client_invite", args=[ana.client.pk])
    therapist.http.post(url, {"email": "other@example.org", "language": "en"})
    assert not Invitation.objects.exists()
