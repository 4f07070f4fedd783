"""When a record is made, what the ledger says of it, and who may read or change it."""

import hashlib

import pytest

from ledger.models import Entry, Verb
from releases.actions import NoRecordError, keep_record, keeping, sign
from releases.document import fingerprint, form_of, render_document
from releases.models import SignedRecord
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(ana, therapist, psychiatrist):
    return make.request(
        ana.client, disclosers=[therapist.provider], recipients=[psychiatrist.provider]
    )


def sign_it(release, ana):
    document = render_document(release, form_of(release, "en"))
    return sign(
        release=release,
        by=ana.user,
        typed_name="Ana Moreno",
        shown_sha256=fingerprint(document),
        language="en",
    )


def test_the_record_is_made_once_the_signature_is_safe(
    waiting, ana, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sign_it(waiting, ana)
        assert not SignedRecord.objects.exists()
    assert SignedRecord.objects.get().release == waiting


def test_signing_twice_keeps_one_record(waiting, ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sign_it(waiting, ana)
        sign_it(waiting, ana)
    assert SignedRecord.objects.count() == 1
    assert Entry.objects.filter(verb=Verb.RELEASE_RECORDED).count() == 1


def test_a_typesetter_that_fails_undoes_no_signature(
    waiting, ana, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(keeping, "typeset", broken)
    with django_capture_on_commit_callbacks(execute=True):
        sign_it(waiting, ana)
    waiting.refresh_from_db()
    assert waiting.signed_at
    assert f"ALERT record: none was made of {waiting.pk} (NoRecordError)" in caplog.text
    assert "Ana" not in caplog.text


def test_what_failed_is_made_when_somebody_asks(signed, ana, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "typeset", broken)
        with pytest.raises(NoRecordError, match="ValueError"):
            keep_record(release=signed, by=ana.user)
    assert keep_record(release=signed, by=ana.user) == SignedRecord.objects.get()


def broken(record, at):
    raise ValueError("Ana Moreno is a name")


def test_whoever_comes_second_gets_the_first_ones_record(signed, ana, monkeypatch):
    """Another request keeps its record while ours is being set."""
    first = keeping.made_of(signed)
    second = keeping.made_of(signed)

    def meanwhile(release):
        first.save(force_insert=True)
        return second

    monkeypatch.setattr(keeping, "made_of", meanwhile)
    assert keep_record(release=signed, by=ana.user) == first
    assert not Entry.objects.filter(verb=Verb.RELEASE_RECORDED).exists()


def test_asking_again_gives_the_same_bytes(signed, kept, ana):
    again = keep_record(release=signed, by=ana.user)
    assert bytes(again.file) == bytes(kept.file)


def test_the_ledger_has_the_hash_of_the_whole_file(signed, kept, ana):
    line = Entry.objects.about(ana.client.pk).first()
    assert (line.verb, line.release_ids) == (Verb.RELEASE_RECORDED, [signed.pk])
    sha256 = hashlib.sha256(bytes(kept.file)).hexdigest()
    assert line.detail == {"sha256": sha256, "key": kept.key}


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        ("ana", True),
        ("therapist", True),
        ("psychiatrist", True),
        ("gp", False),
        ("stranger", False),
        ("sam", False),
    ],
)
def test_whoever_sees_the_release_sees_its_record(kept, request, as_web, reader, sees):
    with as_web(request.getfixturevalue(reader).user):
        assert SignedRecord.objects.filter(pk=kept.pk).exists() is sees


@pytest.mark.parametrize(
    ("maker", "outcome"),
    [
        ("ana", 1),
        ("therapist", 1),
        ("psychiatrist", NOT_ALLOWED),
        # To them the release is not there at all.
        ("sam", "record_of_a_signed_release"),
    ],
)
def test_it_is_made_on_the_clients_side(signed, request, as_web, maker, outcome):
    person = request.getfixturevalue(maker)
    insert = (
        "insert into releases_signedrecord (id, release_id, file, sha256, key)"
        " values (uuidv7(), %s, 'x', encode(sha256('x'), 'hex'), '')"
    )
    with as_web(person.user):
        assert attempt(insert, signed.pk) == outcome


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("update releases_signedrecord set key = 'x'", "record_is_kept"),
        ("delete from releases_signedrecord", "record_is_kept"),
    ],
)
def test_it_is_never_changed_not_even_by_the_owner(kept, change, constraint):
    assert attempt(change) == constraint


def test_its_hash_is_that_of_its_bytes(signed):
    insert = (
        "insert into releases_signedrecord (id, release_id, file, sha256, key)"
        " values (uuidv7(), %s, 'x', 'y', '')"
    )
    assert attempt(insert, signed.pk) == "record_hash_matches"


def test_there_is_none_of_what_nobody_signed(waiting):
    insert = (
        "insert into releases_signedrecord (id, release_id, file, sha256, key)"
        " values (uuidv7(), %s, 'x', encode(sha256('x'), 'hex'), '')"
    )
    assert attempt(insert, waiting.pk) == "record_of_a_signed_release"


def test_nobody_learns_more_by_the_public_question_than_yes_or_no(kept, as_web):
    with as_web():
        assert value("select record_in_force(%s)", kept.sha256) is True
        assert value("select record_in_force(%s)", "0" * 64) is None
        assert run("select * from releases_signedrecord") == []
