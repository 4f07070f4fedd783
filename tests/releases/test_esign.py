"""Agreeing to sign online: once for each person, in words that are kept, or on paper."""

import hashlib
import tomllib
from importlib import import_module

import pytest

from ledger.models import Entry, Verb
from releases.actions import NothingSignedError, sign
from releases.actions.agreeing import NotAgreedError, agree_to_sign_online, sign_on_paper_only
from releases.document import fingerprint, form_of, render_document
from releases.esign import agreement_of, terms_for, words_of
from releases.models import EsignAgreement, EsignTerms, Signature
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt
from tests.languages.reading_level import fernandez_huerta, flesch_kincaid

loaded = import_module("releases.migrations.0010_esign")
FILES = sorted(loaded.FOLDER.glob("*.toml"))
# What 15 U.S.C. 7001(c)(1) says must be told first, and where a reader finds it.
LAW = {
    "(B)(i)(I) on paper": ("paper", "You may sign on paper", "firme en papel"),
    "(B)(i)(II) taking it back": ("withdraw", "at any time", "cuando quiera"),
    "(B)(i)(II) what follows": ("withdraw", "you sign on paper", "lo firma en papel"),
    "(B)(i)(II) no fee": ("withdraw", "You pay nothing", "No paga nada"),
    "(B)(ii) scope": ("scope", "nothing else", "De nada más"),
    "(B)(iii) how to take it back": ("withdraw", "choose Signing online", "elija Firmar en línea"),
    "(B)(iii) how to be reached": ("contact", "choose E-mail address", "elija Correo electrónico"),
    "(B)(iv) a copy on paper": ("copies", "on paper, ask your clinic", "pídala en su clínica"),
    "(B)(iv) what a copy costs": ("copies", "You pay nothing", "No paga nada"),
    "(C)(i) what one needs": ("machine", "opens PDF files", "abra archivos PDF"),
    "(D) when that changes": ("machine", "ask you again", "le preguntamos otra vez"),
}


@pytest.fixture
def newcomer(ana, waiting):
    """Ana, before she agreed to anything."""
    ana.user = make.user("Ana Moreno", agreed=False)
    make.change(ana.client, user=ana.user)
    waiting.client = ana.client
    return ana


def agree(person, language="en", **facts):
    shown = fingerprint(words_of(terms_for(language)))
    facts = {"shown_sha256": shown, "code": "4K7PQM"} | facts
    return agree_to_sign_online(by=person.user, language=language, **facts)


def sign_it(release, person):
    shown = fingerprint(render_document(release, form_of(release, "en")))
    facts = {"typed_name": "Ana Moreno", "shown_sha256": shown, "language": "en"}
    return sign(release=release, by=person.user, **facts)


def newer_terms():
    for one in EsignTerms.objects.filter(version=1):
        EsignTerms.objects.create(
            language=one.language, version=2, title=one.title, statements=one.statements
        )


def statement(path, code):
    terms = tomllib.loads(path.read_text())
    return next(one["text"] for one in terms["statements"] if one["code"] == code)


@pytest.mark.parametrize("row", LAW.values(), ids=LAW)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_terms_tell_what_the_law_asks(path, row):
    code, english, spanish = row
    assert (english if path.name.startswith("en") else spanish) in statement(path, code)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_terms_are_plain_and_frozen(path):
    terms = loaded.terms_in(path.name, loaded.TERMS[path.name])
    text = "\n".join(one["text"] for one in terms["statements"])
    if terms["language"] == "en":
        assert flesch_kincaid(text) <= 8
    else:
        assert fernandez_huerta(text) >= 70
    with pytest.raises(ValueError, match="was changed"):
        loaded.terms_in(path.name, "0" * 64)


def test_the_spanish_terms_name_the_text_that_they_translate():
    english, spanish = FILES
    terms = tomllib.loads(spanish.read_text())
    assert terms["translates"] == hashlib.sha256(english.read_bytes()).hexdigest()
    codes = [
        [one["code"] for one in tomllib.loads(file.read_text())["statements"]] for file in FILES
    ]
    assert codes[0] == codes[1]


def test_who_has_not_agreed_signs_nothing_online(newcomer, waiting, as_web):
    with as_web(newcomer.user), pytest.raises(NothingSignedError, match="agree to it first"):
        sign_it(waiting, newcomer)
    assert not waiting.signatures.exists()


def test_who_agreed_signs_and_the_signature_names_the_agreement(newcomer, waiting, as_web):
    with as_web(newcomer.user):
        agreement = agree(newcomer)
        assert sign_it(waiting, newcomer).agreement == agreement


def test_the_words_are_kept_with_their_hash_and_a_line(newcomer, as_web):
    with as_web(newcomer.user):
        agreement = agree(newcomer, "es")
        assert agree(newcomer, "es") == agreement
    agreement.refresh_from_db()
    assert "Puede firmar en papel" in agreement.shown
    assert agreement.shown_sha256 == hashlib.sha256(agreement.shown.encode()).hexdigest()
    (line,) = Entry.objects.filter(verb=Verb.ESIGN_AGREED)
    assert (line.actor, line.client) == (newcomer.user.pk, None)
    assert line.detail == {"terms": "esign es v1", "shown_sha256": agreement.shown_sha256}


