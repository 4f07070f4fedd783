"""What an import may do, the database says: the worker writes for a confirmed one and else not."""

import json

import pytest
from django.db import DatabaseError, transaction

from ledger.ids import uuid7
from providers.actions import imports
from providers.importing.leases import take_one
from providers.importing.work import work
from providers.models import Import, ImportChunk, Provider
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.providers.importing.conftest import HELEN, NPI, OTTO, sheet, worked
from tests.roles import as_clerk, as_role, as_web

pytestmark = pytest.mark.django_db
DEED = {"of": "provider", "line": 2, "made": True, "joins": None, "parts": []}
DEED |= {"is": {"name": "Eve", "profession": "nurse"}}


def write(one, holder, reached=2, **facts):
    """What a worker gone wrong might ask the database for."""
    deed = DEED | {"id": str(uuid7())} | facts
    given = [str(one.pk), str(holder), reached, json.dumps([deed])]
    with as_clerk():
        run("select import_write(%s, %s, %s, %s::jsonb)", *given)


def refused(one, holder, **facts):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        write(one, holder, **facts)
    return str(refusal.value)


def held(desk):
    """An import that was confirmed and that a worker has begun."""
    one = desk.checked(sheet(HELEN))
    desk.confirm(one)
    with as_role("clerk"):
        return take_one()


def test_the_holder_of_a_confirmed_one_writes(desk):
    one = held(desk)
    write(one, one.held_by)
    assert Provider.objects.get().name == "Eve"


def test_nobody_else_does(desk):
    one = held(desk)
    assert "not for this worker" in refused(one, uuid7())


def test_not_before_it_is_confirmed(desk):
    one = desk.checked(sheet(HELEN))
    holder = uuid7()
    run("update providers_import set held_by = %s", str(holder))
    assert "not for this worker" in refused(one, holder)


def test_not_once_it_is_cancelled(desk):
    one = held(desk)
    desk.do(imports.cancel_import, Import.objects.get(pk=one.pk))
    assert "not for this worker" in refused(one, one.held_by)


def test_not_once_whoever_confirmed_keeps_the_directory_no_more(desk):
    one = held(desk)
    run("update accounts_user set is_directory_admin = false where id = %s", str(desk.user.pk))
    assert "not for this worker" in refused(one, one.held_by)


def test_rows_that_were_written_are_not_written_again(desk):
    one = held(desk)
    run("update providers_import set line = 2")
    assert "have been written" in refused(one, one.held_by)


def test_standing_and_account_are_not_an_imports_to_say(desk, therapist):
    one = held(desk)
    pk = str(therapist.provider.pk)
    before = Provider.objects.filter(pk=pk).values().get()
    said = {"standing": "suspended", "user_id": None, "id": str(uuid7()), "proposed_by_id": pk}
    write(one, one.held_by, id=pk, made=False, **{"is": said})
    after = Provider.objects.filter(pk=pk).values().get()
    assert after | {"kept_at": 0} == before | {"kept_at": 0}
    said = {"email": "eve@example.org"}
    assert "address of somebody" in refused(
        one, one.held_by, reached=3, id=pk, made=False, **{"is": said}
    )


@pytest.mark.parametrize("state", ["ready", "running", "done", "undone"])
def test_the_site_skips_no_step(desk, state):
    one = desk.upload(sheet(HELEN))
    with as_web(desk.user), pytest.raises(DatabaseError), transaction.atomic():
        Import.objects.filter(pk=one.pk).update(state=state)


def test_nobody_confirms_in_anothers_name(desk):
    one = desk.checked(sheet(HELEN))
    other = make.staff("Kit Moss", is_directory_admin=True)
    facts = {
        "confirmed_by": other,
        "confirmed_sha256": one.sha256,
        "undo_until": make.ahead(days=1),
    }
    with as_web(desk.user), pytest.raises(DatabaseError), transaction.atomic():
        Import.objects.filter(pk=one.pk).update(state="running", **facts)


def test_the_file_does_not_change_once_it_is_here(desk):
    one = desk.upload(sheet(HELEN))
    with as_web(desk.user), pytest.raises(DatabaseError), transaction.atomic():
        ImportChunk(of=one, number=1, data=b"more").save(force_insert=True)
    with as_web(desk.user):
        assert attempt("update providers_importchunk set data = ''") == NOT_ALLOWED
        assert attempt("select from providers_importchunk") == NOT_ALLOWED


@pytest.mark.parametrize("facts", [{"mapping": {}}, {"adds_organizations": True}])
def test_what_was_looked_at_is_what_is_confirmed(desk, facts):
    one = desk.checked(sheet(HELEN))
    with as_web(desk.user), pytest.raises(DatabaseError), transaction.atomic():
        Import.objects.filter(pk=one.pk).update(state="uploaded", **facts)
    with as_web(desk.user):
        assert Import.objects.filter(pk=one.pk).update(state="uploaded")
        assert Import.objects.filter(pk=one.pk).update(state="checking", **facts)


@pytest.mark.parametrize("who", ["therapist", "ana", "privacy_officer"])
def test_who_sees_imports(request, desk, who):
    desk.checked(sheet(HELEN, "Nobody,1,,,,,,,,"))
    person = request.getfixturevalue(who)
    with as_web(person.user):
        seen = Import.objects.count(), len(run("select from providers_importfault"))
    assert seen == (int(who == "privacy_officer"), 0)


def test_a_dead_worker_is_followed_by_another(desk):
    one = held(desk)
    assert not worked()
    run("update providers_import set held_until = clock_timestamp() - interval '1 second'")
    assert worked()
    one.refresh_from_db()
    assert (one.state, Provider.objects.get().npi) == (Import.State.DONE, NPI)


def test_one_who_keeps_the_directory_no_more_stops_their_import(desk):
    one = desk.checked(sheet(HELEN, OTTO))
    desk.confirm(one)
    run("update accounts_user set is_directory_admin = false where id = %s", str(desk.user.pk))
    with as_role("clerk"):
        work()
    one.refresh_from_db()
    assert (one.state, Provider.objects.count()) == (Import.State.FAILED, 0)
    assert "keeps the directory" in one.remark
