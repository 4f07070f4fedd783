"""A world that cannot be is refused, with the path of the fault."""

from copy import deepcopy

import pytest

from coordination.scenarios.checking import Impossible, checked
from coordination.scenarios.files import read
from coordination.scenarios.loading import load
from coordination.scenarios.shape import STANDARD_CATEGORIES
from providers.models import Provider
from releases.models import EXCLUSIVE, Category

THERAPIST, PSYCHIATRIST = {"provider": "therapist"}, {"provider": "psychiatrist"}
DAY = "2030-01-01T00:00:00Z"
WORLD = {
    "categories": ["art"],
    "organizations": ["harbor"],
    "providers": [
        {"id": "therapist", "memberships": [{"organization": "harbor", "from": DAY}]},
        {"id": "psychiatrist"},
    ],
    "clients": [{"id": "ana", "born": "1990-02-28"}],
    "releases": [
        {
            "id": "r",
            "client": "ana",
            "disclosers": [THERAPIST],
            "recipients": [PSYCHIATRIST],
            "categories": ["progress", "goals"],
            "expires_at": "2031-01-01T00:00:00Z",
        }
    ],
    "restrictions": [{"id": "x", "client": "ana", "from": DAY}],
    "items": [
        {
            "id": "note",
            "author": "therapist",
            "subjects": ["ana"],
            "categories": ["progress"],
            "service_date": "2030-01-01",
        }
    ],
    "shares": [{"id": "s", "item": "note", "recipient": "psychiatrist", "shared_at": DAY}],
    "questions": [{"share": "s", "at": DAY}],
}
GONE = object()
SECOND_SHARE = WORLD["shares"][0] | {"id": "s2"}

# the path, what is put there, the beginning of what is said about it
FAULTS = [
    # ids
    ("releases[0].client", "anna", 'is "anna", not one of the clients'),
    ("releases[0].disclosers[0].provider", "harbor", 'is "harbor", not one of the providers'),
    ("releases[0].recipients[0]", {"organization": "therapist"}, ".organization is"),
    ("releases[0].categories[1]", "gaols", 'is "gaols", not one of the categories'),
    ("restrictions[0].client", "sam", 'is "sam", not'),
    ("restrictions[0].item", "letter", 'is "letter", not one of the items'),
    ("restrictions[0].categories", ["nothing"], "[0] is"),
    ("restrictions[0].recipient", {"provider": "gp"}, ".provider is"),
    ("items[0].author", "ana", 'is "ana", not one of the providers'),
    ("items[0].organization", "willow", "is"),
    ("items[0].subjects[0]", "therapist", 'is "therapist", not one of the clients'),
    ("items[0].categories[0]", ["progress"], 'is ["progress"], not one'),
    ("shares[0].item", "s", 'is "s", not'),
    ("shares[0].recipient", None, "is missing"),
    ("providers[0].memberships[0].organization", "northside", "is"),
    ("questions[0].share", "s9", 'is "s9", not one of the shares'),
    ("clients[0].id", "", "is not an id"),
    ("clients[0].id", "an\u0000a", "is not an id"),
    ("clients[0].id", "an\ud800a", "is not an id"),
    ("clients[0].id", 7, "is not an id"),
    ("clients[0].id", "a" * 201, "is too long"),
    ("categories[0]", "a" * 41, "is too long"),
    ("categories[0]", "progress", 'is "progress", which is taken'),
    ("clients", [{"id": "ana"}, {"id": "ana"}], '[1].id is "ana", which is taken'),
    ("organizations", ["harbor", "harbor"], '[1] is "harbor", which is taken'),
    # nothing where something must be
    ("releases[0].disclosers", [], "is empty; name at least one provider or organization"),
    ("releases[0].recipients", [], "is empty; name at least one provider or organization"),
    ("releases[0].recipients", GONE, "is missing"),
    ("releases[0].categories", [], "is empty; name at least one category"),
    ("releases[0].purposes", [], "is empty; name at least one purpose"),
    ("restrictions[0].categories", [], "is empty; name at least one category"),
    ("items[0].categories", [], "is empty; name at least one category"),
    ("items[0].subjects", [], "is empty; name at least one client"),
    ("releases[0].expires_at", None, "is missing"),
    ("items[0].service_date", GONE, "is missing"),
    ("releases[0].disclosers[0]", {}, "names no single party"),
    ("releases[0].disclosers[0]", THERAPIST | {"organization": "harbor"}, "names no single party"),
    # company
    ("items[0].categories", ["progress", "psychotherapy_notes"], "has psychotherapy_notes in comp"),
    ("items[0].categories", list(EXCLUSIVE), "has psychotherapy_notes in company"),
    ("releases[0].categories", ["goals", "sud_counseling_notes"], "has sud_counseling_notes in"),
    ("shares[0].recipient", "therapist", "is the item's author"),
    ("shares", [WORLD["shares"][0], SECOND_SHARE], "[1].recipient has this item already"),
    # times
    ("releases[0].signed_at", "2030-01-01", 'is "2030-01-01", no instant; write it like'),
    ("releases[0].signed_at", "2030-01-01T00:00:00+01:00", "is"),
    ("releases[0].signed_at", "2030-01-01T00:00:00", "is"),
    ("releases[0].signed_at", "2030-02-30T00:00:00Z", "is"),
    ("releases[0].signed_at", "2030-01-01T00:00:00.1234567Z", "is"),
    ("releases[0].signed_at", 1893456000, "is 1893456000, no instant"),
    ("clients[0].born", "1990-02-29", 'is "1990-02-29", no date'),
    ("releases[0].effective_at", "2031-01-01T00:00:00Z", "!releases[0].expires_at is not after"),
    ("restrictions[0].until", "2029-12-31T23:59:59.999999Z", "is before from"),
    ("shares[0].withdrawn_at", "2029-12-31T00:00:00Z", "is before shared_at"),
    ("providers[0].memberships[0].until", "2029-01-01T00:00:00Z", "is before from"),
    # words
    ("providers[0].standing", "retired", 'is "retired"; write one of: unverified, active, susp'),
    ("releases[0].direction", "both", "is"),
    ("releases[0].instrument", ["general"], "is"),
    ("releases[0].purposes", ["research"], "[0] is"),
    ("releases[0].signed_by", "mother", "is"),
    ("shares[0].purpose", "curiosity", "is"),
    # keys and shapes
    ("releases[0].revoked", DAY, "is not known; the keys are: id, client"),
    ("relases", [], "is not known; the keys are: name"),
    ("releases", {}, "is not a list"),
    ("releases[0]", [], "is not an object"),
    ("name", 5, "is not text"),
    ("questions[0].viewer", "therapist", "!questions[0] asks nothing clear"),
    ("questions[0].share", GONE, "!questions[0] asks nothing clear"),
    ("questions[0].at", GONE, "is missing"),
    ("questions[0].expect", "permit", "is not an object"),
    ("questions[0].expect", {"items": []}, ".items is no part of this answer"),
    ("questions[0]", {"viewer": "therapist", "at": DAY, "expect": {"decision": ""}}, ".expect.dec"),
]


