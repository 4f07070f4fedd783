"""A paper that was signed: recorded once, by who treats the client, and then like any other."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from accounts.scans import Scan
from ledger.clock import clock
from ledger.models import Verb
from releases.actions import NothingSignedError, revoke
from releases.actions.paper import record_paper, scan_of
from releases.models import FormVersion, PaperOriginal, SignedBy
from releases.paper import original_of, printed, printed_with
from releases.validity import validity_problems
from tests import factories as make
from tests import scans
from tests.attempts import NOT_ALLOWED, attempt
from tests.written import last_line, lines, promises

SCAN = scans.KEPT["image/png"]


def recording(release, by, **facts):
    facts = {
        "paper": printed(release, "en"),
        "signers": [],
        "initialled": [],
        "signed_on": timezone.localdate(),
        "scan": Scan(SCAN, "image/png"),
    } | facts
    return record_paper(release=release, by=by.user, **facts)


def test_it_is_in_force_from_the_moment_of_recording(ana, therapist, waiting, as_web):
    make.change(waiting, requested_at=make.ago(days=5))
    before = clock()
    with as_web(therapist.user):
        original = recording(waiting, therapist, signed_on=make.ago(days=1).date())
    waiting.refresh_from_db()
    assert before < waiting.in_force.lower == original.at
    assert waiting.in_force.upper == waiting.expires_at
    assert waiting.signed_by == SignedBy.CLIENT
    assert validity_problems(waiting, clock()) == []


def test_what_waited_opens_by_itself_and_closes_with_the_stop(
    ana, therapist, psychiatrist, waiting, as_web
):
    note = make.item(therapist.provider, ana.client, categories=["goals"])
    share = make.share(note, psychiatrist.provider)
    with as_web(therapist.user):
        recording(waiting, therapist)
    share.refresh_from_db()
    waiting.refresh_from_db()
    assert share.consent == [(waiting.signed_at, waiting.expires_at)]
    with as_web(ana.user):
        stopped = revoke(release=waiting, by=ana.user)
    share.refresh_from_db()
    assert share.consent == [(waiting.signed_at, stopped)]


def test_the_words_and_who_signed_are_kept_as_for_any_other(ana, therapist, waiting, as_web):
    with as_web(therapist.user):
        recording(waiting, therapist, paper=printed(waiting, "es"))
    signature = waiting.signatures.get()
    assert (signature.typed_name, signature.signer, signature.language) == (
        "Ana Moreno",
        None,
        "es",
    )
    assert signature.shown_sha256 == sha256(signature.shown.encode()).hexdigest()
    assert signature.original.attested_by == therapist.provider


def test_the_scan_is_sealed_in_the_table_and_opens_for_the_client(ana, therapist, waiting, as_web):
    with as_web(therapist.user):
        recording(waiting, therapist)
    row = PaperOriginal.objects.get()
    assert SCAN[:16] not in bytes(row.scan)
    assert row.sha256 == sha256(SCAN).hexdigest()
    with as_web(ana.user):
        assert scan_of(original_of(waiting)) == SCAN


def test_the_line_and_the_letters(ana, therapist, psychiatrist, waiting, as_web):
    with as_web(therapist.user):
        recording(waiting, therapist)
    assert lines(ana.client) == [Verb.PAPER_RECORDED]
    line = last_line(ana.client)
    assert (line.actor, line.acting_for) == (therapist.user.pk, ana.client.pk)
    assert line.detail["scan_sha256"] == sha256(SCAN).hexdigest()
    assert promises(waiting) == {
        ("release_receipt", ana.user.pk),
        ("release_answered", therapist.user.pk),
        ("release_answered", psychiatrist.user.pk),
    }


def test_the_same_twice_is_one_and_another_is_refused(ana, therapist, waiting, as_web):
    with as_web(therapist.user):
        assert recording(waiting, therapist) == recording(waiting, therapist)
        with pytest.raises(NothingSignedError, match="waits for no signature any more"):
            recording(waiting, therapist, scan=Scan(scans.pdf(), "application/pdf"))
    assert lines(ana.client) == [Verb.PAPER_RECORDED]
    assert waiting.signatures.count() == 1


def test_it_takes_the_place_of_what_it_renews(ana, therapist, psychiatrist, as_web):
    old = psychiatrist.release
    renewal = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
        supersedes=old,
    )
    with as_web(therapist.user):
        recording(renewal, therapist)
    old.refresh_from_db()
    renewal.refresh_from_db()
    assert renewal.signed_at <= old.superseded_at


@pytest.mark.parametrize("who", ["psychiatrist", "gp", "stranger", "ana", "privacy_officer"])
def test_nobody_else_records_anything(request, waiting, as_web, who):
    person, paper = request.getfixturevalue(who), printed(waiting, "en")
    with as_web(person.user), pytest.raises(type(waiting).DoesNotExist):
        recording(waiting, person, paper=paper)
    assert not PaperOriginal.objects.exists()


def test_a_suspended_provider_records_nothing(therapist, waiting, as_web):
    paper = printed(waiting, "en")
    make.change(therapist.provider, standing="suspended")
    with as_web(therapist.user), pytest.raises(type(waiting).DoesNotExist):
        recording(waiting, therapist, paper=paper)


# Why nothing is recorded: what happens before, what is recorded, what is said


def answered(release):
    make.change(release, declined_at=make.ago(minutes=1))
    return {}


def late(release):
    make.change(release, requested_at=make.ago(days=40), answer_by=make.ago(days=10))
    return {}


def sensitive(release):
    make.change(release, categories=["goals", "hiv_sti", "genetic"])
    return {"initialled": ["hiv_sti"]}


def another_form(release):
    paper = printed(release, "en")
    form = FormVersion.objects.newest("psychotherapy_notes", "en")
    return {"paper": type(paper)(form, paper.document, paper.reference)}


def on(days):
    return lambda _release: {"signed_on": timezone.localdate() + timedelta(days=days)}


REFUSED = [
    (answered, "waits for no signature any more"),
    (late, "waits for no signature any more"),
    (sensitive, "Each sensitive kind needs initials"),
    (another_form, "The paper is another form"),
    (on(3), "The day must lie between"),
    (on(-3), "The day must lie between"),
    (lambda _release: {"initialled": ["hiv_sti"]}, "Each sensitive kind needs initials"),
]


@pytest.mark.parametrize(("before", "sentence"), REFUSED)
def test_nothing_is_recorded_and_a_sentence_says_why(
    ana, therapist, waiting, as_web, before, sentence
):
    facts = before(waiting)
    with as_web(therapist.user), pytest.raises(NothingSignedError, match=sentence):
        recording(waiting, therapist, **facts)
    assert (PaperOriginal.objects.count(), waiting.signatures.count()) == (0, 0)
    assert lines(ana.client) == []


# Who signed for a child


@pytest.fixture
def for_leo(leo, mother, play_therapist, stranger):
    own = play_therapist.provider
    return make.request(
        leo.client, disclosers=[own], recipients=[stranger.provider], proposed_by=own
    )


def test_both_parents_sign_one_paper(mother, father, play_therapist, for_leo, as_web):
    signers = [mother.authority, father.authority]
    with as_web(play_therapist.user):
        recording(for_leo, play_therapist, signers=signers, assent="agrees")
    for_leo.refresh_from_db()
    names = for_leo.signatures.values_list("typed_name", "representative")
    assert set(names) == {(one.name, one.pk) for one in signers}
    assert for_leo.majority_at.year == for_leo.client.born.year + 18
    assert validity_problems(for_leo, clock()) == []


def ended(authority, _leo):
    make.change(authority, during=(make.ago(days=9), make.ago(days=1)))


def unverified(authority, _leo):
    make.change(authority, verified_at=None, verified_by=None)


def grown_up(_authority, leo):
    make.change(leo.client, born=leo.client.born.replace(year=2000))


def somebody_elses(authority, _leo):
    make.change(authority, client=make.client("Other Child"))


@pytest.mark.parametrize("before", [ended, unverified, grown_up, somebody_elses])
def test_who_has_no_authority_signed_nothing(leo, mother, play_therapist, for_leo, as_web, before):
    before(mother.authority, leo)
    for_leo.refresh_from_db()
    with as_web(play_therapist.user), pytest.raises(NothingSignedError, match="no authority"):
        recording(for_leo, play_therapist, signers=[mother.authority], assent="agrees")


@pytest.mark.parametrize(
    ("born", "signers", "assent", "sentence"),
    [
        (2017, True, "", "Choose what the child thinks of it"),
        (2017, False, "agrees", "The client signed. Take out what a child thinks"),
    ],
)
def test_what_a_child_thinks_is_told_where_somebody_else_signs(
    leo, mother, play_therapist, for_leo, as_web, born, signers, assent, sentence
):
    make.change(leo.client, born=leo.client.born.replace(year=born))
    facts = {"signers": [mother.authority] if signers else [], "assent": assent}
    with as_web(play_therapist.user), pytest.raises(NothingSignedError, match=sentence):
        recording(for_leo, play_therapist, **facts)


# Raw SQL


@pytest.fixture
def recorded(therapist, waiting, as_web):
    with as_web(therapist.user):
        return recording(waiting, therapist)


@pytest.mark.parametrize("who", ["therapist", "ana"])
def test_there_is_no_other_way_in(request, as_web, waiting, who):
    statement = (
        "insert into releases_paperoriginal (release_id, scan, sha256, media_type, signed_on,"
        " attested) values (%s, '', '', 'image/png', '2026-01-01', 'so')"
    )
    with as_web(request.getfixturevalue(who).user):
        assert attempt(statement, waiting.pk) == NOT_ALLOWED


@pytest.mark.parametrize(
    "statement",
    [
        "update releases_paperoriginal set signed_on = '2001-01-01' where release_id = %s",
        "delete from releases_paperoriginal where release_id = %s",
    ],
)
def test_it_is_never_changed_not_even_by_the_owner(recorded, statement):
    assert attempt(statement, recorded.pk) == "original_is_kept"


SEES = {"ana": 1, "therapist": 1, "psychiatrist": 0, "gp": 0, "stranger": 0, "privacy_officer": 0}


@pytest.mark.parametrize(("who", "number"), SEES.items())
def test_who_sees_the_row_with_the_scan(request, recorded, as_web, who, number):
    with as_web(request.getfixturevalue(who).user):
        assert PaperOriginal.objects.count() == number


def test_the_code_finds_the_paper_in_its_language_and_no_other(waiting):
    for language in ("en", "es"):
        paper = printed(waiting, language)
        assert printed_with(waiting, paper.code.lower()) == paper
    code = printed(waiting, "en").code
    make.change(waiting, categories=["goals", "contact"])
    assert printed_with(waiting, code) is None
    assert printed_with(waiting, "") is None
