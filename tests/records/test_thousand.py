"""What is seen is what is signed: by the pages, for a thousand releases that chance has made."""

import hashlib
import random
import re
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ledger.models import Entry, Verb
from releases.models import Purpose, Signature, SignedRecord
from tests import factories as make
from tests.languages.test_speaking import switch
from tests.pages.reading import words
from tests.pictures import png, sent

pytestmark = pytest.mark.django_db
SEED = 20261126
KINDS = ["goals", "progress", "medications", "hiv_sti", "substance_use_part2", "trauma_violence"]
SENSITIVE = {"hiv_sti", "substance_use_part2", "trauma_violence"}
REASONS = ["", "So that both know", '<b>&amp; "quoted"</b>', "Đặng Thị Ánh, שירה", "日本 \u2028 x"]
NAMES = ["Ana Moreno", "Ana María Moreno-Ruiz", "Ánh", "O'Neill & <Sons>"]
NOTHING = {"en": "Nothing was signed.", "es": "No se firmó nada."}


def a_request(chance, ana, therapist, psychiatrist):
    kinds = chance.sample(KINDS, chance.randint(1, len(KINDS)))
    return make.request(
        ana.client,
        proposed_by=therapist.provider,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=kinds,
        asked_categories=kinds,
        purposes=chance.sample(Purpose.values, chance.randint(1, 3)),
        direction=chance.choice(["one_way", "two_way"]),
        information_from=chance.choice([None, "2026-03-01"]),
        reason=chance.choice(REASONS),
        expires_at=make.ahead(days=chance.randint(1, 360)),
    )


def answer_to(page, chance, kinds):
    """What a person sends from the page as it is, and the hash of the words that stand on it."""
    text = page.content.decode()
    shown = re.search(r'<div class="letter" id="words">(.*?)</div>\n<h2>', text, re.DOTALL)[1]
    drawing = png(chance.randint(10, 90)) if chance.random() < 0.3 else None
    return hashlib.sha256(shown.encode()).hexdigest(), {
        "typed_name": chance.choice(NAMES),
        "shown_sha256": re.search(r'name="shown_sha256" value="(\w{64})"', text)[1],
        "drawing": sent(drawing) if drawing else "",
    } | {f"initials_{one}": "AM" for one in SENSITIVE & set(kinds)}


def sign_by_the_pages(chance, ana, release):
    """The hash of what was on the screen when it was signed; what was changed meanwhile is not."""
    language = chance.choice(["en", "es"])
    switch(ana.http, language)
    there = reverse("review_sign", args=[release.pk])
    seen, sending = answer_to(ana.http.get(there), chance, release.categories)
    if chance.random() < 0.2:
        make.change(release, expires_at=make.ahead(days=361))
        assert NOTHING[language] in words(ana.http.post(there, sending))
        assert not release.signatures.exists()
        seen, sending = answer_to(ana.http.get(there), chance, release.categories)
    assert ana.http.post(there, sending).url == reverse("review_done", args=[release.pk])
    return seen


def hashes_of(release):
    """The same hash from wherever it is kept: the row, its words, the file, the ledger."""
    signature = Signature.objects.get(release=release)
    file = bytes(SignedRecord.objects.get(release=release).file)
    (attached,) = PdfReader(BytesIO(file)).attachments["words-1.html"]
    line = Entry.objects.get(verb=Verb.RELEASE_SIGNED, subject_id=release.pk)
    return {
        signature.shown_sha256,
        hashlib.sha256(signature.shown.encode()).hexdigest(),
        hashlib.sha256(attached).hexdigest(),
        line.detail["shown_sha256"],
    }


@pytest.mark.parametrize("times", [5, pytest.param(1000, marks=pytest.mark.long)])
def test_what_was_seen_was_signed_and_is_kept(
    ana, therapist, psychiatrist, django_capture_on_commit_callbacks, times
):
    chance = random.Random(SEED)
    for _time in range(times):
        release = a_request(chance, ana, therapist, psychiatrist)
        with django_capture_on_commit_callbacks(execute=True):
            seen = sign_by_the_pages(chance, ana, release)
        assert hashes_of(release) == {seen}
