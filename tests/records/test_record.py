"""What a signed record says, and that everybody can read it."""

import hashlib
from io import BytesIO

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override
from pypdf import PdfReader

from releases.actions import keep_record
from releases.document import fingerprint, render_document, statements_of
from releases.models import FormVersion
from releases.sealing.contents import contents_of
from releases.sealing.keys import own_seal
from releases.sealing.typesetting import typeset
from tests import factories as make
from tests.records.conftest import run_together, text_of

pytestmark = pytest.mark.django_db


def sign(release, signer, form, **facts):
    """The evidence of a signature under this very form."""
    shown = render_document(release, form)
    return make.signature(
        release,
        signer,
        form_version=form,
        language=form.language,
        shown=shown,
        shown_sha256=fingerprint(shown),
        **facts,
    )


def record_of(release, ana):
    make.change(release, signed_at=make.ago(minutes=1))
    return bytes(keep_record(release=release, by=ana.user).file)


def test_the_words_stand_in_it_as_they_were_shown(signed, pdf):
    shown = strip_tags(signed.signatures.get().shown)
    assert run_together(shown) in text_of(pdf)


def test_each_statement_of_each_form_stands_in_it(ana, therapist, psychiatrist):
    for form in FormVersion.objects.all():
        alone = form.instrument != "general"
        release = make.request(
            ana.client,
            disclosers=[therapist.provider],
            recipients=[psychiatrist.provider],
            instrument=form.instrument,
            categories=[form.instrument] if alone else ["progress", "substance_use_part2"],
        )
        sign(release, ana.user, form)
        text = text_of(record_of(release, ana))
        missing = [one for one in statements_of(release, form) if run_together(one) not in text]
        assert (str(form), missing) == (str(form), [])


@pytest.mark.parametrize(
    "said",
    [
        "Ana María Moreno",
        "Records of a substance use treatment programme",
        "password, authenticator app",
        "203.0.113.7",
        "Mozilla/5.0 (of a test)",
        "The client",
        "English",
        "in the words of esign en v1",
        "http://localhost:8000/verify/",
    ],
)
def test_the_evidence_says(pdf, said):
    evidence = text_of(pdf).partition("Theevidenceofthesignature")[2]
    assert run_together(said) in evidence


def test_the_evidence_names_hash_form_time_key_and_ids(signed, kept, pdf):
    signature = signed.signatures.get()
    evidence = text_of(pdf).partition("Theevidenceofthesignature")[2]
    for said in (
        signature.shown_sha256,
        hashlib.sha256(signature.drawing).hexdigest(),
        f"{signature.agreement.at:%Y-%m-%d %H:%M:%S} UTC",
        str(signature.form_version),
        f"{signature.at:%Y-%m-%d %H:%M:%S} UTC",
        kept.key,
        str(signed.pk),
        str(signature.pk),
    ):
        assert run_together(said) in evidence


def test_the_exact_bytes_of_the_screen_are_attached(signed, pdf):
    signature = signed.signatures.get()
    (attached,) = PdfReader(BytesIO(pdf)).attachments["words-1.html"]
    assert attached.decode() == signature.shown
    assert fingerprint(attached.decode()) == signature.shown_sha256


def test_the_drawing_and_the_code_have_a_description(pdf):
    figures = [one["/Alt"] for one in elements(tree_in(pdf)) if one["/S"] == "/Figure"]
    assert figures == [
        "The drawn signature of Ana María Moreno",
        "A code that leads to the page where files are checked",
    ]


def test_a_representative_is_named_with_their_authority(leo, mother, therapist, psychiatrist):
    release = make.request(
        leo.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        signed_by="representative",
    )
    make.signature(release, mother.user, representative=mother.authority)
    make.change(release, signed_at=make.ago(minutes=1))
    text = text_of(bytes(keep_record(release=release, by=mother.user).file))
    assert run_together(f"Parent: {mother.authority.name}") in text


def test_a_spanish_signature_gives_a_spanish_record(ana, therapist, psychiatrist):
    release = make.request(
        ana.client, disclosers=[therapist.provider], recipients=[psychiatrist.provider]
    )
    sign(release, ana.user, FormVersion.objects.newest("general", "es"))
    with override("en"):
        file = PdfReader(BytesIO(record_of(release, ana)))
    assert file.trailer["/Root"]["/Lang"] == "es"
    assert "Español" in file.pages[-1].extract_text()


def test_a_screen_reader_finds_tags_title_and_language(signed, pdf):
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert PdfReader(BytesIO(pdf)).metadata.title.startswith("Signed record ")
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_headings_lists_and_links_are_tagged_as_such(pdf):
    kinds = {str(one["/S"]) for one in elements(tree_in(pdf))}
    assert {"/H1", "/H2", "/L", "/LI", "/LBody", "/Link", "/P"} <= kinds


def tree_in(pdf):
    return PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]


def elements(element):
    """All elements in the tree of tags."""
    if "/S" in element:
        yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and kid.get("/Type") != "/OBJR":
            yield from elements(kid)


@pytest.mark.parametrize(
    "name", ["Łukasz Nuñez-Østergård", "Đặng Thị Ánh", "Ὀδυσσεύς", "Ірина", "שירה", "محمد"]
)
def test_a_name_in_other_letters_is_set(ana, signed, name):
    contents = contents_of(signed, own_seal())
    contents["words"][0]["document"] = [name]
    text = text_of(typeset(contents, signed.signed_at))
    # From right to left, its letters may be read in either order.
    assert name.replace(" ", "") in text or name[::-1] in text or set(name) <= set(text)


def test_letters_without_a_typeface_become_numbers_and_a_sentence(signed, ana):
    nowhere = "\U0010fffd"
    contents = contents_of(signed, own_seal())
    contents["words"][0] |= {"document": [f"Ana {nowhere}"], "exact": nowhere}
    file = typeset(contents, signed.signed_at)
    assert "Ana[U+10FFFD]" in text_of(file)
    assert run_together("Their Unicode numbers stand in their place") in text_of(file)
    assert PdfReader(BytesIO(file)).attachments["words-1.html"][0].decode() == nowhere


def test_nothing_that_people_write_is_markup(signed):
    written = '#panic() *strong* $x$ \\ "quoted" @label <b>'
    contents = contents_of(signed, own_seal())
    contents["words"][0]["document"] = [written]
    assert run_together(written) in text_of(typeset(contents, signed.signed_at))
