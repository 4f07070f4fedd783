"""Addresses, licences, codes and languages of entries: their forms, and what the ledger keeps."""

from pathlib import Path

import pytest
from django.db import connection

import providers
from ledger.models import Entry, Verb
from tests import factories as make
from tests.attempts import run

AT = {"use": "practice", "street": "12 Harbor Street", "city": "Portland", "state": "OR"}
AT |= {"postal_code": "972041234", "phone": "503 555 0142"}
LICENCE = {"state": "OR", "number": " l 4711 ", "kind": "LCSW", "ends": "2031-05-01"}


@pytest.fixture
def entry(practice):
    return make.provider("Helen Park", profession="gp")


def send(person, path, facts):
    return person.http.post(f"/directory/{path}", facts, follow=True).content.decode()


def test_an_address_is_added_changed_and_taken_out(directory_admin, entry):
    text = send(directory_admin, f"{entry.pk}/addresses/add/", AT)
    assert "12 Harbor Street, Portland, OR 97204-1234" in text
    page = f"addresses/{entry.locations.get().pk}/"
    assert "14 Harbor Street" in send(
        directory_admin, page, AT | {"street": "14 Harbor Street", "postal_code": "97204-1234"}
    )
    assert "None of their own is known" in send(directory_admin, page, {"remove": ""})
    lines = Entry.objects.filter(verb=Verb.PROVIDER_CHANGED).order_by("number")
    told = [line.detail for line in lines]
    assert [(one["was"].get("street"), one["is"].get("street")) for one in told] == [
        (None, "12 Harbor Street"),
        ("12 Harbor Street", "14 Harbor Street"),
        ("14 Harbor Street", None),
    ]


def test_an_organization_has_addresses_too(directory_admin, ana, practice):
    send(directory_admin, f"organizations/{practice.pk}/addresses/add/", AT)
    text = ana.http.get(f"/directory/organizations/{practice.pk}/").content.decode()
    assert "12 Harbor Street" in text
    assert "(503) 555-0142" in text


def test_a_licence_is_added_and_stands_there_once(directory_admin, entry):
    text = send(directory_admin, f"{entry.pk}/licences/add/", LICENCE)
    assert "OR L 4711" in text
    assert "Until 1 May 2031" in text
    assert "stands in the entry already" in send(
        directory_admin, f"{entry.pk}/licences/add/", LICENCE
    )


SAID = [
    ("addresses/add/", AT, {"street": ""}, "Enter street and number"),
    ("addresses/add/", AT, {"city": "Port\u202eland"}, "Write the name on one line"),
    ("addresses/add/", AT, {"state": "XX"}, "Choose a state from the list"),
    ("addresses/add/", AT, {"postal_code": "9720"}, "Enter a ZIP code of 5 or 9 digits"),
    ("addresses/add/", AT, {"postal_code": ""}, "Enter a ZIP code of 5 or 9 digits"),
    ("addresses/add/", AT, {"phone": "555"}, "with its area code"),
    ("licences/add/", LICENCE, {"number": ""}, "Enter the number as it stands"),
    ("licences/add/", LICENCE, {"ends": "soon"}, "Enter the date as day, month and year"),
]


@pytest.mark.parametrize(("path", "facts", "wrong", "said"), SAID)
def test_a_form_says_what_to_do_and_keeps_what_was_typed(
    directory_admin, entry, path, facts, wrong, said
):
    text = send(directory_admin, f"{entry.pk}/{path}", facts | wrong)
    assert said in text
    assert (
        (facts.get("street") or facts["number"]) in text or "street" in wrong or "number" in wrong
    )
    assert (entry.locations.count(), entry.licences.count()) == (0, 0)


def test_an_address_abroad_keeps_its_shape(directory_admin, entry):
    abroad = {"country": "CA", "state": "Ontario", "postal_code": "K1A 0B1", "city": "Ottawa"}
    page = f"addresses/{make.location(entry, **abroad).pk}/"
    send(directory_admin, page, AT | abroad | {"street": "1 Wellington Street"})
    assert str(entry.locations.get()) == "1 Wellington Street, Ottawa, Ontario K1A 0B1, CA"


def test_what_a_provider_speaks_and_is_can_be_typed_and_read(directory_admin, ana, entry):
    facts = {"name": "Helen Park", "profession": "gp", "languages": "korean; English, ko"}
    facts |= {"taxonomy": "207q00000x, 207R00000X", "other_names": "Helen Li\n\nHelen  Li\nHP"}
    send(directory_admin, f"{entry.pk}/edit/", facts)
    entry.refresh_from_db()
    assert (entry.languages, entry.taxonomy) == (["ko", "en"], ["207Q00000X", "207R00000X"])
    assert entry.other_names == ["Helen Li", "HP"]
    text = ana.http.get(f"/directory/{entry.pk}/").content.decode()
    assert "Korean, English" in text
    assert "Family medicine (207Q00000X)" in text
    shown = directory_admin.http.get(f"/directory/{entry.pk}/edit/").content.decode()
    assert "Korean, English" in shown
    assert "207Q00000X 207R00000X" in shown


def test_the_day_of_a_deactivated_npi_needs_the_npi(directory_admin, entry):
    facts = {"name": "Helen Park", "profession": "gp", "npi_deactivated_on": "2026-01-01"}
    assert "take the day out" in send(directory_admin, f"{entry.pk}/edit/", facts)


PHONES = {
    "(503) 555-0100": ("+15035550100", ""),
    "+44 20 7946 0958": ("+442079460958", ""),
    "555 0171": ("", "555 0171"),
    "503 555 0100 ext. 7": ("", "503 555 0100 ext. 7"),
    "": ("", ""),
}


def test_numbers_from_before_are_kept_to_the_last_sign(db):
    """The statements of the migration, on a table as it was before."""
    for table in ("provider", "organization"):
        run(f"alter table providers_{table} drop constraint {table}_phone_is_e164")
        run(f"drop trigger d_kept on providers_{table}")
        run(f"alter table providers_{table} alter phone type varchar(40)")
    entries = {typed: make.provider("Ada", phone=typed) for typed in PHONES}
    sql = Path(providers.__file__).parent / "migrations/sql/0005_entries.sql"
    with connection.cursor() as cursor:
        cursor.execute(sql.read_text())
    for typed, entry in entries.items():
        entry.refresh_from_db()
        assert (entry.phone, entry.said_phone) == PHONES[typed]
        assert entry.kept_at == entry.created_at


def test_what_could_not_be_read_is_shown_until_it_is_entered_anew(directory_admin, ana, entry):
    make.change(entry, said_phone="555 0171")
    assert "555 0171" in ana.http.get(f"/directory/{entry.pk}/").content.decode()
    facts = {"name": "Helen Park", "profession": "gp", "phone": "503 555 0171"}
    send(directory_admin, f"{entry.pk}/edit/", facts)
    entry.refresh_from_db()
    assert (entry.phone, entry.said_phone) == ("+15035550171", "")
    line = Entry.objects.filter(verb=Verb.PROVIDER_CHANGED).get()
    assert line.detail["was"] == {"phone": "", "said_phone": "555 0171"}


def test_the_day_of_the_last_look_is_the_databases(directory_admin, entry):
    make.change(entry, kept_at=make.ago(days=500))
    send(directory_admin, f"{entry.pk}/licences/add/", LICENCE)
    entry.refresh_from_db()
    assert entry.kept_at > make.ago(days=1)
