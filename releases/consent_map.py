"""Where things stand on the consent map: pure geometry, no model, no word about access.

The client is in the middle; people stand in two columns around, in the order given. A line runs
between the client and everybody whose permission has not ended; an arrowhead stands at each end
that hears.
"""

from collections import Counter
from dataclasses import dataclass, field
from math import atan2 as angle_of
from math import cos, hypot, sin

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from releases.lettering import measured, wrapped

MOST_PEOPLE = 12
WIDTH = 800
CARD_WIDTH = 272
CARD_GAP = 18
PADDING = 12
RADIUS = 60
LINE_HEIGHT = 19
HEAD_LENGTH = 12
HEAD_HALF_WIDTH = 6
MARGIN = 4


class State(models.TextChoices):
    """The five states of a permission, as every pill, line and dot shows them."""

    OPEN = "open", _("Open")
    ENDING = "ending", _("Ends soon")
    WAITING = "waiting", _("Waiting for signature")
    HELD = "held", _("Held")
    ENDED = "ended", _("Ended")


class Direction(models.TextChoices):
    """Who tells whom, seen from the client's own care."""

    HEARS = "hears", _("hears")
    TELLS = "tells", _("tells")
    BOTH = "both", _("hears and tells")


@dataclass(frozen=True)
class Person:
    """One node: somebody the client has, had or is asked for a permission with."""

    name: str
    role: str = ""
    organization: str = ""
    state: str = State.OPEN
    direction: str = Direction.HEARS
    kinds: int = 0
    until: str = ""
    note: str = ""


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True)
class Node:
    """A drawn card with its line."""

    state: str
    x: float
    y: float
    width: float
    height: float
    texts: list[Text]
    shape: tuple[float, float]
    line: tuple[float, float, float, float] | None
    heads: list[str]


@dataclass(frozen=True)
class Count:
    state: str
    text: str


@dataclass(frozen=True)
class ConsentMap:
    """All that templates/components/consent_map.html draws."""

    width: int
    height: float
    center: tuple[float, float]
    radius: int
    me: list[Text]
    nodes: list[Node]
    counts: list[Count] = field(default_factory=list)


def consent_map(client_name, people):
    """The drawing for these people: at most twelve cards, grouped by organization beyond that."""
    people = list(people)
    around = people if len(people) <= MOST_PEOPLE else _grouped(people)
    right, left = around[0::2], around[1::2]
    height = max(_column_height(left), _column_height(right), 2 * RADIUS) + 2 * MARGIN
    center = (WIDTH / 2, height / 2)
    nodes = [
        *_column(right, WIDTH - CARD_WIDTH - MARGIN, center),
        *_column(left, MARGIN, center),
    ]
    return ConsentMap(
        WIDTH, height, center, RADIUS, _me(client_name, center), nodes, _counts(people)
    )


def _grouped(people):
    """One node an organization, in order of appearance; the last gathers what does not fit."""
    groups = {}
    for person in people:
        groups.setdefault(person.organization or person.name, []).append(person)
    named = list(groups.items())
    if len(named) > MOST_PEOPLE:
        rest = [person for _name, members in named[MOST_PEOPLE - 1 :] for person in members]
        named = [*named[: MOST_PEOPLE - 1], (str(_("Everyone else")), rest)]
    return [_group(name, members) for name, members in named]


def _group(name, members):
    if len(members) == 1:
        return members[0]
    tally = Counter(member.state for member in members)
    directions = {member.direction for member in members}
    return Person(
        name=name,
        role=ngettext("%(count)s person", "%(count)s people", len(members))
        % {"count": len(members)},
        state=next(state for state in State.values if tally[state]),
        direction=directions.pop() if len(directions) == 1 else Direction.BOTH,
        note=", ".join(f"{tally[s]} {State(s).label.lower()}" for s in State.values if tally[s]),
    )


def _counts(people):
    tally = Counter(person.state for person in people)
    return [
        Count(state.value, f"{tally[state]} {state.label.lower()}")
        for state in State
        if tally[state]
    ]


