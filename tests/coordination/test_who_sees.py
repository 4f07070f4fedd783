"""Who sees what, as the database answers everybody's unfiltered question: the page's last table."""

from datetime import date

import pytest

from providers.models import Standing
from releases.models import SignedBy
from tests import factories as make
from tests.attempts import run

EVERYBODY = [
    "ana", "sam", "robin", "mother", "father", "therapist", "psychiatrist", "gp", "stranger",
    "couples_counsellor", "play_therapist", "family_counsellor", "directory_admin",
    "privacy_officer",
]  # fmt: skip


def open_to_psychiatrist(get):
    return get("open_share")


def lapsed(get):
    return get("held_share")


def never_released(get):
    return make.share(get("note"), get("stranger").provider)


def revoked(get):
    share = get("open_share")
    make.change(get("psychiatrist").release, revoked_at=make.ago(seconds=1))
    return share


def restricted(get):
    make.restriction(get("ana").client, provider=get("psychiatrist").provider)
    return get("open_share")


def withdrawn(get):
    return make.change(get("open_share"), withdrawn_at=make.ago(seconds=1))


def recipient_suspended(get):
    make.change(get("psychiatrist").provider, standing=Standing.SUSPENDED)
    return get("open_share")


def recipient_unverified(get):
    make.change(get("psychiatrist").provider, standing=Standing.UNVERIFIED)
    return get("open_share")


def author_suspended(get):
    make.change(get("therapist").provider, standing=Standing.SUSPENDED)
    return get("open_share")


def treatment_over(get):
    treatment = get("ana").client.treatments.get()
    make.change(treatment, during=(make.ago(days=9), make.ago(days=1)))
    return get("open_share")


def not_yet_released(get):
    ana, therapist, stranger = get("ana"), get("therapist"), get("stranger")
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        effective_at=make.ahead(days=1),
    )
    return make.share(get("note"), stranger.provider)


def psychotherapy_notes(get):
    ana, therapist, stranger = get("ana"), get("therapist"), get("stranger")
    only = {"categories": ["psychotherapy_notes"]}
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        instrument="psychotherapy_notes",
        **only,
    )
    return make.share(make.item(therapist.provider, ana.client, **only), stranger.provider)


def joint(get, agree):
    counsellor, stranger = get("couples_counsellor"), get("stranger")
    for one in agree:
        make.release(
            get(one).client,
            disclosers=[counsellor.provider],
            recipients=[stranger.provider],
        )
    note = make.item(counsellor.provider, get("sam").client, get("robin").client)
    return make.share(note, stranger.provider)


def joint_open(get):
    return joint(get, ["sam", "robin"])


def joint_held(get):
    return joint(get, ["sam"])


def leo_open(get):
    note = make.item(get("play_therapist").provider, get("leo").client, categories=["goals"])
    return make.share(note, get("family_counsellor").provider)


def leo_with_one_parent(get):
    make.change(get("father").authority, during=(make.ago(days=9), make.ago(days=1)))
    return leo_open(get)


def leo_with_an_unverified_parent(get):
    make.change(get("father").authority, verified_at=None, verified_by=None)
    return leo_open(get)


def leo_grown_up(get):
    share = leo_open(get)
    make.change(get("leo").client, born=date(2000, 1, 1))
    return share


# situation, who sees the share, who can read the body
SEEN = [
    (open_to_psychiatrist, "ana therapist psychiatrist", "ana therapist psychiatrist"),
    (lapsed, "ana therapist", "ana therapist"),
    (never_released, "ana therapist", "ana therapist"),
    (not_yet_released, "ana therapist", "ana therapist"),
    (revoked, "ana therapist", "ana therapist"),
    (restricted, "ana therapist", "ana therapist"),
    (withdrawn, "ana therapist", "ana therapist"),
    (recipient_suspended, "ana therapist", "ana therapist"),
    (recipient_unverified, "ana therapist", "ana therapist"),
    (author_suspended, "ana psychiatrist", "ana psychiatrist"),
    (treatment_over, "ana therapist psychiatrist", "ana therapist psychiatrist"),
    (psychotherapy_notes, "ana therapist stranger", "therapist stranger"),
    (
        joint_open,
        "sam robin couples_counsellor stranger",
        "sam robin couples_counsellor stranger",
    ),
    (joint_held, "sam robin couples_counsellor", "couples_counsellor"),
    (
        leo_open,
        "mother father play_therapist family_counsellor",
        "mother father play_therapist family_counsellor",
    ),
    (
        leo_with_one_parent,
        "mother play_therapist family_counsellor",
        "mother play_therapist family_counsellor",
    ),
    (
        leo_with_an_unverified_parent,
        "mother play_therapist family_counsellor",
        "mother play_therapist family_counsellor",
    ),
    (leo_grown_up, "play_therapist", "play_therapist"),
]


@pytest.mark.parametrize(
    ("situation", "see", "read"), SEEN, ids=[situation.__name__ for situation, *_ in SEEN]
)
def test_who_sees_and_who_reads(request, as_web, situation, see, read):
    get = request.getfixturevalue
    people = {name: get(name).user for name in EVERYBODY} | {"nobody": None}
    share = situation(get)
    body = share.item.body
    seen, read_by = set(), set()
    for name, user in people.items():
        with as_web(user):
            if (share.pk,) in run("select id from coordination_share"):
                seen.add(name)
            if (body,) in run("select body from coordination_item"):
                read_by.add(name)
    assert (seen, read_by) == (set(see.split()), set(read.split()))


def test_a_note_that_was_never_shared_is_the_authors_alone(request, note, as_web):
    readers = []
    for name, person in [(name, request.getfixturevalue(name)) for name in EVERYBODY]:
        with as_web(person.user):
            readers += [name for _row in run("select id from coordination_item")]
    assert readers == ["therapist"]


def test_a_parent_reads_only_while_having_authority(leo, mother, family_counsellor, as_web):
    assert family_counsellor.release.signed_by == SignedBy.REPRESENTATIVE
    with as_web(mother.user):
        assert run("select id from clients_client") == [(leo.client.pk,)]
    make.change(mother.authority, during=(make.ago(days=9), make.ago(seconds=1)))
    with as_web(mother.user):
        assert run("select id from clients_client") == []
        assert run("select id from releases_release") == []
