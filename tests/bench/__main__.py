"""`make bench`: the numbers of the design about consent, as a table, each against its goal."""

import os
import platform
import subprocess
import sys
from functools import partial
from pathlib import Path

SIZES = (100_000, 1_000_000)
SUBJECTS = (
    "page", "decision", "rival", "served", "touching", "checking", "reminding", "finding"
)  # fmt: skip
DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured by make bench -->\n", "<!-- end -->"

say = partial(print, flush=True)


def main(sizes, subjects):
    """Measures each size in a database of its own, on a server that is thrown away."""
    from tests.bench.places import room_for, server

    for shares in sizes:
        if not room_for(shares):
            sys.exit(
                f"The disk has no room for {shares:,} shares. Ask for fewer: make bench SHARES="
            )
    if unknown := set(subjects) - set(SUBJECTS):
        sys.exit(f"ROWS are {', '.join(SUBJECTS)}; not {', '.join(sorted(unknown))}.")
    with server() as environment:
        os.environ |= environment | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
        import django

        django.setup()
        measured = {shares: measure(shares, subjects) for shares in sizes}
        where = machine()
    say(report(where, measured))
    if os.environ.get("KEEP"):
        keep(where, measured)


def measure(shares, subjects):
    """The rows for this many shares."""
    from django.db import connection

    from tests.bench import filling, places

    rows = []
    with places.database(f"bench_{shares}") as addresses:
        say(f"Filling {shares:,} shares ...")
        count = filling.fill(addresses["admin"], shares)
        sampled = filling.check_sample(addresses["admin"])
        say(f"{count:,} shares; {sampled:,} of them computed anew: no difference.")
        connection.close()
        connection.settings_dict["NAME"] = f"bench_{shares}"
        for subject in subjects:
            for row in rows_of(subject)(addresses):
                say(f"  {row.what}: {row.cell()}  [{row.goal}]")
                rows.append(row)
        connection.close()
    return rows


def rows_of(subject):
    """What measures this subject."""
    from tests.bench import checking, finding, pages, reminding, rivals, served, touching

    return {
        "page": pages.page_rows,
        "decision": pages.decision_rows,
        "rival": rivals.rival_rows,
        "served": served.served_rows,
        "touching": touching.touching_rows,
        "checking": checking.checking_rows,
        "reminding": reminding.reminding_rows,
        "finding": finding.finding_rows,
    }[subject]


def report(where, measured):
    """The rows of all sizes side by side, as Markdown, and what they were measured on."""
    lines = ["| what | goal |" + "".join(f" {size:,} shares |" for size in measured)]
    lines.append("| --- | --- |" + " --- |" * len(measured))
    for rows in zip(*measured.values(), strict=True):
        cells = "".join(f" {row.cell()} |" for row in rows)
        lines.append(f"| {rows[0].what} | {rows[0].goal} |{cells}")
    return f"{where}\n\n" + "\n".join(lines) + "\n"


def machine():
    """What it was measured on, in a sentence."""
    import psutil

    from tests.bench.places import connected

    with connected(os.environ["ADMIN_DATABASE_URL"]) as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('shared_buffers')"
        )
        version, buffers = cursor.fetchone()
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, PostgreSQL "
        f"{version} with {buffers} of shared buffers, Python {platform.python_version()}."
    )


def keep(where, measured):
    """Puts what was measured into the table of the document; other rows and sizes stay."""
    text = DOCUMENT.read_text()
    before, _begin, rest = text.partition(BEGIN)
    former, _end, after = rest.partition(END)
    head, kept = read(former)
    for size, rows in measured.items():
        if f"{size:,} shares" not in head:
            head.append(f"{size:,} shares")
        for row in rows:
            kept.setdefault(row.what, {"goal": row.goal})[f"{size:,} shares"] = row.cell()
    head.sort(key=len)
    lines = [["what", "goal", *head], ["---"] * (2 + len(head))]
    lines += [
        [what, one["goal"], *(one.get(size, "") for size in head)] for what, one in kept.items()
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{where}\n\n{table}\n\n{END}{after}")


def read(table):
    """The sizes and the rows, by what they tell of, of a table as it stands in the document."""
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    (_what, _goal, *head), _rule, *rows = lines
    return head, {
        what: {"goal": goal} | dict(zip(head, cells, strict=False)) for what, goal, *cells in rows
    }


if __name__ == "__main__":
    asked = [int(one.replace("_", "")) for one in sys.argv[1:]]
    main(asked or SIZES, os.environ.get("ROWS", "").split() or SUBJECTS)
