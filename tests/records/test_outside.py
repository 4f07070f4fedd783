"""What others make of our files: qpdf and poppler, as Debian has them."""

import subprocess

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(pdf, tmp_path):
    path = tmp_path / "record.pdf"
    path.write_bytes(pdf)
    return path


def told(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_qpdf_finds_nothing_wrong(file, tool):
    status, said = told(tool("qpdf", "qpdf"), "--check", file)
    assert (status, "No syntax or stream encoding errors found" in said) == (0, True)


def test_pdfsig_finds_one_valid_signature_over_the_whole_file(file, tool):
    _status, said = told(tool("pdfsig", "poppler-utils"), "-nocert", file)
    assert said.count("Signature #") == 1
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_pdfsig_finds_a_flipped_bit_in_what_the_seal_covers(file, pdf, tool):
    middle = pdf.index(b"stream") + 40
    file.write_bytes(pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :])
    _status, said = told(tool("pdfsig", "poppler-utils"), "-nocert", file)
    assert "Signature is Valid" not in said


def test_the_words_are_read_in_the_order_of_the_screen(file, tool):
    status, said = told(tool("pdftotext", "poppler-utils"), "-enc", "UTF-8", file, "-")
    labels = ["Client", "Who may tell", "Who may hear", "Direction", "What may be told"]
    places = [said.index(label) for label in labels]
    assert (status, places) == (0, sorted(places))


def test_every_typeface_is_embedded(file, tool):
    _status, said = told(tool("pdffonts", "poppler-utils"), file)
    fonts = [line.split() for line in said.splitlines()[2:]]
    assert fonts
    assert {line[-5] for line in fonts} == {"yes"}
