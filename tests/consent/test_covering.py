"""Does the release cover the note? The seven rules of the page, one changed fact at a time."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.consent.conftest import SERVICE_DATE, day

OPEN, CLOSED = [(day(10), day(100))], []
A_DAY = timedelta(days=1)

# rule and case, facts of the release, facts of the note, facts of the share, answer
CASES = [
    ("as written", lambda w: ({}, {}, {}), OPEN),
    ("1 another client's release", lambda w: ({"client": w.other_client}, {}, {}), CLOSED),
    ("2 one more category", lambda w: ({"categories": ["goals", "progress"]}, {}, {}), OPEN),
    ("2 another category", lambda w: ({"categories": ["goals"]}, {}, {}), CLOSED),
    (
        "2 only one of two",
        lambda w: ({"categories": ["goals"]}, {"categories": ["goals", "progress"]}, {}),
        CLOSED,
    ),
    ("3 the author's organization", lambda w: ({"disclosers": [w.practice]}, {}, {}), OPEN),
    (
        "3 an organization that the note was not written for",
        lambda w: ({"disclosers": [w.practice]}, {"organization": None}, {}),
        CLOSED,
    ),
    ("3 another organization", lambda w: ({"disclosers": [w.clinic]}, {}, {}), CLOSED),
    ("3 another author", lambda w: ({"disclosers": [w.colleague]}, {}, {}), CLOSED),
    (
        "3 one of several disclosers",
        lambda w: ({"disclosers": [w.colleague, w.author]}, {}, {}),
        OPEN,
    ),
    (
        "3 the recipient does not tell",
        lambda w: ({"disclosers": [w.recipient], "recipients": [w.author]}, {}, {}),
        CLOSED,
    ),
    (
        "3 unless it is two-way",
        lambda w: (
            {"disclosers": [w.recipient], "recipients": [w.author], "direction": "two_way"},
            {},
            {},
        ),
        OPEN,
    ),
    ("4 another recipient", lambda w: ({"recipients": [w.colleague]}, {}, {}), CLOSED),
    (
        "4 one of several recipients",
        lambda w: ({"recipients": [w.colleague, w.recipient]}, {}, {}),
        OPEN,
    ),
    ("4 an organization not theirs", lambda w: ({"recipients": [w.clinic]}, {}, {}), CLOSED),
    (
        "4 two-way does not let the disclosers hear one another",
        lambda w: (
            {
                "disclosers": [w.author, w.recipient],
                "recipients": [w.colleague],
                "direction": "two_way",
            },
            {},
            {},
        ),
        CLOSED,
    ),
    ("5 another purpose", lambda w: ({"purposes": ["payment"]}, {}, {}), CLOSED),
    ("5 shared for another purpose", lambda w: ({}, {}, {"purpose": "payment"}), CLOSED),
    (
        "5 one of several purposes",
        lambda w: ({"purposes": ["care_coordination", "payment"]}, {}, {"purpose": "payment"}),
        OPEN,
    ),
    ("6 from that day", lambda w: ({"information_from": SERVICE_DATE}, {}, {}), OPEN),
    ("6 until that day", lambda w: ({"information_until": SERVICE_DATE}, {}, {}), OPEN),
    (
        "6 from the day after",
        lambda w: ({"information_from": SERVICE_DATE + A_DAY}, {}, {}),
        CLOSED,
    ),
    (
        "6 until the day before",
        lambda w: ({"information_until": SERVICE_DATE - A_DAY}, {}, {}),
        CLOSED,
    ),
    (
        "7 an exclusive category under its own instrument",
        lambda w: (
            {"instrument": "psychotherapy_notes", "categories": ["psychotherapy_notes"]},
            {"categories": ["psychotherapy_notes"]},
            {},
        ),
        OPEN,
    ),
    (
        "7 an exclusive category under the other exclusive instrument",
        lambda w: (
            {"instrument": "sud_counseling_notes", "categories": ["sud_counseling_notes"]},
            {"categories": ["psychotherapy_notes"]},
            {},
        ),
        CLOSED,
    ),
    (
        "7 an exclusive category under a general release",
        lambda w: ({}, {"categories": ["psychotherapy_notes"]}, {}),
        CLOSED,
    ),
    (
        "7 a plain category under an exclusive instrument",
        lambda w: (
            {"instrument": "psychotherapy_notes", "categories": ["psychotherapy_notes"]},
            {},
            {},
        ),
        CLOSED,
    ),
]


@pytest.mark.parametrize(("facts", "answer"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_release_covers(world, facts, answer):
    release, item, share = facts(world)
    world.release(**release)
    assert world.share(world.item(**item), **share).consent == answer


@pytest.mark.parametrize(("facts", "answer"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_release_signed_after_sharing_covers_the_same(world, facts, answer):
    release, item, share = facts(world)
    shared = world.share(world.item(**item), **share)
    world.release(**release)
    shared.refresh_from_db()
    assert shared.consent == answer


def test_two_releases_together_cover_two_categories(world):
    world.release(categories=["goals"])
    world.release(categories=["progress"], expires_at=day(50))
    item = world.item(categories=["goals", "progress"])
    assert world.share(item).consent == [(day(10), day(50))]


def test_a_second_release_never_cancels_the_first(world):
    world.release()
    world.release(recipients=[world.colleague], categories=["goals"])
    assert world.share().consent == OPEN


def test_an_unsigned_release_opens_nothing(world):
    a_request(world)
    assert world.share().consent == CLOSED


def test_a_declined_release_opens_nothing(world):
    make.change(a_request(world), declined_at=day(1))
    assert world.share().consent == CLOSED


def a_request(world):
    return make.request(world.client, disclosers=[world.author], recipients=[world.recipient])
