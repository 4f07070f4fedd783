"""The receipt of a stop: sealed, complete, for one person, and checked by anybody."""

import subprocess
from io import BytesIO

import pytest
from django.utils.timezone import localtime
from pypdf import PdfReader

from coordination.actions import disclose
from ledger.models import Entry, Verb
from releases.actions import receipting, revoke, stop_all
from releases.actions.stopping import stop_as_told
from releases.models import StopReceipt
from releases.sealing.verdicts import NOT_OURS, Verdict, verdict_on
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt
from tests.pages.reading import words
from tests.records.conftest import run_together, text_of
from tests.records.test_pages import check  # noqa: F401
from tests.records.test_seals import changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def stopped(ana, psychiatrist, open_share, as_web):
    """Julian opened a note; then Ana stopped it."""
    with as_web(psychiatrist.user):
        disclose(share_id=open_share.pk, provider=psychiatrist.provider, by=psychiatrist.user)
    with as_web(ana.user):
        revoke(release=psychiatrist.release, by=ana.user)
    psychiatrist.release.refresh_from_db()
    return psychiatrist.release


def receipt(person, release):
    return person.http.get(f"/releases/{release.pk}/stop/receipt/")


def test_the_page_offers_it_and_it_is_a_file_without_a_name(stopped, ana):
    page = ana.http.get(f"/releases/{stopped.pk}/stop/")
    assert f"/releases/{stopped.pk}/stop/receipt/" in page.content.decode()
    answer = receipt(ana, stopped)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="accord-receipt-')


def test_it_says_what_was_stopped_when_by_whom_and_what_was_opened(stopped, ana):
    text = text_of(receipt(ana, stopped).content)
    for said in (
        "Client Ana Moreno",
        "Miriam Stone tells Julian Okafor",
        f"Stopped {localtime(stopped.revoked_at):%-d %B %Y, %H:%M:%S}",
        f"({stopped.revoked_at:%Y-%m-%d %H:%M:%S} UTC)",
        "Stopped by Ana Moreno",
        "Medications and changes to them",
        "Julian Okafor; Miriam Stone",
        "Julian Okafor opened",
        str(stopped.pk),
        "It is a receipt and permits nothing.",
    ):
        assert run_together(said) in text


def test_it_is_tagged_and_in_the_language_of_the_page(stopped, ana):
    make.change(ana.user, language="es")
    file = PdfReader(BytesIO(receipt(ana, stopped).content))
    root = file.trailer["/Root"]
    assert root["/Lang"] == "es"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_what_a_client_said_is_told_with_who_wrote_it_down(ana, therapist, psychiatrist, as_web):
    with as_web(therapist.user):
        facts = {"how": "oral", "told_by": "Ana Moreno", "told_on": "2026-11-20"}
        stop_as_told(release=psychiatrist.release, by=therapist.user, **facts)
    text = text_of(receipt(ana, psychiatrist.release).content)
    assert run_together("Written down by Miriam Stone") in text
    assert run_together("Ana Moreno said so on 20 November 2026.") in text


def test_one_for_all_that_was_stopped(ana, therapist, psychiatrist, stranger, as_web):
    other = make.release(
        ana.client, disclosers=[therapist.provider], recipients=[stranger.provider]
    )
    with as_web(ana.user):
        stop_all(client=ana.client, by=ana.user)
    assert "/stop/receipt/" in ana.http.get("/stop/").content.decode()
    text = text_of(ana.http.get("/stop/receipt/").content)
    for one in (psychiatrist.release, other):
        assert str(one.pk) in text
    assert run_together("Miriam Stone tells Victor Lang") in text


def test_where_nothing_was_stopped_there_is_none(ana, psychiatrist):
    assert receipt(ana, psychiatrist.release).url == f"/releases/{psychiatrist.release.pk}/stop/"
    assert ana.http.get("/stop/receipt/").url == "/stop/"
    assert not StopReceipt.objects.exists()


