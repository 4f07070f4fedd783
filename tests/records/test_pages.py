"""The pages: getting a signed record, and having any file checked."""

import html
import itertools
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from releases.actions import keeping
from releases.models import SignedRecord
from releases.sealing.contents import reference_of
from tests import factories as make

pytestmark = pytest.mark.django_db

# The page answers one address thirty times a minute; each test comes from another one.
_addresses = (f"198.51.100.{number}" for number in itertools.cycle(range(1, 255)))


@pytest.fixture
def check(client):
    """What the public page says about some bytes."""
    address = next(_addresses)

    def check(content, name="file.pdf"):
        sent = {"file": SimpleUploadedFile(name, content, "application/pdf")}
        return said(client.post("/verify/", sent, REMOTE_ADDR=address))

    return check


def said(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


@pytest.mark.parametrize(("who", "where"), [("ana", "copy"), ("therapist", "record")])
def test_the_record_is_downloaded_under_a_name_that_tells_nothing(signed, request, who, where):
    http = request.getfixturevalue(who).http
    response = http.get(f"/releases/{signed.pk}/{where}/")
    name = f"accord-{reference_of(signed)}.pdf"
    assert response.content == bytes(SignedRecord.objects.get().file)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Cache-Control"] == "no-store"


def test_the_other_side_gets_the_same_file_once_it_is_kept(signed, kept, psychiatrist):
    assert psychiatrist.http.get(f"/releases/{signed.pk}/record/").content == bytes(kept.file)


def test_the_other_side_is_offered_no_file_that_is_not_there_yet(signed, psychiatrist):
    page = psychiatrist.http.get(f"/releases/{signed.pk}/")
    assert b"Download" not in page.content
    answer = psychiatrist.http.get(f"/releases/{signed.pk}/record/")
    assert answer.url == f"/releases/{signed.pk}/"


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("ana", "/releases/{}/receipt/"),
        ("ana", "/releases/{}/review/done/"),
        ("therapist", "/releases/{}/"),
        ("psychiatrist", "/releases/{}/"),
    ],
)
def test_the_pages_of_a_permission_lead_to_the_file(signed, kept, request, who, page):
    content = request.getfixturevalue(who).http.get(page.format(signed.pk)).content.decode()
    assert re.search(rf'href="/releases/{signed.pk}/(copy|record)/"', content)


def test_a_stranger_finds_nothing(signed, kept, stranger, sam):
    assert stranger.http.get(f"/releases/{signed.pk}/record/").status_code == 404
    assert sam.http.get(f"/releases/{signed.pk}/copy/").status_code == 404


def test_a_file_that_cannot_be_made_leaves_a_sentence(signed, ana, monkeypatch):
    monkeypatch.setattr(keeping, "typeset", lambda *_: 1 / 0)
    answer = ana.http.get(f"/releases/{signed.pk}/copy/", follow=True)
    assert "The file can't be made just now. Nothing is lost." in html.unescape(
        answer.content.decode()
    )


def test_the_history_tells_that_the_file_was_sealed(signed, kept, ana):
    assert "We sealed a file of what was signed" in said(ana.http.get("/history/"))


def test_a_genuine_file_is_called_so_and_in_force(check, pdf):
    answer = check(pdf)
    assert "Genuine, unchanged and in force" in answer


def test_a_stopped_one_is_called_genuine_and_not_in_force(check, signed, pdf):
    make.change(signed, revoked_at=make.ago(seconds=1))
    answer = check(pdf)
    assert "Genuine, but not in force" in answer
    assert "unchanged and in force" not in answer


def test_a_changed_one_is_called_so_whatever_its_release(check, pdf):
    answer = check(pdf[:-1] + b"\r")
    assert "Not genuine, or changed" in answer
    assert "force now" not in answer


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7 " * 1000, b"x" * (5 * 2**20)])
def test_anything_else_is_not_genuine(check, content):
    assert "Not genuine, or changed" in check(content)


def test_the_answer_names_nobody(check, pdf, ana, therapist, psychiatrist):
    answer = check(pdf)
    for word in ("Ana", "Moreno", "Stone", "Okafor", "rogress", "ubstance", "file.pdf"):
        assert word not in answer


def test_without_a_file_the_page_says_what_to_do(client):
    answer = client.post("/verify/", REMOTE_ADDR=next(_addresses))
    assert "Choose the file that we should check" in said(answer)


def test_the_page_asks_for_the_token_of_its_form(pdf):
    from tests.roles import WebClient

    answer = WebClient(enforce_csrf_checks=True).post("/verify/", {"x": "y"})
    assert answer.status_code == 403


def test_whoever_asks_too_often_has_to_wait(client):
    address = next(_addresses)
    answers = [client.post("/verify/", REMOTE_ADDR=address).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_every_page_leads_to_the_check(client):
    assert b'href="/verify/"' in client.get("/help/").content
