"""What must not be is refused by the database, whoever writes it, and in words on the page."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from coordination.actions import write_item
from coordination.models import Item, Share
from releases.models import Party, Release
from tests import factories as make
from tests.attempts import attempt

RELEASE = {
    "client_id": None,
    "instrument": "general",
    "direction": "one_way",
    "categories": ["progress"],
    "purposes": ["care_coordination"],
    "reason": "",
    "signed_by": "client",
    "requested_at": "2030-01-01Z",
    "effective_at": None,
    "information_from": None,
    "information_until": None,
    "expires_at": "2030-07-01Z",
}
ALONE = "release_exclusive_category_stands_alone"

# what is wrong with a release, which constraint or trigger of the database says no
RELEASES = [
    ({"categories": []}, "release_has_categories"),
    ({"categories": [None]}, "category_is_known"),
    ({"categories": ["gaols"]}, "category_is_known"),
    ({"purposes": []}, "release_has_purposes"),
    ({"purposes": [None]}, "release_purposes_are_known"),
    ({"purposes": ["research"]}, "release_purposes_are_known"),
    ({"categories": ["psychotherapy_notes"]}, ALONE),
    ({"categories": ["psychotherapy_notes", "progress"]}, ALONE),
    ({"instrument": "psychotherapy_notes"}, ALONE),
    (
        {
            "instrument": "psychotherapy_notes",
            "categories": ["psychotherapy_notes", "sud_counseling_notes"],
        },
        ALONE,
    ),
    ({"effective_at": "2030-07-01Z"}, "release_ends_after_it_begins"),
    (
        {"information_from": date(2030, 1, 2), "information_until": date(2030, 1, 1)},
        "release_information_dates_in_order",
    ),
    ({"expires_at": "2040-01-03Z"}, "release_is_not_longer_than_ten_years"),
    (
        {"effective_at": "2031-01-01Z", "expires_at": "2041-01-02Z"},
        "release_is_not_longer_than_ten_years",
    ),
    ({"expires_at": "infinity"}, "release_is_not_longer_than_ten_years"),
]


def insert(table, values):
    """How many rows, or what refused it."""
    columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
    return attempt(f"insert into {table} ({columns}) values ({places})", *values.values())


@pytest.mark.parametrize(("wrong", "refusal"), RELEASES)
def test_a_release_that_must_not_be_is_refused(ana, wrong, refusal):
    assert insert("releases_release", RELEASE | {"client_id": ana.client.pk} | wrong) == refusal


@pytest.mark.parametrize("expires", ["2030-07-01Z", "2040-01-02Z"])
def test_a_release_of_up_to_ten_years_is_taken(ana, expires):
    facts = {"client_id": ana.client.pk, "expires_at": expires}
    assert insert("releases_release", RELEASE | facts) == 1


@pytest.mark.parametrize("side", ["discloser", "recipient"])
def test_a_release_without_parties_is_not_signed(ana, therapist, side):
    release = make.request(ana.client, disclosers=[therapist.provider], recipients=[])
    Party.objects.update(side=side)
    sign = "update releases_release set signed_at = clock_timestamp() where id = %s"
    assert attempt(sign, release.pk) == "release_names_both_sides"
    with pytest.raises(IntegrityError, match="names who tells and who hears before it is signed"):
        make.change(release, signed_at=make.ago(days=1))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"categories": []}, "item_has_categories"),
        ({"categories": [None]}, "category_is_known"),
        ({"categories": ["gaols"]}, "category_is_known"),
        ({"categories": ["psychotherapy_notes", "goals"]}, "item_exclusive_category_stands_alone"),
    ],
)
def test_an_item_of_no_kind_or_of_too_many_is_refused(therapist, wrong, refusal):
    values = {
        "author_id": therapist.provider.pk,
        "kind": "note",
        "categories": ["progress"],
        "service_date": date(2030, 1, 1),
        "body": "Words.",
    }
    assert insert("coordination_item", values | wrong) == refusal


@transaction.atomic
def write_about_nobody(author):
    filled = {"categories": ["progress"], "service_date": make.TODAY, "body": "Words."}
    write_item(author=author.provider, subjects=[], by=author.user, **filled)
    connection.check_constraints()  # as the commit would


@transaction.atomic
def take_everybody_away(note):
    note.about.all().delete()
    connection.check_constraints()


def test_an_item_about_nobody_is_refused(therapist):
    with pytest.raises(IntegrityError, match="about at least one client. Choose whom"):
        write_about_nobody(therapist)


def test_an_item_does_not_lose_its_last_subject(note):
    with pytest.raises(IntegrityError, match="about at least one client. Choose whom"):
        take_everybody_away(note)


@pytest.mark.parametrize(
    ("recipient", "refusal"),
    [("therapist", "share_not_with_its_author"), ("psychiatrist", "share_once_per_recipient")],
)
def test_a_share_with_its_author_or_a_second_one_is_refused(
    open_share, request, recipient, refusal
):
    values = {
        "item_id": open_share.item_id,
        "recipient_id": request.getfixturevalue(recipient).provider.pk,
        "purpose": "treatment",
        "consent": "{}",
    }
    assert insert("coordination_share", values) == refusal
    assert Share.objects.count() == 1


# The same on the pages: nothing is saved, and a sentence says what to change.

SOON = make.TODAY + timedelta(days=90)
ASKING = {"way": "tell", "categories": ["progress"], "purposes": ["treatment"], "ends": SOON}


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"way": ""}, "Choose who may tell whom"),
        ({"categories": []}, "Choose at least one kind of information"),
        ({"purposes": []}, "Choose at least one purpose"),
        ({"categories": ["goals", "psychotherapy_notes"]}, "have a form of their own"),
        ({"ends": make.TODAY}, "The end date must be after today"),
        ({"ends": make.TODAY + timedelta(days=400)}, "The end date must be within 12 months"),
        (
            {"information_from": SOON, "information_until": make.TODAY},
            "The last date must not be before the first date",
        ),
    ],
)
def test_a_request_that_must_not_be_is_answered_in_words(
    ana, therapist, stranger, entered, sentence
):
    url = f"{reverse('ask_for_release', args=[ana.client.pk])}?with={stranger.provider.pk}"
    answer = therapist.http.post(url, {"step": "send", **ASKING, **entered})
    assert sentence in answer.content.decode()
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"categories": []}, "Choose at least one kind of information"),
        ({"categories": ["sud_counseling_notes", "goals"]}, "stand alone. Take the other kinds"),
    ],
)
def test_a_note_that_must_not_be_is_answered_in_words(ana, therapist, entered, sentence):
    filled = {"kind": "note", "categories": ["goals"], "service_date": make.TODAY, "body": "Words."}
    answer = therapist.http.post(reverse("note_new", args=[ana.client.pk]), filled | entered)
    assert sentence in answer.content.decode()
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("recipient", "sentence"),
    [
        ("therapist", "Choose among the people who are listed"),
        ("psychiatrist", "has this note already. Nothing was sent."),
    ],
)
def test_a_share_that_must_not_be_is_answered_in_words(
    open_share, therapist, request, recipient, sentence
):
    url = reverse("note_share", args=[open_share.item_id])
    chosen = request.getfixturevalue(recipient).provider.pk
    answer = therapist.http.post(
        url, {"recipients": [chosen], "purpose": "care_coordination"}, follow=True
    )
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert Share.objects.count() == 1
