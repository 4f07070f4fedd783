"""Paper on the pages: printing the form, recording it, and what the client reads of it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from releases.models import PaperOriginal
from releases.paper import printed
from tests import factories as make
from tests import scans
from tests.pages.reading import words
from tests.pictures import chunk, png
from tests.records.conftest import text_of


@pytest.fixture
def waiting(ana, therapist, psychiatrist):
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
        categories=["goals", "hiv_sti"],
    )


def at(name, release):
    return reverse(name, args=[release.pk])


def file(content=scans.KEPT["application/pdf"], name="scan.pdf", media="application/pdf"):
    return SimpleUploadedFile(name, content, media)


@pytest.fixture
def record(waiting, therapist):
    """Sends the form; what is sent otherwise, and by whom, is the test's own."""

    def send(by=therapist, **entered):
        sent = {
            "code": printed(waiting, "en").code,
            "signers": ["client"],
            "signed_on": timezone.localdate(),
            "initialled": ["hiv_sti"],
            "scan": file(),
            "attested": "on",
        }
        return by.http.post(at("record_paper", waiting), sent | entered)

    return send


def test_the_form_is_printed_as_it_is_today(therapist, waiting):
    page = words(therapist.http.get(at("print_form", waiting)))
    paper = printed(waiting, "en")
    for line in (
        "Who may hear Julian Okafor, MD",
        "Your initials for: HIV and other sexually transmitted infections",
        "If you sign for somebody: as what",
        f"Reference {paper.reference} · Code {paper.code}",
        f"general en v{paper.form.version} · English",
        paper.sha256,
    ):
        assert line in page


def test_it_is_printed_in_the_clients_language(therapist, waiting):
    page = words(therapist.http.get(at("print_form", waiting), {"in": "es"}))
    assert printed(waiting, "es").code in page
    assert "Español" in page


def test_a_client_prints_the_same_with_the_same_code(ana, waiting):
    make.change(waiting, asked_categories=waiting.categories)
    page = words(ana.http.get(at("review_paper", waiting)))
    assert f"Code {printed(waiting, 'en').code}" in page


def test_what_is_recorded_is_in_force_and_read_by_everybody(ana, therapist, psychiatrist, record):
    page = words(record() and therapist.http.get(reverse("today")))
    assert "Recorded. From now on it is in force." in page
    original = PaperOriginal.objects.select_related("release").get()
    said = f"recorded by {original.attested_by.name}"
    for person, name in ((therapist, "release_page"), (ana, "release_receipt")):
        assert said in words(person.http.get(at(name, original.release)))
    assert "Julian Okafor" in words(ana.http.get(reverse("client_home")))
    history = words(ana.http.get(reverse("access_history")))
    assert "Miriam Stone wrote down that a permission was signed on paper" in history


def test_the_receipt_leads_to_the_stop_in_one_step(ana, record):
    record()
    release = PaperOriginal.objects.get().release
    page = ana.http.get(at("release_receipt", release))
    assert "This is not mine, or it looks wrong? Stop it now" in words(page)
    assert at("stop_sharing", release) in page.content.decode()


def test_the_scan_is_for_the_client_and_who_treats_them(ana, therapist, psychiatrist, record):
    record()
    release = PaperOriginal.objects.get().release
    for person, name in ((therapist, "paper_original"), (ana, "signed_paper")):
        answer = person.http.get(at(name, release))
        assert answer.content == scans.KEPT["application/pdf"]
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith('attachment; filename="accord-')
    assert psychiatrist.http.get(at("paper_original", release)).status_code == 404


def test_the_other_party_gets_the_record_and_not_the_scan(therapist, psychiatrist, record):
    canary = b"canary-in-the-margin"
    record(scan=file(png(extra=chunk(b"tEXt", b"Comment\0" + canary))))
    release = PaperOriginal.objects.get().release
    kept = therapist.http.get(at("signed_record", release)).content
    assert psychiatrist.http.get(at("signed_record", release)).content == kept
    said = text_of(kept)
    for words_of_it in ("Signedonpaperon", "Isawthesignedoriginal", "MiriamStone,LCSW"):
        assert words_of_it in said
    assert PaperOriginal.objects.get().sha256 in said
    assert canary not in kept
    assert set(PdfReader(BytesIO(kept)).attachments) == {"words-1.html"}
    assert "Download the scan" not in words(psychiatrist.http.get(at("release_page", release)))


