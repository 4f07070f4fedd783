"""docs/release-states.md: the table of releases/states.py, drawn and written out."""

from releases.states import MOVES, Stage, moves_from

HEAD = (
    "# The life of a release\n\n"
    "Written by `manage.py release_states` from `releases/states.py`; a test compares the two, and "
    "another drives every event at every stage through the real database. Nothing else happens to "
    "a release: the site asks this table, and the database refuses the rest by itself "
    "(`releases_release_moves`).\n\n"
    'It "ends soon" while it is in force and ends within 30 days: a view of it, and no stage. '
    "Asking again, changing and renewing make another release with a life of its own; the "
    "signature under that one is what replaces this one.\n\n"
)


def page():
    """The whole page."""
    return f"{HEAD}{_drawing()}\n## Stages\n\n{_stages()}\n## What moves it on\n\n{_moves()}"


def _drawing():
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {one.value}: {one.label}" for one in Stage]
    for move in MOVES:
        for begin in move.before or ["[*]"]:
            lines += [f"    {begin} --> {end}: {move.event}" for end in move.after]
    lines += [f"    {one.value} --> [*]" for one in Stage if not moves_from(one)]
    return "\n".join([*lines, "```", ""])


def _stages():
    rows = [
        (f"`{one.value}`", one.label, ", ".join(move.event for move in moves_from(one)))
        for one in Stage
    ]
    return _table(("stage", "it", "what can happen"), rows)


def _moves():
    rows = [
        (
            f"`{move.event.value}`",
            move.event.label,
            _words(move.before) or "nothing",
            _words(move.after),
            "; ".join(one.label for one in move.who),
            f"`{move.stamp}`" if move.stamp else "",
        )
        for move in MOVES
    ]
    return _table(("event", "it, or for it", "from", "to", "who may", "stamps"), rows)


def _words(stages):
    return ", ".join(f"`{one.value}`" for one in stages)


def _table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
