"""`make bench`: the numbers of the design about consent, as a table, each against its goal."""

import os
import platform
import subprocess
import sys
from functools import partial
from pathlib import Path

SIZES = (100_000, 1_000_000)
DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured by make bench -->\n", "<!-- end -->"

say = partial(print, flush=True)


def main(sizes):
    """Measures each size in a database of its own, on a server that is thrown away."""
    from tests.bench.places import room_for, server

    for shares in sizes:
        if not room_for(shares):
            sys.exit(
                f"The disk has no room for {shares:,} shares. Ask for fewer: make bench SHARES="
            )
    with server() as environment:
        os.environ |= environment | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
        import django

        django.setup()
        measured = {shares: measure(shares) for shares in sizes}
        report = f"{machine()}\n\n{as_table(measured)}\n"
    say(report)
    if os.environ.get("KEEP"):
        keep(report)


def measure(shares):
    """The rows for this many shares, with the number that there really are."""
    from django.db import connection

    from tests.bench import checking, filling, pages, places, rivals, served, touching

    subjects = (
        *(pages.page_rows, pages.decision_rows, rivals.rival_rows),
        *(served.served_rows, touching.touching_rows, checking.checking_rows),
    )
    rows = []
    with places.database(f"bench_{shares}") as addresses:
        say(f"Filling {shares:,} shares ...")
        count = filling.fill(addresses["admin"], shares)
        sampled = filling.check_sample(addresses["admin"])
        say(f"{count:,} shares; {sampled:,} of them computed anew: no difference.")
        connection.close()
        connection.settings_dict["NAME"] = f"bench_{shares}"
        for subject in subjects:
            for row in subject(addresses):
                say(f"  {row.what}: {row.cell()}  [{row.goal}]")
                rows.append(row)
        connection.close()
    return rows


def as_table(measured):
    """The rows of all sizes side by side, as Markdown."""
    lines = ["| what | goal |" + "".join(f" {size:,} shares |" for size in measured)]
    lines.append("| --- | --- |" + " --- |" * len(measured))
    for rows in zip(*measured.values(), strict=True):
        cells = "".join(f" {row.cell()} |" for row in rows)
        lines.append(f"| {rows[0].what} | {rows[0].goal} |{cells}")
    return "\n".join(lines)


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


def keep(report):
    """Puts the tables into the document, in place of the former ones."""
    text = DOCUMENT.read_text()
    before, _begin, rest = text.partition(BEGIN)
    _former, _end, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{report}\n{END}{after}")


if __name__ == "__main__":
    main([int(one.replace("_", "")) for one in sys.argv[1:]] or SIZES)
