"""Psychotherapy notes, which stay apart, and parts of a note about several."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from coordination.models import Item, ItemPart, Share
from tests import factories as make
from tests.pages.reading import words
from tests.pages.test_staff_queries import queries

APART = {"service_date": make.TODAY, "body": "What it may mean."}
PART = {"kind": "note", "categories": ["progress"], "service_date": make.TODAY, "body": "Alone."}


def page(person, name, *args):
    return person.http.get(reverse(name, args=args))


# Psychotherapy notes


def test_a_psychotherapy_note_is_written_on_a_form_of_its_own(ana, therapist):
    answer = therapist.http.post(reverse("note_new_apart", args=[ana.client.pk]), APART)
    item = Item.objects.get()
    assert answer.url == reverse("note_page", args=[item.pk])
    assert (item.kind, item.categories) == ("psychotherapy_note", ["psychotherapy_notes"])


def test_the_form_of_other_notes_offers_neither_the_kind_nor_the_category(ana, therapist):
    form = f"{reverse('note_new', args=[ana.client.pk])}?kind=note"
    shown = therapist.http.get(form).content.decode()
    assert "sud_counseling_notes" in shown
    assert "psychotherapy" not in shown
    sent = PART | {"categories": ["psychotherapy_notes"]}
    therapist.http.post(reverse("note_new", args=[ana.client.pk]), sent)
    therapist.http.post(
        reverse("note_new", args=[ana.client.pk]), PART | {"kind": "psychotherapy_note"}
    )
    assert not Item.objects.exists()


@pytest.mark.parametrize("name", ["note_new", "note_new_apart"])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(ana, therapist, name):
    sent = PART | {"service_date": ""}
    shown = words(therapist.http.post(reverse(name, args=[ana.client.pk]), sent))
    assert "Enter the date of service" in shown
    assert "Alone." in shown


@pytest.fixture
def apart(ana, therapist):
    return make.item(
        therapist.provider, ana.client, categories=["psychotherapy_notes"], body="Kept apart."
    )


def test_its_page_offers_no_sharing_and_says_that_it_stays_apart(ana, therapist, apart):
    shown = words(page(therapist, "note_page", apart.pk))
    assert "Psychotherapy notes stay apart." in shown
    assert "Share this note" not in shown
    assert "Share it" not in words(page(therapist, "client_page", ana.client.pk))


def test_it_is_suggested_only_for_whom_its_own_form_names(ana, therapist, psychiatrist, apart):
    assert "Julian Okafor" not in words(page(therapist, "note_share", apart.pk))
    make.release(
        ana.client,
        instrument="psychotherapy_notes",
        categories=["psychotherapy_notes"],
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
    )
    assert "Julian Okafor" in words(page(therapist, "note_share", apart.pk))


# Parts


@pytest.fixture
def joint(sam, robin, couples_counsellor, couple):
    return make.item(
        couples_counsellor.provider, sam.client, robin.client, body="Both argue about money."
    )


@pytest.fixture
def write_part(joint, couples_counsellor, robin):
    def send(by=couples_counsellor, about=robin, **entered):
        url = f"{reverse('note_part', args=[joint.pk])}?{urlencode({'about': about.client.pk})}"
        return by.http.post(url, PART | entered)

    return send


def test_a_part_is_a_note_about_one_of_them_alone(joint, robin, write_part):
    answer = write_part()
    part = Item.objects.get(as_part__joint=joint)
    assert answer.url == reverse("note_share", args=[part.pk])
    assert (part.body, list(part.subjects.all())) == ("Alone.", [robin.client])


def test_nothing_of_the_joint_note_is_in_the_fields(joint, robin, couples_counsellor):
    url = f"{reverse('note_part', args=[joint.pk])}?about={robin.client.pk}&kind=note"
    form = couples_counsellor.http.get(url).context["form"]
    assert not any(form[name].value() for name in ("body", "categories"))


def test_the_two_lead_to_each_other_for_the_author(joint, couples_counsellor, write_part):
    write_part()
    part = Item.objects.get(as_part__joint=joint)
    assert "Note about Robin Hale" in words(page(couples_counsellor, "note_page", joint.pk))
    assert "a part of a note about several" in words(page(couples_counsellor, "note_page", part.pk))


def test_a_part_is_not_about_somebody_else_and_of_a_single_note_there_is_none(
    ana, note, therapist, write_part
):
    assert write_part(about=ana).status_code == 404
    url = f"{reverse('note_part', args=[note.pk])}?about={ana.client.pk}"
    assert therapist.http.get(url).status_code == 404
    assert not ItemPart.objects.exists()


def test_nobody_but_the_author_splits(write_part, therapist, stranger, sam):
    for person in (therapist, stranger, sam):
        assert write_part(by=person).status_code == 404


def test_recipient_and_client_see_no_trace_of_the_joint_note(
    joint, robin, couples_counsellor, stranger, write_part
):
    write_part()
    part = Item.objects.get(as_part__joint=joint)
    me = couples_counsellor.provider
    make.release(robin.client, disclosers=[me], recipients=[stranger.provider])
    make.share(joint, stranger.provider)
    share = make.share(part, stranger.provider)
    for person, name in ((stranger, "shared_open"), (robin, "client_note")):
        shown = page(person, name, share.pk).content.decode()
        assert "Alone." in shown
        assert not any(one in shown for one in (joint.body, str(joint.pk), "Sam", "several"))
    assert "Sam" not in page(stranger, "shared_with_me").content.decode()
    assert Share.objects.count() == 2


def test_the_page_of_a_joint_note_costs_the_same_for_many_parts(
    joint, couples_counsellor, write_part
):
    write_part()
    few = queries(couples_counsellor, reverse("note_page", args=[joint.pk]))
    for _ in range(4):
        write_part()
    assert queries(couples_counsellor, reverse("note_page", args=[joint.pk])) == few
