"""The map's geometry: who stands where, and which way the arrows point."""

import re
from itertools import pairwise

import pytest

from releases.consent_map import (
    CARD_WIDTH,
    MOST_PEOPLE,
    WIDTH,
    Direction,
    Person,
    State,
    consent_map,
)
from releases.lettering import measured, wrapped


def people(count, **facts):
    return [Person(f"Person {n}", "Nurse", f"Clinic {n}", **facts) for n in range(count)]


def corners(head):
    return [tuple(map(float, corner.split(","))) for corner in head.split()]


def words(node):
    return " ".join(line.text for line in node.texts)


def test_nobody_is_no_node():
    assert consent_map("Ana Moreno", []).nodes == []


@pytest.mark.parametrize("count", range(1, MOST_PEOPLE + 1))
def test_no_two_cards_touch_and_all_are_inside(count):
    drawn = consent_map("Ana Moreno", people(count))
    assert len(drawn.nodes) == count
    for node in drawn.nodes:
        assert node.x >= 0
        assert node.x + node.width <= WIDTH
        assert node.y >= 0
        assert node.y + node.height <= drawn.height
    for x in {node.x for node in drawn.nodes}:
        column = sorted((n.y, n.height) for n in drawn.nodes if n.x == x)
        assert all(y + height <= below for (y, height), (below, _) in pairwise(column))


def test_the_order_is_stable_when_somebody_is_added():
    before = {words(n): n.x for n in consent_map("Ana Moreno", people(5)).nodes}
    after = {words(n): n.x for n in consent_map("Ana Moreno", people(6)).nodes}
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("direction", "heads"), [(Direction.HEARS, 1), (Direction.TELLS, 1), (Direction.BOTH, 2)]
)
def test_an_arrowhead_stands_at_each_end_that_hears(direction, heads):
    [node] = consent_map("Ana Moreno", people(1, direction=direction)).nodes
    assert len(node.heads) == heads


def test_who_hears_has_the_point_and_who_tells_has_not():
    middle = WIDTH / 2
    [hears] = consent_map("Ana", people(1, direction=Direction.HEARS)).nodes
    [tells] = consent_map("Ana", people(1, direction=Direction.TELLS)).nodes
    near_card = hears.x - corners(hears.heads[0])[0][0]
    near_client = corners(tells.heads[0])[0][0] - middle
    assert 0 < near_card < 10
    assert 0 < near_client < 70


def test_what_has_ended_has_no_line():
    [node] = consent_map("Ana", people(1, state=State.ENDED)).nodes
    assert node.line is None
    assert node.heads == []


def test_the_label_says_state_kinds_and_until_when():
    person = Person("Dr. Lee", state=State.OPEN, kinds=4, until="until 1 March 2027")
    [node] = consent_map("Ana", [person]).nodes
    assert words(node) == "Dr. Lee Open, 4 kinds until 1 March 2027"


def test_beyond_twelve_people_their_organizations_stand_for_them():
    crowd = [Person(f"P{n}", organization=f"Clinic {n % 3}") for n in range(13)]
    drawn = consent_map("Ana", crowd)
    assert [words(n) for n in drawn.nodes if "Clinic 0" in words(n)] == ["Clinic 0 5 people 5 open"]
    assert len(drawn.nodes) == 3


def test_a_group_tells_how_many_are_in_which_state():
    crowd = [
        Person(f"P{n}", organization="Clinic", state=State.OPEN if n else State.ENDED)
        for n in range(13)
    ]
    [node] = consent_map("Ana", crowd).nodes
    assert words(node) == "Clinic 13 people 12 open, 1 ended"


def test_more_than_twelve_organizations_end_in_everyone_else():
    drawn = consent_map("Ana", people(30))
    assert len(drawn.nodes) == MOST_PEOPLE
    assert any("Everyone else 19 people" in words(node) for node in drawn.nodes)


def test_the_counts_count_people_and_not_groups():
    drawn = consent_map("Ana", people(20))
    assert [count.text for count in drawn.counts] == ["20 open"]


@pytest.mark.parametrize(
    "name",
    [
        "Maximiliane-Theodora van der Westhuizen-Papadopoulou of Åland",
        "W" * 60,
        "名" * 60,
        "دكتورة ليلى منصور " * 3,
        "i" * 300,
    ],
)
def test_every_line_of_a_long_name_fits_the_card(name):
    lines = wrapped(name, CARD_WIDTH - 24, 15, bold=True, most=3)
    assert 1 <= len(lines) <= 3
    assert all(measured(line, 15, bold=True) <= CARD_WIDTH - 24 for line in lines)


def test_a_name_that_fits_is_not_cut():
    name = "Maximiliane-Theodora van der Westhuizen-Papadopoulou of Åland"
    lines = wrapped(name, CARD_WIDTH - 24, 15, bold=True)
    assert " ".join(lines).replace("- ", "-") == name
    assert wrapped("x " * 200, 100, 15)[-1].endswith("…")


def test_each_pattern_is_its_own_so_that_it_survives_black_and_white(settings):
    css = (settings.BASE_DIR / "static/css/map.css").read_text()
    patterns = re.findall(r"\.state--(\w+) \.map__line { stroke-dasharray: ([^;]+);", css)
    assert {state for state, _ in patterns} == {State.ENDING, State.WAITING, State.HELD}
    assert len({pattern for _, pattern in patterns}) == 3