def _card_texts(person):
    """The card's lines of writing: name, then role and organization, then what and until when."""
    fits = CARD_WIDTH - 2 * PADDING
    role = ", ".join(part for part in (person.role, person.organization) if part)
    return [
        *((line, "name") for line in wrapped(person.name, fits, 15, bold=True, most=3)),
        *((line, "role") for line in wrapped(role, fits, 13, most=3)),
        *(
            (line, "what")
            for part in what(person)
            for line in wrapped(part, fits - 18, 13, bold=True, most=2)
        ),
    ]


def what(person):
    """The line's label: the state and how many kinds of information; until when."""
    if person.note:
        return [person.note]
    kinds = ngettext("%(count)s kind", "%(count)s kinds", person.kinds) % {"count": person.kinds}
    first = [str(State(person.state).label), kinds if person.kinds else ""]
    return [part for part in (", ".join(filter(None, first)), person.until) if part]


def _card_height(person):
    return len(_card_texts(person)) * LINE_HEIGHT + 2 * PADDING


def _column_height(column):
    return sum(_card_height(person) + CARD_GAP for person in column) - (CARD_GAP if column else 0)


def _column(column, x, center):
    y = center[1] - _column_height(column) / 2
    for person in column:
        yield _node(person, x, y, center)
        y += _card_height(person) + CARD_GAP


def _node(person, x, y, center):
    lines = _card_texts(person)
    height = _card_height(person)
    first_what = next(i for i, (_text, style) in enumerate(lines) if style == "what")
    texts = [
        Text(
            x + PADDING + (18 if style == "what" else 0),
            y + PADDING + 14 + row * LINE_HEIGHT,
            text,
            style,
        )
        for row, (text, style) in enumerate(lines)
    ]
    shape = (x + PADDING, y + PADDING + first_what * LINE_HEIGHT + 3)
    edge = (x if x > center[0] else x + CARD_WIDTH, y + height / 2)
    line, heads = _line(center, edge, person) if person.state != State.ENDED else (None, [])
    return Node(person.state, x, y, CARD_WIDTH, height, texts, shape, line, heads)


def _line(center, edge, person):
    """From the rim of the client's circle to the card, shortened under each arrowhead."""
    turn = angle_of(edge[1] - center[1], edge[0] - center[0])
    length = hypot(edge[0] - center[0], edge[1] - center[1])
    into_card = person.direction in (Direction.HEARS, Direction.BOTH)
    into_me = person.direction in (Direction.TELLS, Direction.BOTH)

    def at(distance):
        return (center[0] + distance * cos(turn), center[1] + distance * sin(turn))

    rim, tip = RADIUS + 5, length - 3
    start = at(rim + (HEAD_LENGTH if into_me else 0))
    end = at(tip - (HEAD_LENGTH if into_card else 0))
    heads = [_head(at(tip), turn)] if into_card else []
    if into_me:
        heads.append(_head(at(rim), turn, backwards=True))
    return (*_rounded(start), *_rounded(end)), heads


def _head(tip, turn, backwards=False):
    """The three corners of an arrowhead, as an SVG polygon wants them."""
    way = 1 if backwards else -1
    foot = (tip[0] + way * HEAD_LENGTH * cos(turn), tip[1] + way * HEAD_LENGTH * sin(turn))
    side = (-HEAD_HALF_WIDTH * sin(turn), HEAD_HALF_WIDTH * cos(turn))
    corners = [tip, (foot[0] + side[0], foot[1] + side[1]), (foot[0] - side[0], foot[1] - side[1])]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _rounded(point):
    return tuple(round(value, 1) for value in point)


def _me(name, center):
    fits = 2 * RADIUS - 18
    longest = max(name.replace("-", "- ").split() or [""], key=len)
    style, size = ("me-name", 15)
    if measured(longest, size, bold=True) > fits:
        style, size = ("me-name-small", 12)
    lines = wrapped(name, fits, size, bold=True, most=3)
    top = center[1] - (len(lines) - 1) * LINE_HEIGHT / 2 + 5
    return [Text(center[0], top + row * LINE_HEIGHT, line, style) for row, line in enumerate(lines)]
