"""What the database keeps of requests made at once, and to whom it tells how many are signed."""

import pytest

from releases.models import Release
from tests import factories as make
from tests.attempts import attempt, run
from tests.people import a_client, a_provider
from tests.together import asked_together

INSERT = (
    "insert into releases_release (id, client_id, proposed_by_id, instrument, direction,"
    " categories, purposes, reason, signed_by, expires_at, together)"
    " values (uuidv7(), %s, %s, 'general', 'one_way', %s, '{care_coordination}', '', 'client',"
    " clock_timestamp() + '9 days', %s)"
)


@pytest.fixture
def pair(sam, robin, couples_counsellor):
    other = a_provider("Julian Okafor", "psychiatrist", "MD")
    one, two = asked_together(couples_counsellor, other, sam, robin)
    make.change(two, signed_at=make.ago(days=1))
    make.treatment(sam.client, a_provider("Ida Stern", "therapist").provider)
    return one, two


# who is told how many are signed, of Sam's release
TOLD = {
    "sam": [(1, 2)],
    "couples_counsellor": [(1, 2)],
    "robin": [],
    "ana": [],
    "stranger": [],
    "privacy_officer": [],
    "directory_admin": [],
}


@pytest.mark.parametrize(("who", "told"), TOLD.items())
def test_who_is_told_how_many_are_signed(request, pair, as_web, who, told):
    with as_web(request.getfixturevalue(who).user):
        answer = run("select signed, asked from signed_together(%s)", [pair[0].pk])
    assert answer == told


def test_it_is_told_of_ones_own_release_only(pair, sam, as_web):
    with as_web(sam.user):
        answer = run("select release from signed_together(%s)", [one.pk for one in pair])
    assert answer == [(pair[0].pk,)]


def test_a_colleague_of_one_and_who_hears_are_told_nothing(pair, as_web):
    hears = pair[1].parties.get(side="recipient").provider
    hears.user = make.staff("Julian Okafor")
    hears.save(update_fields=["user"])
    with as_web(hears.user):
        assert Release.objects.get().pk == pair[1].pk
        assert run("select * from signed_together(%s)", [one.pk for one in pair]) == []


def test_a_stop_does_not_change_it(pair, sam, as_web):
    make.change(pair[1], revoked_at=make.ago(hours=1))
    with as_web(sam.user):
        assert run("select signed, asked from signed_together(%s)", [pair[0].pk]) == [(1, 2)]


def test_nothing_joins_later_or_from_elsewhere(pair, couples_counsellor, stranger, as_web):
    noor = a_client("Noor Amin")
    for one in (couples_counsellor, stranger):
        make.treatment(noor.client, one.provider)
    make.change(pair[0], requested_at=make.ago(hours=1))
    for one in (couples_counsellor, stranger):
        with as_web(one.user):
            facts = noor.client.pk, one.provider.pk, ["goals"], pair[0].together
            assert attempt(INSERT, *facts) == "release_together_in_one_go"


def test_a_client_puts_nothing_beside_what_was_asked(pair, robin, as_web):
    with as_web(robin.user):
        facts = robin.client.pk, None, ["goals"], pair[0].together
        assert attempt(INSERT, *facts) == "release_together_in_one_go"


def test_there_is_one_for_each_client(pair, sam, couples_counsellor, as_web):
    with as_web(couples_counsellor.user):
        facts = sam.client.pk, couples_counsellor.provider.pk, ["goals"], pair[0].together
        assert attempt(INSERT, *facts) == "release_together_once"


def test_a_minors_own_is_asked_alone(noa, counsellor, noas_father, as_web):
    with as_web(counsellor.user):
        facts = noa.client.pk, counsellor.provider.pk, ["substance_use"], noa.client.pk
        assert attempt(INSERT, *facts) == "minors_own_is_asked_alone"


def test_what_was_asked_at_once_stays_so_also_for_the_owner(pair):
    moved = attempt("update releases_release set together = null where id = %s", pair[0].pk)
    assert moved == "release_together_is_fixed"
