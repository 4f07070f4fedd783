"""An import as a directory admin meets it on the pages."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.importing.showing import Progress
from providers.models import Import, Provider
from tests.providers.importing.conftest import HELEN, OTTO, sheet, worked

pytestmark = pytest.mark.django_db
PAGES = "/directory/imports/"


def upload(person, content, name="people.csv"):
    file = SimpleUploadedFile(name, content)
    return person.http.post(f"{PAGES}add/", {"file": file}, follow=True)


def send(person, page, **facts):
    return person.http.post(page, facts, follow=True).content.decode()


def newest():
    return Import.objects.order_by("-created_at").first()


def test_from_the_file_to_the_summary(directory_admin):
    text = upload(directory_admin, sheet(HELEN, OTTO, "=Nobody,123,,,,,,,,")).content.decode()
    assert "What are the columns?" in text
    one = newest()
    page = f"{PAGES}{one.pk}/"
    text = send(directory_admin, f"{page}columns/", **one.mapping)
    assert "Being checked" in text
    worked()
    text = directory_admin.http.get(page).content.decode()
    assert "nothing is changed yet" in text
    assert "Helen Park" in text
    assert "1 row has errors" in text
    text = send(directory_admin, f"{page}confirm/", sha256=one.sha256)
    assert "The import has begun" in text
    worked()
    text = directory_admin.http.get(page).content.decode()
    assert "The import was finished" in text
    assert "Undo all of it" in text
    assert Provider.objects.filter(name="Helen Park").exists()
    send(directory_admin, f"{page}undo/")
    worked()
    assert "The import was undone" in directory_admin.http.get(page).content.decode()


def test_columns_are_chosen_once_each_and_names_are_needed(directory_admin):
    upload(directory_admin, sheet(HELEN))
    one = newest()
    page = f"{PAGES}{one.pk}/columns/"
    assert "Choose the column with the names" in send(directory_admin, page, npi="NPI")
    assert "chosen above already" in send(directory_admin, page, name="Name", email="Name")
    both = {"licence_ends": "Phone", "licence_ends_day_first": "City"}
    assert "Choose one: the month first" in send(directory_admin, page, name="Name", **both)
    assert newest().state == Import.State.UPLOADED


def test_the_errors_are_a_page_and_a_safe_file(directory_admin, desk):
    one = desk.checked(sheet('"=HYPERLINK(1)",123,@x,,Therapist,,,,,'))
    text = directory_admin.http.get(f"{PAGES}{one.pk}/errors/").content.decode()
    assert "NPI must be 10 digits" in text
    file = directory_admin.http.get(f"{PAGES}{one.pk}/errors.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[0][:3] == ["Line", "Column", "Value"]
    values = [row[2] for row in rows[1:]]
    assert "'=HYPERLINK(1)" in values
    assert not [value for value in values if value.startswith(("=", "+", "-", "@"))]


def test_errors_go_on_after_the_first_fifty(directory_admin, desk):
    one = desk.checked(sheet(*[f"Nobody {number},123,,,Therapist,,,,," for number in range(70)]))
    page = f"{PAGES}{one.pk}/errors/"
    assert directory_admin.http.get(page).content.decode().count('<th scope="row">') == 50
    last = one.faults.order_by("line", "id")[49]
    rest = directory_admin.http.get(page, {"after": last.pk}).content.decode()
    assert rest.count('<th scope="row">') == 20


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"Name,Name\r\nA,B", "same name"),
        (b"\xd0\xcf\x11\xe0rest", "locked by a password"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(directory_admin, content, sentence):
    assert sentence in upload(directory_admin, content).content.decode()
    assert not Import.objects.exists()


def test_the_same_file_leads_to_its_import(directory_admin, desk):
    one = desk.imported(sheet(HELEN))
    answer = upload(directory_admin, sheet(HELEN), "other name.csv")
    assert answer.redirect_chain[-1][0] == f"{PAGES}{one.pk}/"
    assert "This very file was uploaded before" in answer.content.decode()


def test_a_file_may_be_larger_than_other_files_and_not_larger_than_its_limit(
    directory_admin, settings
):
    settings.UPLOAD_LIMIT = 100
    content = sheet(HELEN, OTTO)
    assert "What are the columns?" in upload(directory_admin, content).content.decode()
    settings.IMPORT_LIMIT = 200
    text = upload(directory_admin, content + b"\r\n").content.decode()
    assert "manage.py import_directory" in text
    assert Import.objects.count() == 1


def test_a_confirmation_of_another_file_is_refused(directory_admin, desk):
    one = desk.checked(sheet(HELEN))
    text = send(directory_admin, f"{PAGES}{one.pk}/confirm/", sha256="0" * 64)
    assert "This is not the file that you looked at" in text
    assert newest().state == Import.State.READY


def test_columns_can_be_chosen_again(directory_admin, desk):
    one = desk.checked(sheet(HELEN, "Nobody,1,,,,,,,,"))
    assert "What are the columns?" in send(directory_admin, f"{PAGES}{one.pk}/again/")
    assert not one.faults.exists()
    mapping = {name: column for name, column in one.mapping.items() if name != "npi"}
    send(directory_admin, f"{PAGES}{one.pk}/columns/", **mapping)
    worked()
    one.refresh_from_db()
    assert (one.state, one.new, one.wrong) == (Import.State.READY, 1, 1)
    assert one.faults.get().column == "Profession"


def test_too_late_to_cancel_says_so(directory_admin, desk):
    one = desk.imported(sheet(HELEN))
    assert "It is too late for that" in send(directory_admin, f"{PAGES}{one.pk}/cancel/")


def test_progress_says_rows_rate_and_time_left():
    half = Progress(done=50_000, total=100_000, part=0.5, passed=300)
    assert half.detail == "50,000 of 100,000 rows, 167 a second, about 5 minutes left"
    assert Progress(done=1200, total=0, part=0, passed=4).detail == "1,200 rows, 300 a second"
    assert Progress(done=0, total=0, part=0, passed=0).detail == "0 rows"


def test_the_page_asks_by_itself_only_while_something_goes_on(directory_admin, desk):
    one = desk.checked(sheet(HELEN))
    assert "hx-trigger" not in directory_admin.http.get(f"{PAGES}{one.pk}/").content.decode()
    desk.confirm(one)
    assert "hx-trigger" in directory_admin.http.get(f"{PAGES}{one.pk}/").content.decode()
    now = directory_admin.http.get(f"{PAGES}{one.pk}/now/").content.decode()
    assert now.strip().startswith("<div")


def test_the_list_takes_as_many_queries_for_many_as_for_one(directory_admin, desk):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert directory_admin.http.get(PAGES).status_code == 200
        return len(asked)

    desk.checked(sheet(HELEN))
    queries()
    before = queries()
    for number in range(3):
        desk.checked(sheet(HELEN, OTTO, str(number)))
    assert queries() == before


def test_a_file_comes_in_at_the_server_too(directory_admin, therapist, tmp_path, capsys):
    path = tmp_path / "people.csv"
    path.write_bytes(sheet(HELEN))
    call_command("import_directory", path, by=directory_admin.user.email)
    assert f"{PAGES}{newest().pk}/" in capsys.readouterr().out
    call_command("import_directory", path, by=directory_admin.user.email)
    assert "uploaded before" in capsys.readouterr().out
    for file, by, sentence in [
        (path, therapist.user.email, "keeps the directory"),
        (tmp_path / "none.csv", directory_admin.user.email, "cannot be opened"),
    ]:
        with pytest.raises(CommandError, match=sentence):
            call_command("import_directory", file, by=by)
