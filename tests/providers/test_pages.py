"""Pages of the directory: who may open them, what stands on them, what their forms say."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ledger.ids import uuid7
from providers.models import Membership, Organization, Provider
from providers.verifying import things_of
from tests import factories as make

WHO = ["ana", "mother", "therapist", "privacy_officer", "directory_admin"]
READ = ["provider_list", "organization_list", "provider_page"]
KEEP = [
    "provider_add",
    "organization_add",
    "provider_edit",
    "provider_suspend",
    "provider_invite",
    "membership_add",
    "membership_end",
    "organization_edit",
]


@pytest.fixture
def entry(practice):
    """A provider with everything that a page may show."""
    provider = make.provider(
        "Helen Park",
        credentials="MD",
        profession="gp",
        npi="1234567893",
        phone="+15035550171",
        email="park@example.org",
    )
    make.membership(provider, practice, since=make.ago(days=40))
    return provider


def address(name, provider):
    """The page of this name about the provider, their place or their membership."""
    membership = provider.memberships.get()
    about = {
        "provider_list": [],
        "organization_list": [],
        "provider_add": [],
        "organization_add": [],
        "organization_edit": [membership.organization_id],
        "membership_end": [membership.pk],
    }
    return reverse(name, args=about.get(name, [provider.pk]))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", READ)
def test_everybody_who_is_signed_in_reads_the_directory(request, entry, page, who):
    person = request.getfixturevalue(who)
    answer = person.http.get(address(page, entry))
    assert answer.status_code == 200
    assert "Harbor Street Practice" in answer.content.decode()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", KEEP)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_directory_admins_keep_it(request, entry, page, who, method):
    answer = getattr(request.getfixturevalue(who).http, method)(address(page, entry))
    expected = {200, 302} if who == "directory_admin" else {404}
    assert answer.status_code in expected


@pytest.mark.parametrize("page", READ + KEEP)
def test_nobody_reads_it_without_signing_in(client, entry, page):
    answer = client.get(address(page, entry))
    assert (answer.status_code, "Helen" in answer.content.decode()) == (302, False)


@pytest.mark.parametrize("page", ["provider_page", *KEEP[2:]])
def test_what_does_not_exist_is_not_found(directory_admin, page):
    assert directory_admin.http.get(reverse(page, args=[uuid7()])).status_code == 404


def test_the_public_part_keeps_addresses_and_reasons(ana, directory_admin, entry):
    entry.standing_changes.create(standing="active", why="Licence of 1998 checked.")
    public, kept = page(ana, entry), page(directory_admin, entry)
    for private in ("park@example.org", "Licence of 1998", "Not invited yet"):
        assert (private in public, private in kept) == (False, True)
    assert "(503) 555-0171" in public


def test_a_directory_admin_sees_nothing_of_any_client(directory_admin, entry, ana, open_share):
    for name in READ + KEEP:
        text = directory_admin.http.get(address(name, entry)).content.decode()
        assert [word for word in ("Ana", "Moreno", "Sleeps") if word in text] == []


FOUND = {
    "words=park": True,
    "words=helen+park": True,
    "words=park+harbor": True,
    "words=1234567893": True,
    "words=123456": True,
    "words=zzz": False,
    "words=%00": True,
    "profession=gp": True,
    "profession=therapist": False,
    "profession=castle": True,
    "standing=active": True,
    "standing=suspended": False,
    "page=999": True,
    "words=park&standing=suspended": False,
}


@pytest.mark.parametrize("query", FOUND)
def test_the_directory_can_be_searched(directory_admin, entry, query):
    text = directory_admin.http.get(f"/directory/?{query}").content.decode()
    assert ("Helen Park" in text) is FOUND[query]


def test_a_place_where_they_worked_once_does_not_find_them(directory_admin, entry):
    past = (make.ago(days=90), make.ago(days=1))
    Membership.objects.filter(provider=entry).update(during=past)
    text = directory_admin.http.get("/directory/?words=harbor").content.decode()
    assert "Helen Park" not in text


@pytest.mark.parametrize("page", ["/directory/", "/directory/organizations/"])
def test_a_list_asks_as_often_for_many_as_for_one(
    directory_admin, entry, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45) as few:
        directory_admin.http.get(page)
    for number in range(30):
        other = make.organization(f"Place {number}")
        make.membership(make.provider(f"Provider {number}"), other)
    with django_assert_max_num_queries(len(few)):
        assert b"Provider" in directory_admin.http.get(page).content


def test_a_provider_is_added_and_activated(directory_admin):
    facts = {"name": "Helen Park", "profession": "gp", "npi": "1234567893"}
    directory_admin.http.post("/directory/add/", facts)
    provider = Provider.objects.get()
    (thing,) = things_of(provider, [])
    facts = {f"seen_{thing.key}": thing.seen, f"check_{thing.key}": "on", "activates": "on"}
    facts[f"saw_{thing.key}"] = "Licence checked."
    directory_admin.http.post(f"/directory/{provider.pk}/verify/", facts)
    provider.refresh_from_db()
    assert provider.standing == "active"
    assert "Licence checked." in page(directory_admin, provider)


SAID = {
    "name": {"": "Enter the provider&#x27;s full name", "x" * 201: "Shorten the name"},
    "profession": {"": "Choose a profession"},
    "npi": {"12345": "NPI must be 10 digits", "1234567890": "One digit looks wrong"},
    "email": {"a@b\r\nBcc: c@example.org": "Enter an address such as"},
    "phone": {
        "5" * 41: "Shorten the phone number",
        "555 0171": "Enter the phone number with its area code",
        "(503) 555-0171 ext. 4": "Leave out the extension",
    },
    "languages": {"Spansh": "Did you mean Spanish?", "Xx": "Enter its English name"},
    "taxonomy": {"2084P9999X": "2084P9999X is not on our list"},
    "other_names": {"Hel\u202een": "Write the name on one line"},
    "secure_email": {"park": "Enter an address such as"},
    "credentials": {"MD\u202e": "Write the name on one line"},
}
SAID["name"] |= {"Helen\r\nBcc: a@example.org": "Write the name on one line"}


@pytest.mark.parametrize(("field", "typed"), [(f, t) for f, bad in SAID.items() for t in bad])
def test_a_form_says_what_to_do(directory_admin, field, typed):
    facts = {"name": "Helen Park", "profession": "gp"} | {field: typed}
    answer = directory_admin.http.post("/directory/add/", facts)
    assert SAID[field][typed] in answer.content.decode()
    assert Provider.objects.count() == 0


def test_an_npi_that_is_taken_is_said_at_its_field(directory_admin, entry):
    facts = {"name": "Another Park", "profession": "gp", "npi": "1234567893"}
    answer = directory_admin.http.post("/directory/add/", facts)
    assert "There is a provider with this NPI already" in answer.content.decode()
    assert Provider.objects.count() == 1


@pytest.mark.parametrize("name", ["דנה לוי", "María-José Ñúñez", "x" * 200, "<b>Bold</b> & Sons"])
def test_any_name_can_be_shown(directory_admin, name):
    directory_admin.http.post("/directory/add/", {"name": name, "profession": "gp"})
    text = page(directory_admin, Provider.objects.get())
    assert "<b>Bold" not in text
    assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in text


def test_a_suspension_needs_a_reason(directory_admin, entry):
    answer = directory_admin.http.post(f"/directory/{entry.pk}/suspend/", {"why": " "})
    entry.refresh_from_db()
    assert "Write down the reason" in answer.content.decode()
    assert entry.standing == "active"


def test_a_second_suspension_says_that_nothing_changed(directory_admin, entry):
    for _time in range(2):
        answer = directory_admin.http.post(
            f"/directory/{entry.pk}/suspend/", {"why": "Licence withdrawn."}, follow=True
        )
    assert "Nothing changed now" in answer.content.decode()
    assert entry.standing_changes.count() == 1


def test_the_last_day_of_a_membership_belongs_to_it(directory_admin, entry):
    membership = entry.memberships.get()
    today = timezone.localdate()
    directory_admin.http.post(
        f"/directory/memberships/{membership.pk}/end/", {"last_day": today.isoformat()}
    )
    membership.refresh_from_db()
    assert timezone.localtime(membership.during.upper).date() > today
    text = page(directory_admin, entry)
    assert f"to {today.day} {today:%B %Y}" in text


DAYS = {
    ("2020-05-01", "2020-04-30"): "The last day must not be before the first day",
    ("9999-12-31", ""): "Check the year",
    ("", "9999-12-31"): "Check the year",
    ("soon", ""): "Enter the date as day, month and year",
}


@pytest.mark.parametrize("days", DAYS)
def test_days_that_cannot_be_are_said_in_words(directory_admin, entry, days):
    first, last = days
    there = make.organization("Northside Clinic").pk
    facts = {"organization": there, "first_day": first, "last_day": last}
    answer = directory_admin.http.post(f"/directory/{entry.pk}/memberships/add/", facts)
    assert DAYS[days] in answer.content.decode()
    assert entry.memberships.count() == 1


def test_a_membership_that_is_there_already_is_said_in_words(directory_admin, entry, practice):
    facts = {"organization": practice.pk, "first_day": "", "last_day": ""}
    answer = directory_admin.http.post(f"/directory/{entry.pk}/memberships/add/", facts)
    assert "They belong to this organization then already" in answer.content.decode()


def test_of_many_organizations_one_looks_for_the_right_one(directory_admin, entry, practice):
    for number in range(101):
        make.organization(f"Clinic {number:03}")
    page = f"/directory/{entry.pk}/memberships/add/"
    assert "Clinic 100" not in directory_admin.http.get(page).content.decode()
    assert "Clinic 100" in directory_admin.http.get(f"{page}?words=100").content.decode()
    chosen = Organization.objects.get(name="Clinic 100")
    directory_admin.http.post(f"{page}?words=100", {"organization": chosen.pk})
    assert entry.memberships.filter(organization=chosen).exists()


def test_a_membership_does_not_end_in_the_past(directory_admin, entry):
    membership = entry.memberships.get()
    answer = directory_admin.http.post(
        f"/directory/memberships/{membership.pk}/end/", {"last_day": "2020-01-01"}
    )
    assert "Choose today or a later day" in answer.content.decode()


def test_an_organization_is_added_and_edited(directory_admin):
    directory_admin.http.post("/directory/organizations/add/", {"name": "Harbor", "kind": "clinic"})
    harbor = Organization.objects.get()
    directory_admin.http.post(
        f"/directory/organizations/{harbor.pk}/edit/",
        {"name": "Harbor Street", "kind": "clinic", "is_part2_programme": "on"},
    )
    text = directory_admin.http.get("/directory/organizations/").content.decode()
    assert "Harbor Street" in text
    assert "42 CFR Part 2" in text


def test_whoever_was_invited_is_named_to_a_colleague(directory_admin, entry):
    directory_admin.http.post(
        f"/directory/{entry.pk}/invite/", {"email": "park@example.org", "language": "es"}
    )
    colleague = make.signed_in(make.staff("Rosa Lind", is_directory_admin=True))
    text = colleague.get(f"/directory/{entry.pk}/").content.decode()
    assert "Priya Nair" in text
    assert "invited park@example.org" in text


def page(person, provider):
    return person.http.get(f"/directory/{provider.pk}/").content.decode()
