"""A whole import is taken back, where nothing relies on it yet."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Entry, Verb
from providers.actions import imports, invite_provider, move
from providers.importing.showing import would_stay
from providers.models import Import, Membership, Organization, Outcome, Provider
from tests import factories as make
from tests.attempts import run
from tests.providers.importing.conftest import HELEN, NPI, OTHER_NPI, OTTO, sheet, worked
from tests.roles import as_clerk, as_web

pytestmark = pytest.mark.django_db


def undone(desk, one):
    """What came of it by line, as it was foretold."""
    with as_web(desk.user):
        foretold = dict(would_stay(one))
    assert desk.do(imports.undo_import, one)
    worked()
    one.refresh_from_db()
    assert one.state == Import.State.UNDONE
    stays = one.deeds.exclude(outcome=Outcome.UNDONE).values_list("outcome", flat=True)
    assert Counter(Outcome(outcome).label for outcome in stays) == foretold
    return dict(one.deeds.values_list("line", "outcome"))


def test_what_it_made_is_gone(desk):
    one = desk.imported(sheet(HELEN + "Harbor Clinic", OTTO), adds_organizations=True)
    assert set(undone(desk, one).values()) == {Outcome.UNDONE}
    assert (Provider.objects.count(), Organization.objects.count()) == (0, 0)
    assert Membership.objects.count() == 0
    lines = Entry.objects.filter(verb=Verb.ENTRY_TAKEN_BACK)
    assert [line.actor for line in lines] == [desk.user.pk] * 3
    assert Entry.objects.filter(verb=Verb.PROVIDER_ADDED).count() == 2
    assert Entry.objects.filter(verb=Verb.IMPORT_UNDONE, subject_id=str(one.pk)).count() == 1
    assert one.kept == 0


def test_what_it_changed_goes_back(desk, practice):
    helen = make.provider("Helen Parker", profession="gp", npi=NPI)
    place = make.location(helen, street="12 Harbor St", postal_code="97201")
    one = desk.imported(sheet(HELEN + practice.name))
    place.refresh_from_db()
    assert place.postal_code == "97204"
    undone(desk, one)
    helen.refresh_from_db()
    place.refresh_from_db()
    assert (helen.name, helen.profession, helen.email) == ("Helen Parker", "gp", "")
    assert (place.postal_code, helen.locations.count()) == ("97201", 1)
    assert not Membership.objects.running().exists()
    ended = Entry.objects.get(verb=Verb.MEMBERSHIP_ENDED)
    assert (ended.subject_id, ended.detail["import"]) == (str(helen.pk), str(one.pk))


def test_what_somebody_has_touched_since_stays(desk):
    one = desk.imported(sheet(HELEN, OTTO))
    helen = Provider.objects.get(npi=NPI)
    make.verification(helen)
    with as_web(desk.user):
        move(provider=helen, name="activate", by=desk.user, why="called her")
    assert undone(desk, one) == {2: Outcome.CHANGED, 3: Outcome.UNDONE}
    assert (Provider.objects.get(), one.kept) == (helen, 1)


def test_what_something_relies_on_stays_whole(desk, therapist):
    one = desk.imported(sheet(HELEN))
    helen = Provider.objects.get(npi=NPI)
    Provider.objects.create(name="Sent by her", profession="gp", proposed_by=helen)
    assert undone(desk, one) == {2: Outcome.USED}
    assert helen.locations.count() == 1


def test_one_who_was_invited_stays(desk):
    one = desk.imported(sheet(HELEN, OTTO))
    otto = Provider.objects.get(npi=OTHER_NPI)
    with as_web(desk.user):
        invite_provider(provider=otto, email="otto@example.org", by=desk.user)
    assert undone(desk, one)[3] != Outcome.UNDONE
    assert Provider.objects.get().npi == OTHER_NPI


def test_not_after_a_day(desk):
    one = desk.imported(sheet(HELEN))
    run("update providers_import set undo_until = clock_timestamp()")
    assert not desk.do(imports.undo_import, one)
    with as_web(desk.user), pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.filter(pk=one.pk).update(state="undoing", undone_by=desk.user)


def test_cancelled_half_way_it_can_be_undone(desk):
    one = desk.checked(sheet(HELEN))
    desk.confirm(one)
    desk.do(imports.cancel_import, one)
    assert undone(desk, one) == {}


def test_it_can_be_imported_again_after(desk):
    one = desk.imported(sheet(HELEN))
    undone(desk, one)
    assert imports.earlier(one.sha256) is None
    assert desk.imported(sheet(HELEN)).new == 1


def test_the_clerk_deletes_no_entry_by_itself(desk):
    desk.imported(sheet(HELEN))
    for statement in ("delete from providers_provider", "update providers_provider set name = 'x'"):
        with as_clerk(), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            run(statement)
