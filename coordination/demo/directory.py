"""What waits for Ruth, who keeps the directory: a file to import, and somebody who is in twice."""

from pathlib import Path
from tempfile import TemporaryDirectory

from providers.actions import imports
from providers.models import Licence, Provider
from providers.synthetic import write_practice
from providers.synthetic.practice import AS_CSV

ROWS = 40


def leave_for_ruth(cast):
    """The same steps as on the page; nothing of the file is in the directory before she says so."""
    with TemporaryDirectory() as folder:
        write_practice(Path(folder), rows=ROWS, seed=1)
        with (Path(folder) / AS_CSV).open("rb") as file:
            imports.keep_file(file=file, name="Clackamas practice.csv", by=cast.keeper)
    twice = Provider.objects.create(
        name="Brandt, Olga", profession="other", taxonomy=["133V00000X"], standing="unverified"
    )
    known = cast.providers["brandt"].licences.get()
    Licence.objects.create(
        provider=twice, state=known.state, number=known.number.replace(" ", "-"), ends=known.ends
    )
