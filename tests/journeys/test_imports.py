"""A spreadsheet with errors: uploaded, put right, imported, looked at, and taken back."""

import os
from pathlib import Path

import pytest

from providers.models import Provider
from tests import factories as make
from tests.journeys.doors import enter

HEAD = "Clinician,Role,NPI,Mail,Tel,Address,Town,State,Zip,Practice"
ROWS = [
    "{tag} Helen Park,Therapist,1234567893,helen@example.org,503 555 0142,12 Harbor St,Portland,"
    "OR,97204,{place}",
    "{tag} Otto Brandt,Psychiatrist,1679576722,otto@example.org,12,,,,,",
    "{tag} Nina Wolf,Juggler,123,nina@example.org,,,,,,",
    "{tag} Omar Reyes,Nurse,,omar@example.org,,,,,,Nowhere Clinic",
    "{tag} Lena Fox,Social worker,,lena@example.org,,9 Elm St,Boston,MA,2139,",
]


def sheet(tag, place):
    rows = [row.format(tag=tag, place=place) for row in ROWS]
    return {
        "name": f"{tag}.csv",
        "mimeType": "text/csv",
        "buffer": "\r\n".join([HEAD, *rows]).encode(),
    }


def take(here, name):
    """A picture for whoever wants to look, into the folder that PICTURES names."""
    if folder := os.environ.get("PICTURES"):
        width = here.page.viewport_size["width"]
        path = Path(folder) / f"import-{name}-{width}.png"
        here.page.screenshot(path=path, full_page=True)


@pytest.mark.long
@pytest.mark.parametrize("scripts", [True, False])
def test_an_import_with_errors(window, look, scripts):
    tag = f"Im{look['viewport']['width']}{'a' if scripts else 'b'}"
    place = make.organization(f"{tag} Practice")
    ruth = enter(window(scripts=scripts, **look), make.staff("Ruth Adler", is_directory_admin=True))
    ruth.open("/directory/").follow("Imports").follow("Import a file")
    take(ruth, "add")
    ruth.page.locator("[name=file]").set_input_files(sheet(tag, place.name))
    ruth.press("Upload").sees("What are the columns?")
    ruth.page.select_option("[name=name]", "")
    take(ruth, "columns")
    ruth.press("Check the file").sees("Choose the column with the names")
    ruth.page.select_option("[name=name]", "Clinician")
    ruth.press("Check the file")
    until(ruth, scripts, "nothing is changed yet")
    ruth.sees("3 rows have errors", "1 membership begins", f"{tag} Helen Park")
    take(ruth, "ready")
    ruth.follow("See the errors").sees("Juggler", "Nowhere Clinic", "NPI must be 10 digits")
    take(ruth, "errors")
    with ruth.page.expect_download() as saved:
        ruth.page.get_by_role("link", name="errors.csv").click()
    assert "Juggler" in Path(saved.value.path()).read_text("utf-8-sig")
    ruth.follow(f"{tag}.csv").press("Import these rows")
    until(ruth, scripts, "The import was finished")
    take(ruth, "done")
    assert Provider.objects.filter(name__startswith=tag).count() == 2
    ruth.page.get_by_text("Undo this import").click()
    ruth.press("Undo all of it")
    until(ruth, scripts, "The import was undone")
    take(ruth, "undone")
    assert not Provider.objects.filter(name__startswith=tag).exists()
    ruth.open("/directory/imports/").sees(f"{tag}.csv", "Undone")
    take(ruth, "list")


def until(here, scripts, sentence):
    """The page says so by itself; without JavaScript whoever waits looks again."""
    for _look in range(60):
        if scripts:
            here.page.get_by_text(sentence).first.wait_for(timeout=60_000)
        if sentence in here.text:
            return
        here.page.wait_for_timeout(1000)
        here.reload()
    raise AssertionError(here.text)
