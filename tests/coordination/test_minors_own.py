"""What the law makes a minor's own, asked with raw SQL: who finds what, and what they may do."""

import pytest

from releases.models import MinorConsent
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run, value
from tests.minors import COLUMNS, KINDS, born_so_that, papers, seen
from tests.people import a_client

ALL, SOME, NONE = frozenset(KINDS), frozenset(["plain"]), frozenset()


def everywhere(sees):
    return dict.fromkeys(COLUMNS, sees)


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
