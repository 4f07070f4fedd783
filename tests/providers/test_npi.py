import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from hypothesis import given, settings
from hypothesis import strategies as some

from providers.forms import ProviderForm
from providers.models import Organization, Provider
from providers.npi import validate_npi
from tests import factories as make
from tests.attempts import run
from tests.ledger.conftest import logged_in

SHAPE = "NPI must be 10 digits and start with 1 or 2"
DIGIT = "Check the NPI. One digit looks wrong"
WRONG = {
    "123456789": SHAPE,
    "12345678933": SHAPE,
    "3234567893": SHAPE,
    "12345abcde": SHAPE,
    "1234567893\n": SHAPE,
    "١٢٣٤٥٦٧٨٩٣": SHAPE,
    "1234567890": DIGIT,
    "1234567983": DIGIT,
    "1234567803": DIGIT,
}


@pytest.mark.parametrize("npi", ["1234567893", "1245319599", "2000000002"])
def test_what_can_be_an_npi_passes(npi):
    validate_npi(npi)


@pytest.mark.parametrize("npi", WRONG)
def test_what_cannot_be_an_npi_is_said_in_words(npi):
    with pytest.raises(ValidationError, match=WRONG[npi]):
        validate_npi(npi)


@pytest.mark.parametrize("typed", ["1234567893", " 1234 567 893 ", "1234-567-893", ""])
def test_the_form_forgives_spaces_and_none_at_all(typed):
    form = ProviderForm({"name": "Miriam Stone", "profession": "therapist", "npi": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["npi"] in ("1234567893", "")


@pytest.mark.django_db
@settings(max_examples=20)
@given(some.lists(some.integers(10**9, 3 * 10**9).map(str), min_size=1, max_size=50))
def test_the_database_says_the_same_of_any_digits(typed):
    said = run("select npi, is_npi(npi) from unnest(%s) as t(npi)", typed)
    assert dict(said) == {npi: can_be_one(npi) for npi in typed}


@pytest.mark.django_db
@pytest.mark.parametrize("npi", ["1234567893", "1245319599", "2000000002", *WRONG, ""])
def test_the_database_says_the_same_of_what_people_type(npi):
    assert run("select is_npi(%s)", npi) == [(can_be_one(npi),)]


def test_an_organization_keeps_its_own_npi(directory_admin):
    there = {"name": "Harbor", "kind": "clinic", "npi": "1234567893"}
    for name in ("Harbor", "Second Harbor"):
        answer = directory_admin.http.post("/directory/organizations/add/", there | {"name": name})
    assert "There is an organization with this NPI already" in answer.content.decode()
    assert "Second Harbor" in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("/directory/add/", "/directory/organizations/add/", "This is the NPI of a provider"),
        ("/directory/organizations/add/", "/directory/add/", "This is the NPI of an organization"),
    ],
)
def test_an_npi_is_a_persons_or_an_organizations(directory_admin, first, second, said):
    before = Provider.objects.count() + Organization.objects.count()
    entered = {"name": "Harbor", "kind": "clinic", "profession": "therapist", "npi": "1234567893"}
    assert directory_admin.http.post(first, entered).status_code == 302
    assert said in directory_admin.http.post(second, entered).content.decode()
    assert Provider.objects.count() + Organization.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_whoever_enters_it_on_the_other_side_at_this_moment_is_waited_for():
    refused = []

    def enter():
        try:
            make.organization("Harbor", npi="1234567893")
        except IntegrityError as refusal:
            refused.append(refusal.__cause__.diag.constraint_name)
        connection.close()

    provider = make.provider("Ada Lund")
    with logged_in("owner") as entering:
        entering.execute(
            "update providers_provider set npi = '1234567893' where id = %s", [str(provider.pk)]
        )
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join(timeout=30)
    assert refused == ["npi_is_a_providers"]


def can_be_one(npi):
    try:
        validate_npi(npi)
    except ValidationError:
        return False
    return True
