"""Two entries become one, and two again: nothing opens, nothing is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.forms.models import model_to_dict

from ledger.models import Entry, Verb
from providers import actions
from providers.models import Merge, Organization, Provider, StandingChange
from tests import factories as make
from tests.providers.following.merging import merge
from tests.roles import as_web

NPI, OTHER_NPI = "1234567893", "1245319599"


def facts_of(entry):
    return model_to_dict(type(entry).objects.get(pk=entry.pk))


@pytest.fixture
def helen():
    return make.provider("Helen Park", email="helen@example.org")


@pytest.fixture
def copy():
    return make.provider("Park, Helen", standing="unverified", npi=NPI, phone="+15035550100")


def test_the_survivor_says_what_was_chosen_and_the_other_stays_as_it_was(keeping, helen, copy):
    licence = make.licence(copy)
    before = facts_of(copy)
    merged = merge(
        keeping,
        helen,
        copy,
        facts={"npi": NPI, "npi_deactivated_on": None, "phone": copy.phone, "name": helen.name},
        parts=[licence],
    )
    helen.refresh_from_db()
    copy.refresh_from_db()
    assert (helen.name, helen.npi, helen.phone) == ("Helen Park", NPI, "+15035550100")
    assert [one.number for one in helen.licences.all()] == [licence.number]
    assert (copy.merged_into, copy.standing) == (helen, "suspended")
    assert list(copy.licences.all()) == [licence]
    assert facts_of(copy) == before | {"npi": ""}
    assert (merged.survivor, merged.absorbed, merged.why) == (helen, copy, "I called her.")


def test_both_have_a_line_and_the_absorbed_one_a_change_of_standing(keeping, helen, copy):
    merge(keeping, helen, copy, facts={"npi": NPI})
    lines = {one.subject_id: one for one in Entry.objects.filter(verb=Verb.ENTRIES_MERGED)}
    assert lines.keys() == {str(helen.pk), str(copy.pk)}
    assert lines[str(helen.pk)].detail["is"] == {"npi": NPI}
    assert lines[str(helen.pk)].detail["provider"] == str(copy.pk)
    assert lines[str(helen.pk)].reason == "I called her."
    assert StandingChange.objects.get(provider=copy).standing == "suspended"


def test_a_membership_begins_anew_only_where_it_was_chosen(keeping, helen, copy):
    chosen = make.membership(copy, make.organization("Harbor"), since=make.ago(days=9))
    left = make.membership(copy, make.organization("Hill"))
    merge(keeping, helen, copy, memberships=[chosen.pk])
    (begun,) = helen.memberships.all()
    assert begun.organization == chosen.organization
    assert begun.during.lower > make.ago(days=1)
    assert not copy.memberships.running_or_planned().exists()
    left.refresh_from_db()
    assert left.during.upper is not None


def test_undoing_brings_both_back(keeping, helen, copy):
    make.licence(copy)
    make.location(copy)
    harbor = make.organization("Harbor")
    make.membership(copy, harbor, since=make.ago(days=9))
    make.membership(copy, make.organization("Hill"), since=make.ahead(days=9))
    rows = all_rows(helen, copy)
    merged = merge(
        keeping,
        helen,
        copy,
        facts={"npi": NPI, "npi_deactivated_on": None, "other_names": ["Park, Helen"]},
        parts=[*copy.licences.all(), *copy.locations.all()],
    )
    assert all_rows(helen, copy) != rows
    keeping(actions.undo_merge, merge=merged)
    assert all_rows(helen, copy) == rows
    assert Entry.objects.filter(verb=Verb.MERGE_UNDONE).count() == 2
    assert Merge.objects.get().undone_by is not None


def all_rows(*entries):
    """What the tables of the directory hold of these, but for when somebody looked last."""
    found = []
    for entry in entries:
        row = type(entry).objects.filter(pk=entry.pk).values().get()
        row.pop("kept_at")
        parts = ("locations", "memberships", *(["licences"] if hasattr(entry, "licences") else []))
        found.append((row, [list(getattr(entry, one).order_by("pk").values()) for one in parts]))
    return found


REFUSED = [
    (lambda helen, copy: make.change(copy, standing="suspended"), "suspended or deactivated"),
    (lambda helen, copy: make.change(copy, user=make.staff("Kim")), "signs in as"),
    (lambda helen, copy: make.restriction(make.client(), provider=copy), "for the same person"),
    (lambda helen, copy: make.treatment(make.client(), copy), "must go on naming it"),
    (lambda helen, copy: make.item(copy, make.client()), "must go on naming it"),
    (
        lambda helen, copy: make.release(make.client(), disclosers=[helen], recipients=[copy]),
        "for the same person",
    ),
    (lambda helen, copy: make.provider("Ada", proposed_by=copy), "must go on naming it"),
]


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_what_stands_in_the_way_is_said_and_nothing_changes(keeping, helen, copy, before, words):
    before(helen, copy)
    copy.refresh_from_db()
    rows = all_rows(helen, copy)
    with pytest.raises(ValidationError, match=words):
        merge(keeping, helen, copy, facts={"npi": NPI})
    assert (all_rows(helen, copy), Merge.objects.count()) == (rows, 0)


def test_an_account_that_is_closed_does_not_stand_in_the_way(keeping, helen, copy):
    make.change(copy, user=make.change(make.staff("Kim"), is_active=False))
    merge(keeping, helen, copy)


def test_one_who_is_suspended_is_absorbed_by_one_who_is_and_stays_so(keeping, helen, copy):
    for one in (helen, copy):
        make.change(one, standing="suspended")
        one.refresh_from_db()
    merged = merge(keeping, helen, copy)
    keeping(actions.undo_merge, merge=merged)
    copy.refresh_from_db()
    assert copy.standing == "suspended"


def test_what_was_not_seen_is_not_merged(keeping, helen, copy):
    as_seen = actions.seen(helen, copy)
    keeping(actions.change_provider, provider=copy, phone="")
    with pytest.raises(ValidationError, match="meanwhile"):
        merge(keeping, helen, copy, as_seen=as_seen)


def test_what_is_merged_can_neither_be_changed_nor_come_back(keeping, helen, copy):
    merge(keeping, helen, copy)
    copy.refresh_from_db()
    assert not keeping(actions.move, provider=copy, name="reinstate", why="She is back.")
    keeping(actions.confirm, entry=copy)
    for action, facts in (
        (actions.change_provider, {"provider": copy, "name": "Helen"}),
        (actions.add_licence, {"of": copy, "state": "OR", "number": "1"}),
        (actions.begin_membership, {"provider": copy, "organization": make.organization("Hill")}),
        (actions.invite_provider, {"provider": copy, "email": "h@example.org"}),
    ):
        with pytest.raises(ValidationError, match="merged into another"):
            keeping(action, **facts)


def test_an_invitation_that_was_under_way_claims_nothing(keeping, helen, copy):
    offer = keeping(actions.invite_provider, provider=copy, email="h@example.org")
    merge(keeping, helen, copy)
    user = make.staff("Helen Park", email="h@example.org")
    make.change(offer, used_by=user, used_at=make.ago(days=0))
    with as_web(user), connection.cursor() as cursor:
        cursor.execute("select claim_provider(%s)", [offer.id])
        assert cursor.fetchone() == (False,)
    copy.refresh_from_db()
    assert copy.user is None


def test_no_page_or_picker_offers_the_absorbed_one(keeping, helen, copy, directory_admin):
    merge(keeping, helen, copy)
    for address in ("/directory/", "/directory/?words=Park"):
        assert str(copy.pk) not in directory_admin.http.get(address).content.decode()
    assert copy not in Provider.objects.addressable() | Provider.objects.proposed()
    page = directory_admin.http.get(copy.get_absolute_url()).content.decode()
    assert helen.get_absolute_url() in page
    assert "Undo the merge" in page
    assert f"{copy.pk}/edit/" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda helen: make.change(helen, phone="+15035550199"), "Changed since the merge: Phone"),
        (lambda helen: make.change(helen.licences.get(), number="9"), "came with it"),
        (lambda helen: helen.licences.all().delete(), "came with it"),
    ],
)
def test_what_was_changed_since_stands_in_the_way_of_undoing(keeping, helen, copy, change, words):
    facts = {"phone": copy.phone}
    merged = merge(keeping, helen, copy, facts=facts, parts=[make.licence(copy)])
    change(helen)
    with pytest.raises(ValidationError, match=words):
        keeping(actions.undo_merge, merge=merged)


def test_what_the_merge_did_not_touch_may_change_before_it_is_undone(keeping, helen, copy):
    merged = merge(keeping, helen, copy, facts={"phone": copy.phone})
    keeping(actions.change_provider, provider=helen, credentials="LCSW")
    keeping(actions.undo_merge, merge=merged)
    helen.refresh_from_db()
    assert (helen.credentials, helen.phone) == ("LCSW", "")


def test_of_two_merges_in_a_row_the_later_is_undone_first(keeping, helen, copy):
    third = make.provider("Helen M. Park")
    first = merge(keeping, helen, copy)
    helen.refresh_from_db()
    second = merge(keeping, third, helen)
    with pytest.raises(ValidationError, match="Undo that merge first"):
        keeping(actions.undo_merge, merge=first)
    keeping(actions.undo_merge, merge=second)
    keeping(actions.undo_merge, merge=first)
    with pytest.raises(ValidationError, match="undone already"):
        keeping(actions.undo_merge, merge=first)


def test_organizations_merge_and_come_apart(keeping):
    harbor, copy = make.organization("Harbor"), make.organization("Harbor Inc", npi=OTHER_NPI)
    make.location(copy)
    ada, eve = make.provider("Ada"), make.provider("Eve")
    chosen, _left = make.membership(ada, copy), make.membership(eve, copy)
    rows = all_rows(copy, ada, eve)
    merged = merge(
        keeping,
        harbor,
        copy,
        facts={"npi": OTHER_NPI, "npi_deactivated_on": None},
        parts=list(copy.locations.all()),
        memberships=[chosen.pk],
    )
    assert [one.provider for one in harbor.memberships.running()] == [ada]
    assert not copy.memberships.running().exists()
    copy.refresh_from_db()
    assert (copy.is_active, copy.merged_into) == (False, harbor)
    with pytest.raises(ValidationError, match="merged into another"):
        keeping(actions.reactivate_organization, organization=copy, why="It is open.")
    keeping(actions.undo_merge, merge=merged)
    assert not harbor.memberships.running().exists()
    harbor.memberships.all().delete()
    assert all_rows(copy, ada, eve) == rows


def test_an_organization_that_a_client_permitted_is_not_absorbed(keeping, therapist):
    harbor, copy = make.organization("Harbor"), make.organization("Harbor Inc")
    make.release(make.client(), disclosers=[therapist.provider], recipients=[copy])
    with pytest.raises(ValidationError, match="must go on naming it"):
        merge(keeping, harbor, copy)
    merge(keeping, copy, harbor)


def test_an_organization_that_somebody_edits_is_not_absorbed(keeping):
    harbor, copy = make.organization("Harbor"), make.organization("Harbor Inc")
    make.practice_admin(copy)
    with pytest.raises(ValidationError, match="practice admin edits"):
        merge(keeping, harbor, copy)


@pytest.mark.parametrize("kind", [Provider, Organization])
def test_the_database_takes_no_absorbed_one_for_a_survivor(keeping, kind):
    make_one = make.provider if kind is Provider else make.organization
    one, two, three = (make_one(f"Number {number}") for number in range(3))
    merge(keeping, one, two)
    stands = {"standing": "suspended"} if kind is Provider else {"is_active": False}
    for entry, survivor in ((three, two), (two, three), (three, three)):
        with pytest.raises(IntegrityError), transaction.atomic():
            kind.objects.filter(pk=entry.pk).update(merged_into=survivor, **stands)


def test_a_practice_admin_does_not_merge_by_raw_sql(keeping):
    harbor, hill = make.organization("Harbor"), make.organization("Hill")
    office = make.practice_admin(hill)
    with as_web(office.user), pytest.raises(Exception, match="Only a directory admin"):
        Organization.objects.filter(pk=hill.pk).update(merged_into=harbor, is_active=False)
