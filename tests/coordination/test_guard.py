"""What the database lets the site do with notes and shares: raw SQL as `web`."""

import pytest
from django.db import transaction

from coordination.models import Item, Share
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt

INSERT_SHARE = (
    "insert into coordination_share (id, item_id, recipient_id, purpose, shared_at, author_id,"
    " kind, categories, service_date, subjects, consent) values (uuidv7(), %s, %s,"
    " 'care_coordination', '2001-01-01Z', %s, 'note', '{goals}', '2001-01-01', '{}', '{(,)}')"
)
INSERT_ITEM = (
    "insert into coordination_item (id, author_id, organization_id, kind, categories, service_date,"
    " body, created_at) values (uuidv7(), %s, %s, 'note', '{progress}', '2026-01-01', 'Words.',"
    " '2001-01-01Z')"
)
INSERT_SUBJECT = (
    "insert into coordination_itemsubject (id, item_id, client_id) values (uuidv7(), %s, %s)"
)


def share_by_sql(item, recipient, author):
    return attempt(INSERT_SHARE, item.pk, recipient.provider.pk, author.provider.pk)


# who shares the therapist's note, outcome
SHARING = [
    ("therapist", 1),
    ("psychiatrist", NOT_ALLOWED),
    ("gp", NOT_ALLOWED),
    ("stranger", NOT_ALLOWED),
    ("ana", NOT_ALLOWED),
    ("directory_admin", NOT_ALLOWED),
    ("privacy_officer", NOT_ALLOWED),
]


@pytest.mark.parametrize(("who", "outcome"), SHARING)
def test_only_the_author_shares(request, note, therapist, psychiatrist, as_web, who, outcome):
    recipient = request.getfixturevalue("gp") if who == "psychiatrist" else psychiatrist
    with as_web(request.getfixturevalue(who).user):
        assert share_by_sql(note, recipient, therapist) == outcome


@pytest.mark.parametrize("recipient", ["gp", "stranger"])
def test_the_site_does_not_choose_consent_nor_instant_nor_copies(
    request, note, ana, therapist, as_web, recipient
):
    recipient = request.getfixturevalue(recipient)
    with as_web(therapist.user):
        share_by_sql(note, recipient, therapist)
    share = Share.objects.get()
    assert share.consent == []
    assert share.shared_at > make.ago(minutes=1)
    assert (share.subjects, share.categories) == ([ana.client.pk], ["progress"])


@pytest.mark.parametrize("column", ["consent", "shared_at", "recipient_id", "subjects", "purpose"])
def test_the_site_cannot_write_these_columns_of_a_share(open_share, therapist, as_web, column):
    with as_web(therapist.user):
        assert attempt(f"update coordination_share set {column} = {column}") == NOT_ALLOWED


@pytest.mark.parametrize("statement", ["recipient_id = author_id", "shared_at = '2001-01-01Z'"])
def test_a_share_is_fixed_for_everybody(open_share, statement):
    assert attempt(f"update coordination_share set {statement}") == "share_is_fixed"


def test_a_share_is_kept(open_share, therapist, as_web):
    assert attempt("delete from coordination_share") == "share_is_kept"
    with as_web(therapist.user):
        assert attempt("delete from coordination_share") == NOT_ALLOWED


WITHDRAW = "update coordination_share set withdrawn_at = '2001-01-01Z'"


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("therapist", 1), ("psychiatrist", NO_ROW), ("ana", NO_ROW), ("stranger", NO_ROW)],
)
def test_only_the_author_takes_back(request, open_share, as_web, who, outcome):
    with as_web(request.getfixturevalue(who).user):
        assert attempt(WITHDRAW) == outcome


def test_taking_back_is_stamped_by_the_clock_and_final(open_share, therapist, as_web):
    with as_web(therapist.user):
        attempt(WITHDRAW)
        assert attempt("update coordination_share set withdrawn_at = null") == "share_is_fixed"
        assert attempt(WITHDRAW) == "share_is_fixed"
    open_share.refresh_from_db()
    assert open_share.withdrawn_at > make.ago(minutes=1)


def test_nobody_shares_with_themselves_or_twice(open_share, note, therapist, psychiatrist, as_web):
    with as_web(therapist.user):
        assert share_by_sql(note, therapist, therapist) == "share_not_with_its_author"
        assert share_by_sql(note, psychiatrist, therapist) == "share_once_per_recipient"


# who writes, as whom, for which organization, outcome
WRITING = [
    ("therapist", "therapist", None, 1),
    ("therapist", "therapist", "practice", 1),
    ("therapist", "therapist", "elsewhere", NOT_ALLOWED),
    ("therapist", "psychiatrist", None, NOT_ALLOWED),
    ("psychiatrist", "psychiatrist", "practice", NOT_ALLOWED),
    ("directory_admin", "therapist", None, NOT_ALLOWED),
    ("ana", "therapist", None, NOT_ALLOWED),
]