def test_words_that_changed_meanwhile_are_not_agreed_to(newcomer, as_web):
    with as_web(newcomer.user), pytest.raises(NotAgreedError, match="read them again"):
        agree(newcomer, shown_sha256="0" * 64)
    assert agreement_of(newcomer.user) is None


def test_a_new_version_asks_anew(ana, waiting, as_web):
    newer_terms()
    assert agreement_of(ana.user) is None
    with as_web(ana.user):
        assert agree(ana).version == 2
        sign_it(waiting, ana)


def test_taking_it_back_ends_signing_online_and_undoes_nothing(ana, waiting, as_web):
    with as_web(ana.user):
        signature = sign_it(waiting, ana)
        sign_on_paper_only(by=ana.user)
        sign_on_paper_only(by=ana.user)
    waiting.refresh_from_db()
    assert waiting.in_force.lower == waiting.signed_at
    assert agreement_of(ana.user) is None
    assert Signature.objects.get(pk=signature.pk).agreement.withdrawn_at
    assert Entry.objects.filter(verb=Verb.ESIGN_WITHDRAWN).count() == 1
    with as_web(ana.user):
        assert agree(ana) != signature.agreement


# What the database keeps, whatever the site tries


INSERT = (
    "insert into releases_signature (id, release_id, signer_id, role, typed_name, initialled,"
    " form_version_id, language, shown, shown_sha256, authenticated_by, user_agent, at,"
    " agreement_id) select uuidv7(), %s, %s, 'client', 'Ana', '{}', id, 'en', 'words',"
    " encode(sha256('words'), 'hex'), '', '', now(), %s from releases_formversion limit 1"
)


@pytest.mark.parametrize("lacking", ["none", "another's", "taken back", "an older version"])
def test_the_site_cannot_sign_without_an_agreement_in_force(ana, sam, waiting, as_web, lacking):
    agreement = agreement_of(sam.user if lacking == "another's" else ana.user)
    if lacking == "taken back":
        make.change(agreement, withdrawn_at=make.ago(seconds=1))
    if lacking == "an older version":
        newer_terms()
    given = None if lacking == "none" else agreement.pk
    with as_web(ana.user):
        assert attempt(INSERT, waiting.pk, ana.user.pk, given) == "signature_is_agreed"


def test_with_one_it_can(ana, waiting, as_web):
    with as_web(ana.user):
        assert attempt(INSERT, waiting.pk, ana.user.pk, agreement_of(ana.user).pk) == 1


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ("update releases_esignagreement set shown = 'x' where id = %s", "esign_agreement_is_kept"),
        ("update releases_esignagreement set at = now() where id = %s", "esign_agreement_is_kept"),
        ("delete from releases_esignagreement where id = %s", "esign_agreement_is_kept"),
    ],
)
def test_an_agreement_is_never_changed_not_even_by_the_owner(ana, change, outcome):
    assert attempt(change, agreement_of(ana.user).pk) == outcome


def test_it_is_taken_back_once_and_by_the_person_alone(ana, sam, as_web):
    back = "update releases_esignagreement set withdrawn_at = '2001-01-01Z' where id = %s"
    agreement = agreement_of(ana.user)
    with as_web(sam.user):
        assert attempt(back, agreement.pk) == NO_ROW
    with as_web(ana.user):
        assert attempt(back, agreement.pk) == 1
        assert attempt(back, agreement.pk) == "esign_agreement_is_kept"
    agreement.refresh_from_db()
    assert agreement.withdrawn_at > make.ago(minutes=5)


def test_nobody_agrees_in_anothers_name(newcomer, sam, as_web):
    insert = (
        "insert into releases_esignagreement (id, user_id, terms_id, version, shown, shown_sha256,"
        " code, at) select uuidv7(), %s, id, version, 'x', encode(sha256('x'), 'hex'), '1', now()"
        " from releases_esignterms limit 1"
    )
    with as_web(sam.user):
        assert attempt(insert, newcomer.user.pk) == NOT_ALLOWED
    with as_web(newcomer.user):
        assert attempt(insert, newcomer.user.pk) == 1


def test_words_that_somebody_agreed_to_are_fixed(ana):
    change = "update releases_esignterms set title = 'x'"
    assert attempt(change) == "esign_terms_agreed_are_fixed"


@pytest.mark.parametrize(
    ("reader", "sees"), [("ana", True), ("therapist", True), ("stranger", False), ("sam", False)]
)
def test_whoever_sees_the_signature_sees_the_agreement(
    request, ana, psychiatrist, as_web, reader, sees
):
    with as_web(request.getfixturevalue(reader).user):
        assert EsignAgreement.objects.filter(user=ana.user).exists() is sees