def test_asked_for_again_it_is_the_same_file_with_one_line(stopped, ana):
    assert receipt(ana, stopped).content == receipt(ana, stopped).content
    line = Entry.objects.get(verb=Verb.RECEIPT_SEALED)
    kept = StopReceipt.objects.get()
    assert (line.client, line.release_ids) == (ana.client.pk, [stopped.pk])
    assert line.detail == {"sha256": kept.sha256, "key": kept.key}
    assert "We sealed a receipt of what was stopped" in words(ana.http.get("/history/"))


def test_anybody_can_check_it_and_learns_nothing_else(stopped, ana, check):  # noqa: F811
    file = receipt(ana, stopped).content
    answer = check(file)
    assert "Genuine and unchanged" in answer
    assert "It is a receipt: it says what was stopped, and when. It permits nothing." in answer
    assert "in force now" not in answer
    assert "Not genuine, or changed" in check(file[:-1])
    for word in ("Ana", "Moreno", "Stone", "Okafor"):
        assert word not in answer


def test_every_change_of_it_is_found(stopped, ana):
    file = receipt(ana, stopped).content
    assert verdict_on(file) == Verdict(genuine=True, is_receipt=True)
    assert {verdict_on(one) for one in changed(file, 50)} == {NOT_OURS}


def test_debians_tools_agree(stopped, ana, tool, tmp_path):
    path = tmp_path / "receipt.pdf"
    path.write_bytes(receipt(ana, stopped).content)
    for name, package, options, said in (
        ("qpdf", "qpdf", "--check", "No syntax or stream encoding errors found"),
        ("pdfsig", "poppler-utils", "-nocert", "Signature is Valid"),
    ):
        command = [tool(name, package), options, path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert said in done.stdout


def test_a_file_that_cannot_be_made_leaves_a_sentence(stopped, ana, monkeypatch):
    monkeypatch.setattr(receipting, "typeset", lambda *_: 1 / 0)
    answer = ana.http.get(f"/releases/{stopped.pk}/stop/receipt/", follow=True)
    assert "be made just now. Nothing is lost. Try again in an hour." in words(answer)


def test_it_is_for_the_person_who_asked_alone(stopped, ana, therapist, sam, as_web):
    receipt(ana, stopped)
    for person, sees in ((ana, True), (therapist, False), (sam, False)):
        with as_web(person.user):
            assert StopReceipt.objects.exists() is sees


@pytest.mark.parametrize(
    ("who", "what", "sha256", "outcome"),
    [
        ("ana", "stopped", "encode(sha256('x'), 'hex')", 1),
        ("ana", "stopped", "'y'", "receipt_hash_matches"),
        ("ana", "open", "encode(sha256('x'), 'hex')", "receipt_of_what_was_stopped"),
        ("ana", "nothing", "encode(sha256('x'), 'hex')", "receipt_of_what_was_stopped"),
        ("therapist", "stopped", "encode(sha256('x'), 'hex')", NOT_ALLOWED),
    ],
)
def test_the_database_keeps_only_honest_ones(
    request, as_web, stopped, ana, therapist, stranger, who, what, sha256, outcome
):
    person = request.getfixturevalue(who)
    still_on = make.release(
        ana.client, disclosers=[therapist.provider], recipients=[stranger.provider]
    )
    releases = {"stopped": [stopped.pk], "open": [still_on.pk], "nothing": []}[what]
    insert = (
        "insert into releases_stopreceipt (id, client_id, user_id, releases, language, file,"
        f" sha256, key) values (uuidv7(), %s, %s, %s::uuid[], 'en', 'x', {sha256}, '')"
    )
    with as_web(person.user):
        assert attempt(insert, ana.client.pk, person.user.pk, releases) == outcome


def test_it_is_never_changed_not_even_by_the_owner(stopped, ana):
    receipt(ana, stopped)
    assert attempt("update releases_stopreceipt set key = 'x'") == "receipt_is_kept"
    assert attempt("delete from releases_stopreceipt") == "receipt_is_kept"
