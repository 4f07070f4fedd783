"""The forms: every statement that the law asks for, in both languages, in plain words, frozen."""

import hashlib
import re
import tomllib
from html import unescape
from importlib import import_module

import pytest
from django.utils.html import strip_tags

from releases.document import form_of, render_document
from releases.models import Category, FormVersion, Instrument
from tests import factories as make
from tests.languages.reading_level import (
    english_syllables,
    fernandez_huerta,
    flesch_kincaid,
    spanish_syllables,
)

loaded = import_module("releases.migrations.0005_forms_of_law")
FILES = sorted(loaded.FOLDER.glob("*.toml"))
NAMES = {"tellers": "Dr. Lee", "hearers": "Dr. Stone", "client": "Ana"}
NAMES |= {"disclosers": NAMES["tellers"], "recipients": NAMES["hearers"]}

# What LAW says must stand on the paper, and words by which a reader finds it there.
STATEMENTS = {
    "164.508(c)(2)(i) can be taken back, in writing, how": (
        ["You can take this back at any time", "write to Dr. Lee"],
        ["Puede retirar este permiso cuando quiera", "escriba a Dr. Lee"],
    ),
    "164.508(c)(2)(i) what was relied on stays": (
        ["What was shared while the permission was in force cannot be taken back"],
        ["Lo que se compartió mientras el permiso valía no se puede deshacer"],
    ),
    "164.508(c)(2)(ii) care does not depend on it": (
        ["Dr. Lee will not refuse, delay or change your care, payment or benefits"],
        ["nadie le va a negar, demorar ni cambiar su atención, sus pagos o sus beneficios"],
    ),
    "164.508(c)(2)(iii) may be shared further": (
        ["may be able to share", "Federal privacy rules may then no longer protect", "Dr. Stone"],
        ["podría dar", "puede que las leyes federales de privacidad ya no l", "Dr. Stone"],
    ),
    "164.508(c)(4) a copy": (
        ["You get a copy of what you sign"],
        ["Usted recibe una copia de lo que firma"],
    ),
}
PART2 = {
    "2.31(a)(4)(iii) and (a)(10)(i) redisclosure": (
        ["use and share them again as HIPAA allows", "may then no longer protect them"],
        ["darl", "a otros, según la ley HIPAA", "Puede que la Parte 2", "ya no l"],
    ),
    "2.31(a)(4)(iii) not against the client": (
        ["may not be used against you in court or other proceedings without your permission"],
        ["no se pueden usar contra usted en la corte ni en otro proceso sin su permiso"],
    ),
    "2.31(a)(10)(ii) what refusing means": (
        ["cannot be shared between Dr. Lee and Dr. Stone", "Your care here goes on"],
        ["no se pueden compartir entre Dr. Lee y Dr. Stone", "Su atención aquí sigue igual"],
    ),
}
ALONE = {
    "164.508(b)(3)(ii) and 2.31(b) alone": (
        ["This form is about these notes and nothing else"],
        ["Esta hoja trata solo de esas notas y de nada más"],
    )
}
ASKED = [
    ("general", ["goals"], STATEMENTS),
    ("general", ["goals", "substance_use_part2"], STATEMENTS | PART2),
    ("psychotherapy_notes", ["psychotherapy_notes"], STATEMENTS | ALONE),
    ("sud_counseling_notes", ["sud_counseling_notes"], STATEMENTS | PART2 | ALONE),
]
ROWS = [
    pytest.param(instrument, kinds, row, language, id=f"{instrument} {language} {name}")
    for instrument, kinds, rows in ASKED
    for name, row in rows.items()
    for language in ("en", "es")
]


@pytest.fixture
def asked(ana, therapist, psychiatrist):
    """A request between Dr. Lee and Dr. Stone."""
    make.change(therapist.provider, name="Dr. Lee", credentials="")
    make.change(psychiatrist.provider, name="Dr. Stone", credentials="")
    return make.request(
        ana.client, disclosers=[therapist.provider], recipients=[psychiatrist.provider]
    )


def words_of(release, language):
    """What the document says, without its tags."""
    html = render_document(release, form_of(release, language))
    return " ".join(unescape(strip_tags(html)).split())


