"""Each condition of emergency access is taken out of the database in turn, and then it opens."""

import pytest
from django.db import connection

from tests import emergencies as em
from tests import factories as make
from tests.attempts import run, value
from tests.coordination import test_emergency as beginning
from tests.coordination import test_emergency_opens as reach

pytestmark = pytest.mark.long


def take_out(function, condition):
    """The function without this condition, which has to stand in it."""
    whole = value("select pg_get_functiondef(oid) from pg_proc where proname = %s", function)
    assert whole.count(condition) == 1
    with connection.cursor() as cursor:
        cursor.execute(whole.replace(condition, "true"))


MEMBER = """EXISTS (SELECT FROM providers_membership m
                    WHERE m.provider_id = acting_provider()
                      AND m.organization_id = may_in_emergency.organization
                      AND m.during @> clock_timestamp())"""
TREATED = "is_treated_at(may_in_emergency.client, may_in_emergency.organization)"
REVIEWED = """EXISTS (SELECT FROM accounts_user u
                    WHERE u.is_active AND u.is_privacy_officer AND u.id <> acting_user())"""
WHO = [
    (beginning.never_on, "emergency_is_on(may_in_emergency.organization)"),
    (beginning.nobody_reviews, REVIEWED),
    (beginning.only_they_review, "u.id <> acting_user()"),
    (beginning.not_a_member, MEMBER),
    (beginning.membership_ended, "m.during @> clock_timestamp()"),
    (beginning.treated_by_nobody, TREATED),
    (beginning.treated_elsewhere, TREATED),
    (beginning.barred, "NOT emergency_is_barred(may_in_emergency.client)"),
    (beginning.acts_for_her, "may_in_emergency.client NOT IN (SELECT acting_clients())"),
]


@pytest.mark.parametrize(("obstacle", "condition"), WHO)
def test_without_this_condition_it_stays_open(
    request, emergency, tablets, colleague, as_web, obstacle, condition
):
    obstacle(request.getfixturevalue)
    take_out("may_in_emergency", condition)
    with as_web(colleague.user):
        assert em.opened(tablets) == em.BODY


def test_without_the_clock_it_does_not_end(turned_on, ana, tablets, colleague, practice, as_web):
    em.access_of(colleague.provider, ana.client, practice, begun=make.ago(hours=3))
    take_out("open_in_emergency", "a.until > clock_timestamp()")
    with as_web(colleague.user):
        assert em.opened(tablets) is None
        take_out_as_owner("open_emergency", "clock_timestamp() < one.until")
        assert em.opened(tablets) == em.BODY


def take_out_as_owner(function, condition):
    run("set local role none")
    take_out(function, condition)
    run("set local role web")


WHAT = [
    (reach.note(categories=["sud_counseling_notes"]),
     "NOT i.categories && ARRAY['psychotherapy_notes', 'sud_counseling_notes']::varchar[]"),
    (reach.note(categories=["progress", "substance_use_part2"]),
     "NOT i.categories && ARRAY['substance_use_part2']::varchar[]"),
    (reach.of_their_own, "i.author_id <> (access).provider_id"),
    (reach.joint, """NOT EXISTS (SELECT FROM coordination_itemsubject other
                        WHERE other.item_id = i.id AND other.client_id <> (access).client_id)"""),
    (reach.written_elsewhere, "i.organization_id = (access).organization_id"),
    (reach.written_nowhere, "i.organization_id = (access).organization_id"),
    (reach.kept_back, """NOT EXISTS (SELECT FROM release_withheld(i.id, ARRAY[(access).client_id],
                                                    i.categories::text[], (access).provider_id) w
                        WHERE w.during @> clock_timestamp())"""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "condition"), WHAT)
def test_without_this_condition_the_list_has_it(
    request, emergency, tablets, colleague, as_web, written, condition
):
    closed = written(request.getfixturevalue)
    take_out("items_in_emergency", condition)
    with as_web(colleague.user):
        assert closed.pk in em.listed(emergency)


def test_whoever_opens_holds_the_locks_that_closing_waits_for(
    emergency, tablets, colleague, as_web
):
    concerned = [colleague.provider.pk, emergency.client_id, emergency.organization_id]
    with as_web(colleague.user):
        em.opened(tablets)
        held = value(
            "select count(distinct k) from unnest(%s::uuid[]) k join pg_locks l"
            " on l.locktype = 'advisory' and l.granted and l.mode = 'ShareLock'"
            " and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(k::text, 0)"
            " where l.pid = pg_backend_pid()",
            concerned,
        )
    assert held == len(concerned)
