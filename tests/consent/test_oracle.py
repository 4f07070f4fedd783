"""The oracle itself, against truths that one can read off the page by hand."""

import json
from pathlib import Path

import pytest

from .oracle import Oracle, instant, majority

SCENARIOS = Path(__file__).parent / "scenarios"
CLINIC, RUIZ, PATEL = {"organization": "clinic"}, {"provider": "ruiz"}, {"provider": "patel"}
RELEASE = {
    "id": "r",
    "client": "ana",
    "disclosers": [RUIZ],
    "recipients": [PATEL],
    "categories": ["diagnoses"],
    "signed_at": "2024-01-02T00:00:00Z",
    "expires_at": "2024-12-01T00:00:00Z",
}
ITEM = {
    "id": "note",
    "author": "ruiz",
    "subjects": ["ana"],
    "categories": ["diagnoses"],
    "service_date": "2024-01-01",
}


def world(*releases, restrictions=(), item=(), share=()):
    """Ruiz tells Patel, of the clinic from February to March, something on New Year's Day."""
    membership = CLINIC | {"from": day("02-01"), "until": day("03-01")}
    return {
        "organizations": ["clinic"],
        "providers": [{"id": "ruiz"}, {"id": "patel", "memberships": [membership]}],
        "clients": [{"id": "ana", "born": "2006-02-28"}, {"id": "leo"}],
        "releases": [RELEASE | {"id": f"r{n}"} | given for n, given in enumerate(releases)],
        "restrictions": [
            {"client": "ana", "from": day("02-01"), "until": None} | given for given in restrictions
        ],
        "items": [ITEM | dict(item)],
        "shares": [
            {"id": "s", "item": "note", "recipient": "patel", "shared_at": day("01-01")}
            | dict(share)
        ],
    }


def day(text):
    return f"2024-{text}T00:00:00Z"


def consent(of):
    """The intervals as `from/until`, months and days only."""
    intervals = Oracle(of).consent("s").intervals
    return " ".join(f"{start:%m-%d}/{until:%m-%d}" for start, until in intervals)


FROM_CLINIC = {"disclosers": [PATEL], "recipients": [RUIZ], "direction": "two_way"}
JOINT = {"subjects": ["ana", "leo"]}
SECRET = {"categories": ["psychotherapy_notes"]}


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (world(), ""),
        (world({}), "01-02/12-01"),
        (world({"signed_at": None}), ""),
        (world({"effective_at": day("05-01")}), "05-01/12-01"),
        (world({"effective_at": day("01-01")}), "01-02/12-01"),
        (world({"revoked_at": day("05-01")}), "01-02/05-01"),
        (world({"superseded_at": day("05-01"), "ended_at": day("04-01")}), "01-02/04-01"),
        (world({"signed_by": "representative"}), "01-02/02-28"),
        (world({"categories": ["goals"]}), ""),
        (world({"purposes": ["payment"]}), ""),
        (world({"purposes": ["payment"]}, share={"purpose": "payment"}), "01-02/12-01"),
        (world({"information_from": "2024-01-01"}), "01-02/12-01"),
        (world({"information_until": "2024-01-01"}), "01-02/12-01"),
        (world({"information_from": "2024-01-02"}), ""),
        (world({"information_until": "2023-12-31"}), ""),
        (world({"recipients": [RUIZ]}), ""),
        (world({"recipients": [CLINIC]}), "02-01/03-01"),
        (world({"disclosers": [CLINIC]}), ""),
        (world({"disclosers": [CLINIC]}, item=CLINIC), "01-02/12-01"),
        (world(FROM_CLINIC), "01-02/12-01"),
        (world(FROM_CLINIC | {"direction": "one_way"}), ""),
        (world(SECRET, item=SECRET), ""),
        (world(SECRET | {"instrument": "psychotherapy_notes"}, item=SECRET), "01-02/12-01"),
        (world({"instrument": "psychotherapy_notes"}), ""),
        (world({"expires_at": day("03-01")}, {"signed_at": day("03-01")}), "01-02/12-01"),
        (
            world({"expires_at": day("03-01")}, {"signed_at": day("03-02")}),
            "01-02/03-01 03-02/12-01",
        ),
        (world({}, item={"categories": ["diagnoses", "goals"]}), ""),
        (
            world({}, {"categories": ["goals"]}, item={"categories": ["diagnoses", "goals"]}),
            "01-02/12-01",
        ),
        (world({}, item=JOINT), ""),
        (world({}, {"client": "leo", "expires_at": day("03-01")}, item=JOINT), "01-02/03-01"),
        (world({}, share={"shared_at": day("06-01")}), "06-01/12-01"),
        (world({}, share={"withdrawn_at": day("06-01")}), "01-02/06-01"),
        (world({}, restrictions=[{}]), "01-02/02-01"),
        (world({}, restrictions=[{"until": day("03-01")}]), "01-02/02-01 03-01/12-01"),
        (world({}, restrictions=[{"client": "leo"}]), "01-02/12-01"),
        (world({}, restrictions=[{"item": "note"}]), "01-02/02-01"),
        (world({}, restrictions=[{"item": "another"}]), "01-02/12-01"),
        (world({}, restrictions=[{"categories": ["goals", "diagnoses"]}]), "01-02/02-01"),
        (world({}, restrictions=[{"categories": ["goals"]}]), "01-02/12-01"),
        (world({}, restrictions=[{"recipient": RUIZ}]), "01-02/12-01"),
        (world({}, restrictions=[{"recipient": PATEL}]), "01-02/02-01"),
        (world({}, restrictions=[{"recipient": CLINIC}]), "01-02/02-01 03-01/12-01"),
    ],
)
def test_consent_is_what_the_page_says(of, expected):
    assert consent(of) == expected


