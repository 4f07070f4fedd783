"""Practice admins edit their own organization, and nothing else: by row security, and by page."""

import pytest
from django.core.exceptions import ValidationError

from ledger.models import Entry, Verb
from providers import actions
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt
from tests.roles import as_web


@pytest.fixture
def elsewhere(db):
    """Another organization, with an address and a member."""
    other = make.organization("Northside Clinic")
    make.location(other)
    make.membership(make.provider("Ada Lund"), other, since=make.ago(days=9))
    return other


OWN = {
    "name": "update providers_organization set name = 'X' where id = %(place)s",
    "address": "update providers_location set city = 'X' where organization_id = %(place)s",
    "no address": "delete from providers_location where organization_id = %(place)s",
    "end of a membership": "update providers_membership set during = tstzrange(lower(during),"
    " clock_timestamp()) where organization_id = %(place)s",
    "membership": "insert into providers_membership (provider_id, organization_id, during)"
    " select id, %(place)s, tstzrange(now(), null) from providers_provider where name = 'Free'",
}


@pytest.mark.parametrize("deed", OWN)
def test_row_security_lets_them_change_their_own_and_no_other(office, practice, elsewhere, deed):
    make.location(practice)
    make.membership(make.provider("Eve Holm"), practice, since=make.ago(days=9))
    make.provider("Free")
    with as_web(office.user):
        asked = {
            one: attempt(OWN[deed] % {"place": f"'{one.pk}'"}) for one in (practice, elsewhere)
        }
    assert asked == {practice: 1, elsewhere: NOT_ALLOWED if "insert" in OWN[deed] else NO_ROW}


NEVER = [
    "update providers_organization set is_active = false",
    "insert into providers_organization (name, kind) values ('X', 'clinic')",
    "insert into providers_provider (name, credentials, profession, email, said_workplace)"
    " values ('X', '', 'gp', '', '')",
    "insert into providers_practiceadmin (organization_id, user_id, named_by_id, during)"
    " select organization_id, user_id, user_id, '[2001-01-01,2002-01-01)'"
    " from providers_practiceadmin",
    "insert into providers_licence (provider_id, state, number)"
    " select id, 'OR', '1' from providers_provider",
]


@pytest.mark.parametrize("statement", NEVER)
def test_the_rest_of_the_directory_is_not_theirs(office, elsewhere, statement):
    with as_web(office.user):
        assert attempt(statement) == NOT_ALLOWED


@pytest.mark.parametrize("table", ["provider", "practiceadmin"])
def test_they_change_no_entry_and_no_right(office, elsewhere, table):
    column = {"provider": "name = 'X'", "practiceadmin": "during = '(,)'"}[table]
    with as_web(office.user):
        assert attempt(f"update providers_{table} set {column}") == NO_ROW


def test_once_it_is_over_nothing_is_theirs(office, practice, keeping):
    named = practice.practice_admins.get()
    assert keeping(actions.end_practice_admin, practice_admin=named)
    with as_web(office.user):
        assert attempt("update providers_organization set name = 'X'") == NO_ROW
    assert office.http.get(f"/directory/organizations/{practice.pk}/edit/").status_code == 404


def pages(place, member):
    return [
        f"/directory/organizations/{place.pk}/edit/",
        f"/directory/organizations/{place.pk}/addresses/add/",
        f"/directory/addresses/{place.locations.get().pk}/",
        f"/directory/memberships/{member.pk}/end/",
    ]


def test_the_pages_of_their_own_open_and_others_do_not(office, practice, elsewhere):
    make.location(practice)
    own = make.membership(make.provider("Eve Holm"), practice, since=make.ago(days=9))
    for page in pages(practice, own):
        assert office.http.get(page).status_code == 200, page
    for page in pages(elsewhere, elsewhere.memberships.get()):
        assert office.http.get(page).status_code == 404, page
    for page in ("add/", f"organizations/{practice.pk}/deactivate/", "organizations/add/",
                 f"organizations/{practice.pk}/history/",
                 f"organizations/{practice.pk}/admins/add/"):  # fmt: skip
        assert office.http.get(f"/directory/{page}").status_code == 404, page


def test_they_add_members_to_their_own_only(office, practice, elsewhere):
    provider = make.provider("Eve Holm")
    page = f"/directory/{provider.pk}/memberships/add/"
    form = office.http.get(page).content.decode()
    assert ("Harbor Street Practice" in form, "Northside Clinic" in form) == (True, False)
    for place in (practice, elsewhere):
        office.http.post(page, {"organization": place.pk, "first_day": "", "last_day": ""})
    assert [one.organization for one in provider.memberships.all()] == [practice]
    assert Entry.objects.get(verb=Verb.MEMBERSHIP_STARTED).actor == office.user.pk


def test_a_directory_admin_names_and_ends_them(directory_admin, practice):
    made = make.staff("Orla Finn", email="orla@example.org")
    page = f"/directory/organizations/{practice.pk}/"
    directory_admin.http.post(f"{page}admins/add/", {"email": "Orla@example.org"})
    assert "Orla Finn" in directory_admin.http.get(page).content.decode()
    named = practice.practice_admins.get()
    assert (named.user, named.named_by) == (made, directory_admin.user)
    directory_admin.http.post(f"/directory/admins/{named.pk}/end/")
    assert not practice.practice_admins.running().exists()
    assert "Practice admin named by" in directory_admin.http.get(f"{page}history/").content.decode()


@pytest.mark.parametrize("email", ["nobody@example.org", "ana@example.org", ""])
def test_only_somebody_of_the_staff_can_be_named(directory_admin, practice, email):
    make.user("Ana Moreno", email="ana@example.org")
    page = f"/directory/organizations/{practice.pk}/admins/add/"
    text = directory_admin.http.post(page, {"email": email}).content.decode()
    assert "Enter the address with which" in text or "Nobody of the staff signs in" in text
    assert not practice.practice_admins.exists()


def test_nobody_is_named_twice(office, practice, keeping):
    with pytest.raises(ValidationError, match="edits this organization already"):
        keeping(actions.name_practice_admin, organization=practice, user=office.user)