@pytest.fixture
def undone(db):
    """What the test did is undone before the deferred constraints look at it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def elsewhere(db):
    return make.organization("Northgate Clinic")


@pytest.mark.parametrize(("who", "author", "place", "outcome"), WRITING)
def test_an_author_writes_in_their_own_name(
    request, therapist, psychiatrist, as_web, undone, who, author, place, outcome
):
    author = request.getfixturevalue(author).provider.pk
    place = request.getfixturevalue(place).pk if place else None
    with as_web(request.getfixturevalue(who).user):
        assert attempt(INSERT_ITEM, author, place) == outcome


def test_nobody_writes_for_an_organization_that_they_have_left(therapist, practice, as_web):
    membership = therapist.provider.memberships.get()
    make.change(membership, during=(None, make.ago(days=1)))
    with as_web(therapist.user):
        assert attempt(INSERT_ITEM, therapist.provider.pk, practice.pk) == NOT_ALLOWED


def test_a_note_is_not_backdated(therapist, as_web, undone):
    with as_web(therapist.user):
        attempt(INSERT_ITEM, therapist.provider.pk, None)
    assert Item.objects.get().created_at > make.ago(minutes=1)


@pytest.mark.parametrize(
    ("who", "about", "outcome"),
    [
        ("couples_counsellor", "robin", 1),
        ("couples_counsellor", "ana", NOT_ALLOWED),
        ("therapist", "robin", NOT_ALLOWED),
        ("sam", "robin", NOT_ALLOWED),
    ],
)
def test_a_note_is_about_the_authors_own_clients(
    request, sam, couples_counsellor, therapist, as_web, who, about, outcome
):
    note = make.item(couples_counsellor.provider, sam.client)
    client = request.getfixturevalue(about).client
    with as_web(request.getfixturevalue(who).user):
        assert attempt(INSERT_SUBJECT, note.pk, client.pk) == outcome


def test_a_former_client_is_nobodys_subject(ana, therapist, as_web, undone):
    make.change(ana.client.treatments.get(), during=(make.ago(days=9), make.ago(days=1)))
    note = make.item(therapist.provider)
    with as_web(therapist.user):
        assert attempt(INSERT_SUBJECT, note.pk, ana.client.pk) == NOT_ALLOWED


@pytest.mark.parametrize(
    "statement",
    ["update coordination_item set kind = 'note'", "delete from coordination_item",
     "update coordination_item set created_at = created_at",
     "update coordination_item set author_id = author_id",
     "update coordination_item set revised_at = null",
     "update coordination_itemsubject set client_id = client_id",
     "delete from coordination_itemsubject"],
)  # fmt: skip
def test_the_site_never_changes_what_was_written(note, therapist, as_web, statement):
    with as_web(therapist.user):
        assert attempt(statement) == NOT_ALLOWED


def test_a_note_is_about_somebody(therapist, undone):
    make.item(therapist.provider)
    assert attempt("set constraints item_has_a_subject immediate") == "item_has_a_subject"


def test_a_note_keeps_somebody(note, undone):
    note.about.all().delete()
    assert attempt("set constraints item_keeps_a_subject immediate") == "item_has_a_subject"


@pytest.mark.parametrize("table", ["releases_release", "coordination_item"])
@pytest.mark.parametrize("codes", ["{horoscope}", "{progress,horoscope}", "{NULL}", "{}"])
def test_a_category_is_one_from_the_list(note, psychiatrist, table, codes):
    if table == "releases_release":
        statement = (
            "insert into releases_release (id, client_id, instrument, direction, categories,"
            " purposes, reason, signed_by, expires_at) select uuidv7(), client_id, 'general',"
            f" 'one_way', '{codes}', '{{treatment}}', '', 'client', '2040-01-01'"
            " from releases_release limit 1"
        )
    else:
        statement = f"update coordination_item set categories = '{codes}'"
    known = ("category_is_known", "release_has_categories", "item_has_categories")
    assert attempt(statement) in known


@pytest.mark.parametrize(
    ("categories", "constraint"),
    [
        ("{psychotherapy_notes,progress}", "item_exclusive_category_stands_alone"),
        ("{sud_counseling_notes}", 1),
        ("{psychotherapy_notes,sud_counseling_notes}", "item_exclusive_category_stands_alone"),
    ],
)
def test_an_exclusive_category_stands_alone(note, categories, constraint):
    statement = f"update coordination_item set categories = '{categories}'"
    assert attempt(statement) == constraint