@pytest.mark.parametrize(("instrument", "kinds", "row", "language"), ROWS)
def test_the_document_makes_the_statement(asked, instrument, kinds, row, language):
    asked = make.change(asked, instrument=instrument, categories=kinds)
    said = words_of(asked, language)
    assert [one for one in row[language == "es"] if one not in said] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_ordinary_release_says_nothing_about_part_2(asked, language):
    assert "Part" not in words_of(asked, language)


def test_on_a_two_way_release_both_sides_promise_and_may_share(asked):
    said = words_of(make.change(asked, direction="two_way"), "en")
    assert "Dr. Lee; Dr. Stone will not refuse" in said
    assert "This goes for Dr. Lee; Dr. Stone." in said


def test_the_document_says_in_spanish_who_what_why_and_when(asked):
    asked = make.change(asked, categories=["goals", "hiv_sti"], information_from="2026-03-01")
    said = words_of(asked, "es")
    for words in (
        "Autorización para compartir información",
        "Quién puede informar Dr. Lee",
        "Quién puede recibir la información Dr. Stone",
        "Metas y cómo van; VIH y otras infecciones de transmisión sexual",
        "Desde el 1 de marzo de 2026",
        "Para que trabajen juntos en mi atención",
        "Hoja general es v2",
    ):
        assert words in said


def test_another_language_is_another_document_and_says_so(asked):
    english, spanish = (render_document(asked, form_of(asked, one)) for one in ("en", "es"))
    assert (english[:15], spanish[:15]) == ('<div lang="en">', '<div lang="es">')
    assert english != spanish


@pytest.mark.parametrize("instrument", Instrument.values)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_instrument_has_its_form(db, instrument, language):
    form = FormVersion.objects.newest(instrument, language)
    assert {one["code"] for one in form.statements} >= {"choice", "revoke", "redisclosure", "copy"}


def form_in(path):
    return tomllib.loads(path.read_text())


def filled(path):
    return "\n".join(one["text"].format(**NAMES) for one in form_in(path)["statements"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_form_is_plain(path):
    if form_in(path)["language"] == "en":
        assert flesch_kincaid(filled(path)) <= 8
    else:
        assert fernandez_huerta(filled(path)) >= 70


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_form_that_was_loaded_is_frozen(path):
    assert loaded.form_in(path.name, loaded.FORMS[path.name])["title"]


def test_a_changed_form_is_refused():
    with pytest.raises(ValueError, match=r"general\.en\.2\.toml was changed"):
        loaded.form_in("general.en.2.toml", "0" * 64)


@pytest.mark.parametrize(
    "path", [one for one in FILES if ".es." in one.name], ids=lambda path: path.name
)
def test_a_translation_names_the_very_text_that_it_translates(path):
    english = path.with_name(path.name.replace(".es.", ".en."))
    assert form_in(path)["translates"] == hashlib.sha256(english.read_bytes()).hexdigest()
    shape = [
        [
            (one["code"], one.get("when"), set(re.findall(r"{\w+}", one["text"])))
            for one in form_in(file)["statements"]
        ]
        for file in (path, english)
    ]
    assert shape[0] == shape[1]


def test_every_standard_kind_has_a_spanish_name(db):
    assert not Category.objects.filter(label_es="").exists()


def test_a_kind_without_a_spanish_name_keeps_its_own(db, settings):
    from django.utils.translation import override

    with override("es"):
        assert Category(code="x", label="Sleep diary").name == "Sleep diary"
        assert Category(code="x", label="Sleep", label_es="Sueño").name == "Sueño"


@pytest.mark.parametrize(
    ("word", "count"),
    [("care", 1), ("shared", 1), ("people", 2), ("privacy", 3), ("information", 4), ("notes", 1)],
)
def test_english_syllables_are_counted(word, count):
    assert english_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("que", 1), ("país", 2), ("información", 4), ("leer", 2), ("ley", 1), ("guía", 2)],
)
def test_spanish_syllables_are_counted(word, count):
    assert spanish_syllables(word) == count


def test_law_language_is_noticed_as_hard():
    hard = (
        "Notwithstanding the aforementioned authorization, redisclosure by the recipient of "
        "individually identifiable information may consequently be unprotected."
    )
    assert flesch_kincaid(hard) > 8
    duro = (
        "No obstante la autorización anteriormente mencionada, la divulgación ulterior de "
        "información individualmente identificable podría consecuentemente quedar desprotegida."
    )
    assert fernandez_huerta(duro) < 70