def world_with(path, value):
    """The world with one thing changed; the path is that of JavaScript."""
    world = deepcopy(WORLD)
    *steps, last = [
        int(step) if step.isdigit() else step
        for step in path.replace("[", ".").replace("]", "").split(".")
    ]
    place = world
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return world


def faults_of(world):
    with pytest.raises(Impossible) as impossible:
        checked(world)
    return impossible.value.faults


def test_the_world_of_these_tests_can_be():
    assert checked(WORLD)["releases"][0]["direction"] == "one_way"


@pytest.mark.parametrize(("path", "value", "said"), FAULTS)
def test_a_fault_is_told_with_its_path(path, value, said):
    if said.startswith("!"):  # told of another place
        begins = said[1:]
    else:
        begins = path + said if said[0] in ".[" else f"{path} {said}"
    first, *_ = faults_of(world_with(path, value))
    assert first.startswith(begins)


def test_an_item_and_categories_on_one_restriction_are_too_much():
    restriction = WORLD["restrictions"][0] | {"item": "note", "categories": ["progress"]}
    assert faults_of(WORLD | {"restrictions": [restriction]}) == [
        "restrictions[0] names an item and categories; make it two restrictions"
    ]


def test_information_dates_in_the_wrong_order_are_refused():
    release = WORLD["releases"][0] | {
        "information_from": "2030-01-02",
        "information_until": "2030-01-01",
    }
    assert faults_of(WORLD | {"releases": [release]}) == [
        "releases[0].information_until is before information_from; choose a later one"
    ]


def test_every_fault_is_told_at_once():
    world = world_with("releases[0].recipients", []) | {"questions": [{}], "clients": []}
    assert [fault.split(" ")[0] for fault in faults_of(world)] == [
        "releases[0].client",
        "releases[0].recipients",
        "restrictions[0].client",
        "items[0].subjects[0]",
        "questions[0].at",
    ]


@pytest.mark.parametrize("value", [[], "ana", 5, None])
def test_what_is_no_object_is_no_scenario(value):
    assert faults_of(value) == ["The scenario is not an object; put it in curly brackets"]


def test_a_key_given_twice_is_told(tmp_path):
    file = tmp_path / "twice.json"
    file.write_text('{"clients": [{"id": "a", "born": null, "id": "b"}], "name": "", "name": ""}')
    assert read([file]) == (
        [],
        [
            f"{file}: name is given twice; keep one.",
            f"{file}: clients[0].id is given twice; keep one.",
        ],
    )


def test_a_note_may_stand_anywhere():
    world = deepcopy(WORLD) | {"note": "why", "source": "a book", "name": "a name"}
    for kind in ("providers", "clients", "releases", "restrictions", "items", "shares"):
        world[kind][0]["note"] = {"anything": 1}
    world["questions"][0] |= {"note": "asked by Ruth", "expect": {"note": "see above"}}
    assert checked(world)["questions"][0]["expect"] == {}


@pytest.mark.django_db
def test_what_was_refused_is_not_loaded():
    with pytest.raises(Impossible, match="is missing; add it"):
        load(world_with("questions[0].at", GONE))
    assert not Provider.objects.exists()


@pytest.mark.django_db
def test_the_standard_categories_are_those_of_the_database():
    assert set(Category.objects.values_list("code", flat=True)) == STANDARD_CATEGORIES
