"""What the law makes a minor's own, asked with raw SQL: who finds what, and what they may do."""

import pytest

from releases.models import MinorConsent
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run, value
from tests.minors import COLUMNS, KINDS, born_so_that, papers, seen
from tests.people import a_client, a_provider

ALL, SOME, NONE = frozenset(KINDS), frozenset(["plain"]), frozenset()


def everywhere(sees):
    return dict.fromkeys(COLUMNS, sees)


@pytest.fixture
def recipient(db):
    return a_provider("Paul Weiss", "psychiatrist", "MD")


@pytest.fixture
def sets(noa, counsellor, noas_father, recipient):
    return {
        name: papers(noa.client, counsellor, recipient, kinds, signer=noa.user)
        for name, kinds in KINDS.items()
    }


def test_the_minor_finds_all_of_it(noa, sets, as_web):
    with as_web(noa.user):
        assert seen(sets) == everywhere(ALL)


def test_a_parent_finds_only_what_is_not_the_minors_own(noas_father, sets, as_web):
    with as_web(noas_father.user):
        assert seen(sets) == everywhere(SOME)


@pytest.mark.parametrize(
    ("birthday", "sees"), [(1, ALL), (0, SOME), (-1, SOME)], ids=["eve", "birthday", "day after"]
)
def test_it_begins_on_the_birthday_of_the_pack(noa, noas_father, sets, as_web, birthday, sees):
    make.change(noa.client, born=born_so_that(birthday, age=12))
    with as_web(noas_father.user):
        assert seen(sets) == everywhere(sees)


@pytest.mark.parametrize(("birthday", "sees"), [(1, SOME), (0, NONE)], ids=["eve", "birthday"])
def test_after_the_eighteenth_a_parent_finds_nothing(
    noa, noas_father, sets, as_web, birthday, sees
):
    make.change(noa.client, born=born_so_that(birthday, age=18))
    with as_web(noas_father.user):
        assert seen(sets) == everywhere(sees)


# basis, years of age (None: not known), what is found
BASES = [
    ("parent", 14, SOME),
    ("guardian", 14, SOME),
    ("court_order", 14, SOME),
    ("power_of_attorney", 14, SOME),
    ("parent", None, SOME),
    ("power_of_attorney", 40, ALL),
    ("court_order", 40, ALL),
    ("executor", 40, ALL),
    ("power_of_attorney", None, ALL),
]


@pytest.mark.parametrize(("basis", "age", "sees"), BASES)
def test_on_which_basis_what_is_found(noa, noas_father, sets, as_web, basis, age, sees):
    make.change(noa.client, born=age and born_so_that(-20, age=age))
    make.change(noas_father.authority, basis=basis)
    with as_web(noas_father.user):
        assert seen(sets) == everywhere(sees)


def test_the_parent_of_another_child_finds_nothing(mother, sets, as_web):
    with as_web(mother.user):
        assert seen(sets) == everywhere(NONE)


def test_the_others_find_what_they_always_found(counsellor, privacy_officer, sets, as_web):
    with as_web(counsellor.user):
        assert seen(sets) == everywhere(ALL)
    with as_web(privacy_officer.user):
        notes = ("coordination_item", "coordination_itemsubject", "coordination_share")
        assert seen(sets) == everywhere(ALL) | dict.fromkeys(notes, NONE)


def test_each_child_has_an_age_of_their_own(leo, mother, noa, counsellor, recipient, as_web):
    """Of her son of nine the mother finds what she does not find of her daughter of fourteen."""
    make.representative(noa.client, user=mother.user, verified_by=counsellor.provider)
    sets = {
        "his": papers(leo.client, counsellor, recipient, KINDS["own"], signer=mother.user),
        "hers": papers(noa.client, counsellor, recipient, KINDS["own"], signer=noa.user),
    }
    with as_web(mother.user):
        assert seen(sets) == everywhere({"his"})


def test_a_note_about_two_children_is_kept_if_it_is_the_own_of_one(
    leo, mother, noa, counsellor, recipient, as_web
):
    make.representative(noa.client, user=mother.user, verified_by=counsellor.provider)
    both = make.item(counsellor.provider, leo.client, noa.client, categories=KINDS["own"])
    share = make.share(both, recipient.provider)
    with as_web(mother.user):
        assert run("select id from coordination_share") == []
    with as_web(noa.user):
        assert run("select id from coordination_share") == [(share.pk,)]


def test_who_is_a_client_too_keeps_their_own_door(noa, counsellor, recipient, as_web):
    """A note about father and daughter is about him as well: he comes in by his own door."""
    father = a_client("Daniel Rivlin")
    make.representative(noa.client, user=father.user, verified_by=counsellor.provider)
    both = make.item(counsellor.provider, father.client, noa.client, categories=KINDS["own"])
    share = make.share(both, recipient.provider)
    with as_web(father.user):
        assert run("select id from coordination_share") == [(share.pk,)]


def test_an_empty_pack_keeps_nothing(noas_father, sets, as_web):
    MinorConsent.objects.all().delete()
    with as_web(noas_father.user):
        assert seen(sets) == everywhere(ALL)


# No gap that tells


@pytest.mark.parametrize("column", ["number", "position", "previous", "hash", "*"])
def test_the_site_reads_no_column_of_the_chain(noas_father, sets, as_web, column):
    with as_web(noas_father.user):
        assert attempt(f"select {column} from ledger_entry") == NOT_ALLOWED


