"""What a client began and has not signed, asked for with raw SQL: nobody else's to see."""

import pytest

from releases.document import form_of
from releases.gate import decide
from tests import factories as make
from tests.attempts import run
from tests.roles import as_web

OTHERS = ["therapist", "psychiatrist", "stranger", "directory_admin", "privacy_officer"]
SEEN = """
    with asked as (select %s::uuid as id)
    select 'release' from releases_release join asked using (id) union all
    select 'party' from releases_party p join asked on asked.id = release_id union all
    select 'signature' from releases_signature s join asked on asked.id = release_id
"""

RECORD = """
    select record_paper(%s, %s, 'The words.', '{}', '{}', current_date, 'scan', repeat('0', 64),
                        'image/png', 'I saw it.', '')
"""


@pytest.fixture(params=["start", "change"])
def draft(request, ana, therapist, psychiatrist):
    """Ana's own, between her therapist and her psychiatrist, and nobody's request."""
    parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    supersedes = psychiatrist.release if request.param == "change" else None
    return make.request(ana.client, categories=["goals"], supersedes=supersedes, **parties)


def seen_by(person, release):
    with as_web(person.user):
        return [what for (what,) in run(SEEN, release.pk)]


@pytest.mark.parametrize("who", OTHERS)
def test_a_draft_is_nobody_elses_to_see(request, draft, ana, who):
    make.signature(draft, ana.user)
    assert seen_by(request.getfixturevalue(who), draft) == []
    assert seen_by(ana, draft) == ["release", "party", "party", "signature"]


@pytest.mark.parametrize("who", OTHERS)
def test_thrown_away_it_stays_so(request, draft, who):
    make.change(draft, declined_at=make.ago(seconds=1))
    assert seen_by(request.getfixturevalue(who), draft) == []


def test_once_signed_those_who_treat_and_whom_it_names_see_it(draft, request):
    make.change(draft, signed_at=make.ago(seconds=1))
    seen = {who: bool(seen_by(request.getfixturevalue(who), draft)) for who in OTHERS}
    assert [who for who in OTHERS if seen[who]] == ["therapist", "psychiatrist", "privacy_officer"]


def test_what_a_provider_asked_is_seen_by_whoever_treats(ana, waiting, psychiatrist, stranger):
    make.treatment(ana.client, stranger.provider)
    assert seen_by(stranger, waiting) == ["release", "party", "party"]
    assert seen_by(psychiatrist, waiting) == []


def test_a_childs_draft_is_seen_by_whoever_acts_for_the_child(
    leo, mother, play_therapist, stranger
):
    parties = {"disclosers": [play_therapist.provider], "recipients": [stranger.provider]}
    draft = make.request(leo.client, **parties)
    assert seen_by(mother, draft) == ["release", "party", "party"]
    assert seen_by(play_therapist, draft) == []


@pytest.mark.parametrize("thrown_away", [False, True])
def test_no_reason_tells_of_a_draft(ana, therapist, gp, privacy_officer, thrown_away):
    parties = {"disclosers": [therapist.provider], "recipients": [gp.provider]}
    note = make.item(therapist.provider, ana.client, categories=["goals"])
    share = make.share(note, gp.provider)
    draft = make.request(ana.client, categories=["goals"], **parties)
    if thrown_away:
        make.change(draft, declined_at=make.ago(seconds=1))
    for person in (therapist, ana, privacy_officer):
        with as_web(person.user):
            assert [one.reason for one in decide(share).reasons] == ["category"]


def test_nor_can_it_be_recorded_as_signed_on_paper(draft, therapist):
    with as_web(therapist.user):
        answer = run(RECORD, draft.pk, form_of(draft, "en").pk)
    assert answer == [(None,)]
    draft.refresh_from_db()
    assert draft.signed_at is None
