"""Everything that the law wants on the paper is found in the text of the sealed file."""

import pytest

from releases.actions import keep_record
from releases.document import fingerprint, render_document
from releases.models import FormVersion
from tests import factories as make
from tests.records.conftest import run_together, text_of
from tests.releases.test_forms_of_law import PART2, STATEMENTS

pytestmark = pytest.mark.django_db

# 45 CFR 164.508(c)(1), and 42 CFR 2.31(a) where it has a number of its own: English, Spanish.
ELEMENTS = {
    "(c)(1)(i), 2.31(a)(3) what": (
        ["What may be told", "Progress summary", "Records of a substance use treatment programme"],
        ["Resumen de su progreso", "Datos de un programa de tratamiento por uso de sustancias"],
    ),
    "(c)(1)(i) about which dates": (["From 1 March 2026 on"], ["Desde el 1 de marzo de 2026"]),
    "(c)(1)(ii), 2.31(a)(2) who tells": (
        ["Who may tell Dr. Lee"],
        ["Quién puede informar Dr. Lee"],
    ),
    "(c)(1)(iii), 2.31(a)(4)(i) who hears": (
        ["Who may hear Dr. Stone"],
        ["Quién puede recibir la información Dr. Stone"],
    ),
    "(c)(1)(iv), 2.31(a)(5) each purpose": (
        ["Working together on my care", "Payment"],
        ["Para que trabajen juntos en mi atención"],
    ),
    "(c)(1)(v), 2.31(a)(7) until when": (
        ["From the signature until 1 March 2027"],
        ["Desde la firma hasta el 1 de marzo de 2027"],
    ),
    "(c)(1)(vi), 2.31(a)(8) signature": (["Elena Castillo"], ["Elena Castillo"]),
    "(c)(1)(vi), 2.31(a)(9) date": (["Signed on"], ["Firmado el"]),
    "(c)(1)(vi) authority of a representative": (["Parent: Elena Castillo"], [": Elena Castillo"]),
    "2.31(a)(1) whose records": (["Client Leo Castillo"], ["Leo Castillo"]),
}
LAW = ELEMENTS | STATEMENTS | PART2


@pytest.fixture(params=["en", "es"])
def record(request, leo, mother, therapist, psychiatrist):
    """The language, and all that stands in the file of a mother's signature in it."""
    language = request.param
    make.change(therapist.provider, name="Dr. Lee", credentials="")
    make.change(psychiatrist.provider, name="Dr. Stone", credentials="")
    release = make.request(
        leo.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["progress", "substance_use_part2"],
        purposes=["care_coordination", "payment"],
        information_from="2026-03-01",
        expires_at="2027-03-01T17:00:00Z",
        signed_by="representative",
    )
    form = FormVersion.objects.newest("general", language)
    shown = render_document(release, form)
    words = {"form_version": form, "language": language, "shown": shown}
    make.signature(
        release,
        mother.user,
        representative=mother.authority,
        shown_sha256=fingerprint(shown),
        **words,
    )
    make.change(release, signed_at=make.ago(minutes=1))
    return language, text_of(bytes(keep_record(release=release, by=mother.user).file))


def test_the_file_has_every_element_and_every_statement(record):
    language, text = record
    missing = [
        (law, words)
        for law, row in LAW.items()
        for words in row[language == "es"]
        if run_together(words) not in text
    ]
    assert missing == []