def test_the_answer_about_a_share_tells_of_no_release_that_is_kept(
    noa, noas_father, counsellor, recipient, as_web
):
    """A permission for the minor's own between the same two: the nearest, and not to be known."""
    note = make.item(counsellor.provider, noa.client)
    share = make.share(note, recipient.provider)
    ask = "select missing from share_answer(%s)"
    with as_web(noas_father.user):
        before = value(ask, share.pk)
    papers(noa.client, counsellor, recipient, KINDS["own"])
    with as_web(noas_father.user):
        assert value(ask, share.pk) == before
    with as_web(noa.user):
        assert value(ask, share.pk) != before


@pytest.mark.parametrize(("who", "answers"), [("noa", 1), ("noas_father", 0)])
def test_the_gate_answers_who_may_know_of_the_share(request, sets, as_web, who, answers):
    with as_web(request.getfixturevalue(who).user):
        rows = run("select * from share_answer(%s)", sets["own"].share.pk)
    assert len(rows) == answers


def test_a_restriction_that_names_a_note_goes_the_way_of_the_note(noa, noas_father, sets, as_web):
    rows = {name: make.restriction(noa.client, item=made.item.pk).pk for name, made in sets.items()}
    with as_web(noas_father.user):
        found = {
            one for (one,) in run("select id from releases_restriction where item is not null")
        }
    assert found == {rows["plain"]}


@pytest.mark.parametrize("who", ["stranger", "mother", "recipient"])
def test_an_age_is_told_to_nobody_else(request, noa, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        assert run("select minors_own(%s)", noa.client.pk) == []


# What a representative may do

CHANGES = ["revoked_at", "ended_at", "superseded_at"]


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize(("of", "rows"), [("plain", 1), ("own", NO_ROW), ("mixed", NO_ROW)])
def test_a_representative_ends_what_they_see(noas_father, sets, as_web, of, rows, column):
    with as_web(noas_father.user):
        stop = f"update releases_release set {column} = statement_timestamp() where id = %s"
        assert attempt(stop, sets[of].release.pk) == rows


def test_without_a_word_about_which_only_what_they_see_is_stopped(noas_father, sets, as_web):
    with as_web(noas_father.user):
        assert attempt("update releases_release set revoked_at = statement_timestamp()") == 1
    stopped = {name for name, made in sets.items() if make.change(made.release).revoked_at}
    assert stopped == SOME


INSERT_RELEASE = (
    "insert into releases_release (id, client_id, instrument, direction, categories, purposes,"
    " reason, signed_by, expires_at) values (uuidv7(), %s, 'general', 'one_way', %s,"
    " '{treatment}', '', 'client', statement_timestamp() + interval '9 days')"
)
APART = "minors_own_stands_apart"


@pytest.mark.parametrize(
    ("who", "of", "outcome"),
    [
        ("noas_father", "plain", 1),
        ("noas_father", "own", NOT_ALLOWED),
        ("noas_father", "mixed", APART),
        ("noa", "plain", 1),
        ("noa", "own", 1),
        ("noa", "mixed", APART),
    ],
)
def test_who_writes_what_form(request, noa, noas_father, as_web, who, of, outcome):
    with as_web(request.getfixturevalue(who).user):
        assert attempt(INSERT_RELEASE, noa.client.pk, KINDS[of]) == outcome


def test_a_representative_does_not_widen_a_form_to_the_minors_own(
    noa, noas_father, counsellor, recipient, as_web
):
    waiting = make.request(
        noa.client, disclosers=[counsellor.provider], recipients=[recipient.provider]
    )
    with as_web(noas_father.user):
        widen = "update releases_release set categories = %s where id = %s"
        assert attempt(widen, KINDS["own"], waiting.pk) == NOT_ALLOWED


INSERT_RESTRICTION = (
    "insert into releases_restriction (id, client_id, categories) values (uuidv7(), %s, %s)"
)


@pytest.mark.parametrize(
    ("who", "kinds", "outcome"),
    [
        ("noas_father", ["progress"], 1),
        ("noas_father", ["substance_use"], NOT_ALLOWED),
        ("noas_father", None, NOT_ALLOWED),  # everything: the minor's own as well
        ("noa", ["substance_use"], 1),
        ("noa", None, 1),
        ("noa", ["progress", "substance_use"], APART),
    ],
)
def test_who_restricts_what(request, noa, noas_father, as_web, who, kinds, outcome):
    with as_web(request.getfixturevalue(who).user):
        assert attempt(INSERT_RESTRICTION, noa.client.pk, kinds) == outcome


def test_a_restriction_of_everything_is_seen_and_only_the_minor_lifts_it(noa, noas_father, as_web):
    make.restriction(noa.client)
    lift = "update releases_restriction set ends_at = statement_timestamp()"
    with as_web(noas_father.user):
        assert (value("select count(*) from releases_restriction"), attempt(lift)) == (1, NO_ROW)
    with as_web(noa.user):
        assert attempt(lift) == 1


def test_of_a_younger_child_a_parent_restricts_everything(leo, mother, as_web):
    with as_web(mother.user):
        assert attempt(INSERT_RESTRICTION, leo.client.pk, None) == 1


def test_the_guard_refuses_a_representative_even_where_a_policy_would_not(
    noa, noas_father, counsellor, recipient, as_web
):
    waiting = make.request(
        noa.client,
        disclosers=[counsellor.provider],
        recipients=[recipient.provider],
        categories=KINDS["own"],
        signed_by="representative",
    )
    make.signature(waiting, noas_father.user, representative=noas_father.authority)
    run("create policy releases_release_hole_update on releases_release to web using (true)")
    with as_web(noas_father.user):
        sign = "update releases_release set signed_at = statement_timestamp()"
        assert attempt(sign) == "release_is_the_minors_own"
