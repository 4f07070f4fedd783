"""Where both guardians sign, one signature opens nothing: by the pages, by actions, by raw SQL."""

import pytest
from django.urls import reverse

from clients.actions import set_guardians
from ledger.models import Outgoing, Verb
from releases.actions import NothingSignedError, decline, keep_record, revoke
from releases.models import Release
from tests import factories as make
from tests.attempts import attempt, run
from tests.pages.reading import words
from tests.records.conftest import text_of
from tests.releases.test_signing import signing
from tests.written import lines

STAMP = "update releases_release set signed_at = now(), signed_by = 'representative' where id = %s"
CHILD = {"assent": "agrees"}


@pytest.fixture
def both(leo, mother, father, play_therapist, stranger):
    """What waits for both of Leo's parents."""
    make.change(leo.client, both_guardians=True)
    return make.request(
        leo.client,
        proposed_by=play_therapist.provider,
        disclosers=[play_therapist.provider],
        recipients=[stranger.provider],
        asked_categories=["progress"],
    )


@pytest.fixture
def share(both):
    author = both.parties.get(side="discloser").provider
    note = make.item(author, both.client, categories=both.categories)
    return make.share(note, both.parties.get(side="recipient").provider)


def is_open(share):
    return run("select consent @> clock_timestamp() from coordination_share") == [(True,)]


def test_the_second_signature_opens_it_and_the_first_does_not(both, share, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    assert not is_open(share)
    both.refresh_from_db()
    assert both.signed_at is None
    with as_web(father.user):
        signing(both, father, child=CHILD)
    assert is_open(share)
    both.refresh_from_db()
    assert both.signed_at > both.signatures.first().at
    assert lines(both.client)[-2:] == [Verb.RELEASE_HALF_SIGNED, Verb.RELEASE_SIGNED]


def test_signed_twice_by_one_it_is_still_one(both, share, mother, as_web):
    with as_web(mother.user):
        first = signing(both, mother, child=CHILD)
        assert signing(both, mother, child=CHILD) == first
        with pytest.raises(NothingSignedError, match="waits for another guardian"):
            signing(both, mother, child=CHILD, shown_sha256="0" * 64)
    assert both.signatures.count() == 1
    assert not is_open(share)


@pytest.mark.parametrize("role", ["web", "owner"])
def test_no_role_stamps_it_with_one_signature(both, mother, as_web, role):
    make.signature(both, mother.user, representative=mother.authority)
    if role == "owner":
        assert attempt(STAMP, both.pk) == "release_wants_both_guardians"
        return
    with as_web(mother.user):
        assert attempt(STAMP, both.pk) == "release_wants_both_guardians"


@pytest.mark.parametrize("noted", ["with the login", "by name alone"])
def test_one_person_noted_twice_is_one(both, leo, mother, play_therapist, noted):
    known = {"user": mother.user} if noted == "with the login" else {"name": "elena  CASTILLO"}
    again = make.representative(leo.client, verified_by=play_therapist.provider, **known)
    make.signature(both, mother.user, representative=mother.authority)
    make.signature(both, make.user("Somebody"), representative=again)
    assert attempt(STAMP, both.pk) == "release_wants_both_guardians"


def test_an_authority_that_ended_in_between_counts_no_more(both, share, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    make.change(mother.authority, during=(make.ago(days=9), make.ago(seconds=1)))
    with as_web(father.user):
        signing(both, father, child=CHILD)
    assert not is_open(share)


def test_in_between_nobody_changes_a_word(both, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    less = "update releases_release set reason = 'Less.' where id = %s"
    named = "delete from releases_party where release_id = %s"
    with as_web(father.user):
        for statement in (less, named):
            assert attempt(statement, both.pk) == "release_half_signed_is_fixed"


def test_either_says_no_and_either_stops_alone(both, share, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    with as_web(father.user):
        signing(both, father, child=CHILD)
        assert revoke(release=both, by=father.user)
    assert not is_open(share)


def test_no_after_one_signature_is_no(both, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    with as_web(father.user):
        assert decline(release=both, by=father.user)
    assert attempt(STAMP, both.pk) != 1


def test_one_is_enough_again_once_it_is_noted_so(both, share, play_therapist, mother, as_web):
    with as_web(play_therapist.user):
        set_guardians(client=both.client, both=False, by=play_therapist.user)
    with as_web(mother.user):
        signing(Release.objects.get(pk=both.pk), mother, child=CHILD)
    assert is_open(share)


def test_the_pages_say_how_many_have_signed(both, mother, father, play_therapist, as_web):
    review = reverse("review", args=[both.pk])
    assert "Nothing is shared until both have. 0 of 2 signed." in words(father.http.get(review))
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    assert "1 of 2 signed" in words(father.http.get(review))
    assert "You have signed" in words(mother.http.get(review))
    for parent, asked in ((mother, False), (father, True)):
        home = words(parent.http.get(reverse("client_home")))
        assert "Waits for both guardians" in home
        assert "1 of 2 signed" in home
        assert ("asks for a permission" in home) is asked
    page = reverse("release_page", args=[both.pk])
    assert "Both guardians sign. It is in force once both have. 1 of 2 signed." in words(
        play_therapist.http.get(page)
    )


def test_the_second_signs_what_the_first_signed_and_changes_nothing(both, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    check = reverse("review_check", args=[both.pk])
    for name in ("review_what", "review_when"):
        answer = father.http.post(reverse(name, args=[both.pk]), {"categories": ["progress"]})
        assert answer.url == check
    page = father.http.get(check)
    assert "so nothing in it can be changed" in words(page)
    assert reverse("review_what", args=[both.pk]) not in page.content.decode().split("Back", 2)[-1]


def test_the_button_promises_no_more_than_it_does(both, mother, father, as_web):
    sign = reverse("review_sign", args=[both.pk])
    assert "Sign and start sharing" not in words(mother.http.get(sign))
    check = words(mother.http.get(reverse("review_check", args=[both.pk])))
    assert "Nothing yet: it opens once the other guardian has signed, too." in check
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    assert "Sign and start sharing" in words(father.http.get(sign))


def test_both_are_told_that_it_is_in_force_and_both_stand_in_the_file(both, mother, father, as_web):
    for parent in (mother, father):
        with as_web(parent.user):
            signing(both, parent, child=CHILD, typed_name=parent.user.name)
    told = Outgoing.objects.filter(kind="release_receipt").values_list("recipient", flat=True)
    assert set(told) == {mother.user.pk, father.user.pk}
    with as_web(father.user):
        both.refresh_from_db()
        said = text_of(keep_record(release=both, by=father.user).file)
    for name in ("ElenaCastillo", "MarcoCastillo"):
        assert name in said


def test_what_one_signed_of_their_own_is_not_thrown_away_without_a_line(
    leo, mother, father, play_therapist, stranger, as_web
):
    make.change(leo.client, both_guardians=True)
    begun = make.request(
        leo.client,
        disclosers=[play_therapist.provider],
        recipients=[stranger.provider],
        asked_categories=["progress"],
    )
    with as_web(mother.user):
        signing(begun, mother, child=CHILD)
    draft = reverse("share_draft", args=[begun.pk])
    assert father.http.get(draft).url == reverse("review_check", args=[begun.pk])
    with as_web(father.user):
        assert decline(release=begun, by=father.user)
    assert lines(leo.client)[-1] == Verb.RELEASE_DECLINED


def test_who_has_signed_is_not_reminded(both, mother, father, as_web):
    with as_web(mother.user):
        signing(both, mother, child=CHILD)
    assert run("select signers_of(%s)", both.pk) == [(father.user.pk,)]