def test_a_name_of_a_file_says_nothing_and_does_nothing(therapist, record):
    record(scan=file(name='../../Ana"\r\nX-Evil: 1.pdf'))
    answer = therapist.http.get(at("paper_original", PaperOriginal.objects.get().release))
    assert "Ana" not in answer["Content-Disposition"]
    assert "X-Evil" not in answer


def test_a_scan_that_does_not_open_is_said_and_not_given(therapist, record, settings):
    record()
    release = PaperOriginal.objects.get().release
    settings.SECRET_KEY, browser = "another key " * 5, make.signed_in
    http = browser(therapist.user)
    page = http.get(at("paper_original", release), follow=True)
    assert "The scan can't be opened just now." in words(page)


WRONG = [
    ({"code": "0000-0000"}, "This is not the code of a form that waits"),
    ({"code": ""}, "Enter the code at the foot of the paper"),
    ({"signers": []}, "Choose who signed it"),
    ({"signed_on": timezone.localdate() + timedelta(days=1)}, "must not be in the future"),
    ({"signed_on": timezone.localdate() - timedelta(days=1)}, "before the day of the request"),
    ({"signed_on": "yesterday"}, "Enter the day beside the signature as day, month and year"),
    ({"initialled": []}, "Only a paper with initials beside each of these"),
    ({"attested": ""}, "Tick that you saw the signed original"),
    ({"scan": ""}, "Choose the file with the scan"),
    ({"scan": file(b"<svg/>", "a.pdf")}, "Choose a PDF, PNG or JPEG file"),
    ({"scan": file(b"%PDF-1.7", "a.pdf")}, "damaged or locked"),
    ({"scan": file(bytes(5 * 2**20))}, "The file is larger than 4 MB"),
]


@pytest.mark.parametrize(("entered", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_recorded(record, entered, sentence):
    answer = record(**entered)
    assert sentence in words(answer)
    assert "There is a problem" in words(answer)
    assert not PaperOriginal.objects.exists()


def test_the_client_or_others_but_not_both(leo, mother, play_therapist, stranger):
    release = make.request(
        leo.client,
        disclosers=[play_therapist.provider],
        recipients=[stranger.provider],
        proposed_by=play_therapist.provider,
    )
    sent = {"signers": ["client", str(mother.authority.pk)]}
    page = words(play_therapist.http.post(at("record_paper", release), sent))
    assert "Choose the client, or those who signed for the client" in page


def test_the_page_says_what_opens(ana, therapist, psychiatrist, waiting):
    make.share(
        make.item(therapist.provider, ana.client, categories=["goals"]), psychiatrist.provider
    )
    page = words(therapist.http.get(at("record_paper", waiting)))
    assert "Could be opened at once" in page
    waiting.refresh_from_db()
    assert waiting.signed_at is None


def test_an_older_proof_of_who_it_is_is_not_enough(therapist, waiting):
    http = make.signed_in(therapist.user, proved_ago=timedelta(minutes=16))
    answer = http.get(at("record_paper", waiting))
    assert "reauthenticate" in answer.url


@pytest.mark.parametrize("name", ["print_form", "record_paper"])
def test_what_is_answered_is_neither_printed_nor_recorded(therapist, psychiatrist, name):
    answer = therapist.http.get(at(name, psychiatrist.release))
    assert answer.url == at("release_page", psychiatrist.release)


# What a client began alone nobody else knows of


@pytest.fixture
def begun(ana, therapist, stranger):
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        asked_categories=["goals"],
    )


def test_what_the_client_began_is_recorded_by_nobody(ana, therapist, begun):
    assert therapist.http.get(at("record_paper", begun)).status_code == 404
    page = words(ana.http.get(at("review_paper", begun)))
    assert "Ask them to send you a request for the same." in page