def test_an_answer_ends_with_its_interval_and_names_every_release_that_carries_it():
    oracle = Oracle(world({}, {"expires_at": day("03-01")}, {"client": "leo"}))
    answer = oracle.decide("s", instant(day("02-01")))
    assert answer == {
        "decision": "permit",
        "releases": ["r0", "r1"],
        "until": day("12-01"),
        "obligations": [],
    }


def test_a_denied_answer_names_no_release_and_no_end():
    answer = Oracle(world({})).decide("s", instant(day("12-01")))
    assert (answer["decision"], answer["releases"], answer["until"]) == ("deny", [], None)


@pytest.mark.parametrize("standing", ["unverified", "suspended"])
def test_only_active_providers_see_anything(standing):
    of = world({})
    of["providers"] = [each | {"standing": standing} for each in of["providers"]]
    oracle, at = Oracle(of), instant(day("02-01"))
    assert oracle.decide("s", at)["decision"] == "deny"
    assert oracle.seen_by("patel", at) == oracle.seen_by("ruiz", at) == []


def test_the_author_sees_own_items_whenever_the_recipient_only_under_consent():
    oracle = Oracle(world({}))
    assert oracle.seen_by("ruiz", instant("2001-01-01T00:00:00Z")) == ["note"]
    assert oracle.seen_by("patel", instant(day("01-01"))) == []
    assert oracle.seen_by("patel", instant(day("01-02"))) == ["note"]


def test_obligations_follow_from_the_categories():
    owed = {
        "diagnoses": [],
        "genetic": ["no_redisclosure"],
        "substance_use": ["no_redisclosure"],
        "psychotherapy_notes": ["no_redisclosure"],
        "substance_use_part2": ["no_redisclosure", "part2_notice"],
        "sud_counseling_notes": ["no_redisclosure", "part2_notice"],
    }
    for category, obligations in owed.items():
        oracle = Oracle(world(item={"categories": [category]}))
        assert oracle.decide("s", instant(day("01-01")))["obligations"] == obligations


def test_a_person_of_the_last_of_february_comes_of_age_on_the_first_of_march():
    assert majority("2008-02-29") == "2026-03-01T00:00:00Z"
    assert majority("2008-02-28") == "2026-02-28T00:00:00Z"


def test_what_is_missing_is_told_for_each_requirement_and_release():
    oracle = Oracle(world({"categories": ["goals"]}, item={"categories": ["diagnoses", "goals"]}))
    assert oracle.missing("s", instant(day("02-01"))) == {
        ("ana", "diagnoses"): [("r0", {"category"})]
    }


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.json")), ids=lambda path: path.stem)
def test_the_written_scenarios_expect_the_same(path):
    scenarios = json.loads(path.read_text())
    for scenario in scenarios if isinstance(scenarios, list) else [scenarios]:
        oracle = Oracle(scenario)
        for question in scenario["questions"]:
            assert answer(oracle, question) == {
                part: sorted(value) if isinstance(value, list) else value
                for part, value in question.get("expect", {}).items()
                if part != "reasons"  # are in words
            }, (scenario["name"], question)


def answer(oracle, question):
    """What the oracle says of the parts that are expected."""
    at = instant(question["at"])
    if "viewer" in question:
        told = {"items": oracle.seen_by(question["viewer"], at)}
    else:
        told = oracle.decide(question["share"], at)
    return {part: told[part] for part in question.get("expect", {}) if part in told}
