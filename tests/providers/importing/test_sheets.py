"""A practice's spreadsheet, from the upload to the directory."""

import pytest
from django.core.exceptions import ValidationError

from ledger.models import Entry, Verb
from providers.actions import imports
from providers.models import Import, Membership, Organization, Provider, Standing
from tests import factories as make
from tests.providers.importing.conftest import HELEN, NPI, OTTO, counts, sheet, worked

pytestmark = pytest.mark.django_db
NONE = {"new": 0, "changed": 0, "same": 0, "wrong": 0}


def test_the_check_counts_and_writes_nothing(desk):
    one = desk.checked(sheet(HELEN, OTTO, "Nobody,123,,,Therapist,,,,,"))
    assert (one.state, one.total) == (Import.State.READY, 3)
    assert counts(one) == NONE | {"new": 2, "wrong": 1}
    assert [row["verdict"] for row in one.preview] == ["new", "new", "wrong"]
    fault = one.faults.get()
    assert (fault.line, fault.column, fault.value) == (4, "NPI", "123")
    assert not Provider.objects.exists()


def test_confirmed_it_fills_the_directory(desk):
    one = desk.imported(sheet(HELEN, OTTO))
    assert (one.state, counts(one)) == (Import.State.DONE, NONE | {"new": 2})
    helen = Provider.objects.get(npi=NPI)
    assert (helen.standing, helen.user, helen.phone) == (Standing.UNVERIFIED, None, "+15035550142")
    assert helen.locations.get().city == "Portland"
    line = Entry.objects.get(verb=Verb.PROVIDER_ADDED, subject_id=str(helen.pk))
    assert (line.actor, line.detail["is"]["name"]) == (desk.user.pk, "Helen Park")
    assert line.detail["import"] == str(one.pk)
    told = Entry.objects.filter(subject_id=str(one.pk)).values_list("verb", flat=True)
    assert set(told) == {Verb.IMPORT_CONFIRMED, Verb.IMPORT_FINISHED}


def test_the_same_rows_again_change_nothing(desk):
    desk.imported(sheet(HELEN, OTTO))
    lines = Entry.objects.filter(verb=Verb.PROVIDER_CHANGED).count()
    one = desk.imported(sheet(OTTO, HELEN))
    assert counts(one) == NONE | {"same": 2}
    assert Entry.objects.filter(verb=Verb.PROVIDER_CHANGED).count() == lines


def test_what_the_file_does_not_say_stays(desk):
    helen = make.provider("Helen Park", profession="gp", npi=NPI, credentials="LCSW")
    make.location(helen, street="9 Old Road")
    one = desk.imported(sheet(HELEN))
    assert counts(one) == NONE | {"changed": 1}
    helen.refresh_from_db()
    assert (helen.credentials, helen.profession) == ("LCSW", "therapist")
    assert {place.street for place in helen.locations.all()} == {"9 Old Road", "12 Harbor St"}
    changed = Entry.objects.filter(subject_id=str(helen.pk)).order_by("number").first()
    assert changed.detail["was"]["profession"] == "gp"


def test_neither_standing_nor_the_address_of_an_account_is_changed(desk, therapist):
    entry = therapist.provider
    Provider.objects.filter(pk=entry.pk).update(npi=NPI, standing=Standing.SUSPENDED)
    email = Provider.objects.get(pk=entry.pk).email
    desk.imported(sheet(HELEN))
    entry.refresh_from_db()
    assert (entry.name, entry.standing, entry.email) == ("Helen Park", Standing.SUSPENDED, email)
    assert entry.user_id == therapist.user.pk


def test_a_workplace_begins_a_membership_and_the_preview_says_so(desk, practice):
    one = desk.checked(sheet(HELEN + practice.name))
    assert (one.joins, one.preview[0]["joins"]) == (1, practice.name)
    desk.confirm(one)
    worked()
    membership = Membership.objects.get(provider__npi=NPI)
    assert membership.organization == practice
    assert Entry.objects.filter(verb=Verb.MEMBERSHIP_STARTED).count() == 1
    again = desk.imported(sheet(HELEN + practice.name, OTTO))
    assert (again.joins, again.same, again.new) == (0, 1, 1)


def test_one_who_left_does_not_come_back_by_a_file(desk, practice):
    helen = make.provider("Helen Park", npi=NPI)
    make.membership(helen, practice, since=make.ago(days=9), until=make.ago(days=1))
    one = desk.imported(sheet(HELEN + practice.name))
    assert counts(one) == NONE | {"wrong": 1}
    assert Membership.objects.running().count() == 0


def test_an_organization_that_is_missing_is_an_error_unless_wanted(desk):
    rows = HELEN + "Harbor Clinic", OTTO + "Harbor Clinic"
    assert desk.checked(sheet(*rows)).wrong == 2
    one = desk.imported(sheet(*rows, ""), adds_organizations=True)
    assert (counts(one), one.joins) == (NONE | {"new": 2}, 2)
    assert Organization.objects.get(name="Harbor Clinic").memberships.count() == 2


def test_somebody_who_stands_there_twice_counts_once(desk):
    one = desk.imported(sheet(HELEN, OTTO, HELEN))
    assert counts(one) == NONE | {"new": 2, "wrong": 1}


def test_the_same_file_is_found(desk):
    one = desk.imported(sheet(HELEN))
    assert imports.earlier(one.sha256) == one
    assert imports.earlier("0" * 64) is None


def test_a_confirmation_is_of_one_file(desk):
    one = desk.checked(sheet(HELEN))
    with pytest.raises(ValidationError, match="not the file"):
        desk.do(imports.confirm_import, one, sha256="0" * 64)
    assert one.state == Import.State.READY


def test_of_two_confirmations_one_counts(desk):
    one = desk.checked(sheet(HELEN))
    assert desk.confirm(one)
    assert not desk.confirm(one)
    assert Entry.objects.filter(verb=Verb.IMPORT_CONFIRMED).count() == 1


def test_a_file_that_was_swapped_stops_before_the_first_row(desk):
    one = desk.checked(sheet(HELEN))
    desk.confirm(one)
    other = desk.upload(sheet(OTTO))
    one.chunks.update(data=other.chunks.get().data)
    worked()
    one.refresh_from_db()
    assert one.state == Import.State.FAILED
    assert "not the one that was uploaded" in one.remark
    assert not Provider.objects.exists()


def test_cancelled_it_does_nothing_more(desk):
    one = desk.checked(sheet(HELEN))
    desk.confirm(one)
    assert desk.do(imports.cancel_import, one)
    assert not worked()
    assert (one.state, Provider.objects.count()) == (Import.State.CANCELLED, 0)
    assert not desk.do(imports.cancel_import, one)
