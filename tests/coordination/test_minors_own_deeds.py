"""What a representative may do where something is a minor's own: raw SQL as `web`."""

import pytest

from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run, value
from tests.minors import KINDS

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
    assert stopped == {"plain"}


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


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [("own", "mixed", APART), ("plain", "mixed", APART), ("mixed", "own", 1)],
)
def test_a_request_is_not_widened_to_a_mixed_one(
    noa, counsellor, recipient, as_web, before, after, outcome
):
    waiting = make.request(
        noa.client,
        disclosers=[counsellor.provider],
        recipients=[recipient.provider],
        categories=KINDS[before],
    )
    with as_web(noa.user):
        change = "update releases_release set categories = %s where id = %s"
        assert attempt(change, KINDS[after], waiting.pk) == outcome


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
