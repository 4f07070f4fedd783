"""Who may act for a client: noted with a document, verified, invited, ended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Invitation
from accounts.scans import Scan
from clients.actions import end_representative, note_representative, verify_representative
from clients.authority import document_of, scan_of
from clients.models import Client, Representative
from ledger.models import Verb
from tests import factories as make
from tests import scans
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.written import lines

SCAN = scans.KEPT["application/pdf"]
FACTS = {"name": "Nina Berg", "basis": "power_of_attorney", "limits": "Not for money."}


def noted(ana, therapist):
    return note_representative(
        client=ana.client,
        scan=Scan(SCAN, "application/pdf"),
        provider=therapist.provider,
        by=therapist.user,
        since=make.TODAY,
        **FACTS,
    )


def acts_for(user):
    return set(Client.objects.acted_for_by(user).values_list("name", flat=True))


def test_nobody_acts_before_the_document_is_verified_nor_after_the_end(ana, therapist, as_web):
    nina = make.user("Nina Berg")
    with as_web(therapist.user):
        one = noted(ana, therapist)
    make.change(one, user=nina)
    with as_web(nina):
        assert acts_for(nina) == set()
    with as_web(therapist.user):
        assert verify_representative(
            representative=one, provider=therapist.provider, by=therapist.user
        )
    with as_web(nina):
        assert acts_for(nina) == {ana.client.name}
    with as_web(therapist.user):
        assert end_representative(representative=one, by=therapist.user)
        assert not end_representative(representative=one, by=therapist.user)
    with as_web(nina):
        assert acts_for(nina) == set()
    assert lines(ana.client)[-3:] == [
        Verb.REPRESENTATIVE_ADDED,
        Verb.REPRESENTATIVE_VERIFIED,
        Verb.REPRESENTATIVE_ENDED,
    ]


def test_the_document_is_sealed_and_comes_out_as_it_was(ana, therapist, as_web):
    with as_web(therapist.user):
        document = document_of(noted(ana, therapist))
        assert scan_of(document) == SCAN
    assert SCAN[:16] not in bytes(document.scan)


STATEMENTS = {
    "update clients_representative set verified_by_id = %(me)s"
    " where id = %(bare)s": "representative_verified_by_a_document",
    "update clients_representative set during = tstzrange(lower(during), null)"
    " where id = %(over)s": "representative_end_is_final",
    "update clients_representative set limits = ''"
    " where id = %(mine)s": "representative_verified_is_fixed",
    "update clients_representative set during = tstzrange(lower(during), 'infinity')"
    " where id = %(ends)s": "representative_verified_is_fixed",
    "update clients_authoritydocument set sha256 = ''": NOT_ALLOWED,
    "delete from clients_authoritydocument": NOT_ALLOWED,
}


@pytest.mark.parametrize(("statement", "refused"), STATEMENTS.items())
def test_the_database_keeps_what_was_verified(ana, therapist, as_web, statement, refused):
    with as_web(therapist.user):
        mine = noted(ana, therapist)
        verify_representative(representative=mine, provider=therapist.provider, by=therapist.user)
    facts = {"verified_by": therapist.provider}
    ids = {
        "me": therapist.provider.pk,
        "mine": mine.pk,
        "bare": make.representative(ana.client, name="Bare").pk,
        "over": make.representative(ana.client, until=make.ago(days=1), **facts).pk,
        "ends": make.representative(ana.client, until=make.ahead(days=9), **facts).pk,
    }
    with as_web(therapist.user):
        assert attempt(statement % {name: f"'{pk}'" for name, pk in ids.items()}) == refused


def test_the_owner_does_not_change_a_document_either(ana, therapist):
    noted(ana, therapist)
    changed = attempt("update clients_authoritydocument set sha256 = 'x'")
    assert changed == "authority_document_is_kept"


@pytest.mark.parametrize("who", ["ana", "psychiatrist", "stranger", "privacy_officer"])
def test_the_document_is_for_who_treats_the_client(request, ana, therapist, as_web, who):
    noted(ana, therapist)
    with as_web(request.getfixturevalue(who).user):
        assert run("select representative_id from clients_authoritydocument") == []


@pytest.mark.parametrize("who", ["mother", "psychiatrist"])
def test_only_who_treats_the_client_notes_that_both_sign(request, leo, mother, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        told = attempt(
            "update clients_client set both_guardians = true where id = %s", leo.client.pk
        )
    assert told in ("both_guardians_by_who_treats", 0)
    leo.client.refresh_from_db()
    assert not leo.client.both_guardians


# On the pages


def page_of(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def send(ana, therapist):
    def send(**entered):
        filled = (
            FACTS
            | {"since": make.TODAY, "scan": SimpleUploadedFile("scan.pdf", SCAN, "application/pdf")}
            | entered
        )
        filled = {name: one for name, one in filled.items() if one is not None}
        return therapist.http.post(page_of("representative_new", ana.client.pk), filled)

    return send


def test_from_the_document_to_the_invitation(ana, therapist, send):
    answer = send()
    one = Representative.objects.get(client=ana.client)
    assert answer.url == page_of("representative", one.pk)
    assert "To be verified" in therapist.http.get(answer.url).content.decode()
    assert therapist.http.get(page_of("authority_document", one.pk)).content == SCAN
    assert "Look at the document first" in therapist.http.post(answer.url).content.decode()
    therapist.http.post(answer.url, {"looked": "on"})
    one.refresh_from_db()
    assert one.verified_by == therapist.provider
    invited = {"email": "nina@example.org", "language": "es"}
    therapist.http.post(page_of("representative_invite", one.pk), invited)
    sent = Invitation.objects.get(subject_id=one.pk)
    assert (sent.email, sent.language) == ("nina@example.org", "es")


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"name": ""}, "Enter the full name"),
        ({"basis": ""}, "Choose as what they act"),
        ({"scan": None}, "Choose the file with the scan"),
        ({"since": make.ahead(days=2).date()}, "Enter this on its first day, or later"),
        ({"until": make.ago(days=2).date()}, "The last day has passed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(ana, send, entered, sentence):
    page = send(**entered).content.decode()
    assert sentence in page
    assert "Not for money." in page
    assert not Representative.objects.filter(client=ana.client).exists()


def test_a_parents_ends_at_18_on_the_page_as_well(leo, play_therapist, mother):
    make.change(leo.client, born="2000-01-02")
    page = play_therapist.http.get(page_of("representative", mother.authority.pk)).content.decode()
    assert "Ended 2 January 2018" in page
    assert "Invite them to an account" not in page


def test_the_switch_for_both_guardians(ana, therapist):
    page = page_of("guardians", ana.client.pk)
    for answer, both in (("yes", True), ("no", False)):
        therapist.http.post(page, {"both": answer})
        ana.client.refresh_from_db()
        assert ana.client.both_guardians == both
    assert lines(ana.client)[-2:] == [Verb.GUARDIANS_SET] * 2
