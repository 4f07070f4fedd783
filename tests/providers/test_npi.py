import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as some

from providers.forms import ProviderForm
from providers.npi import validate_npi
from tests.attempts import run

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


def can_be_one(npi):
    try:
        validate_npi(npi)
    except ValidationError:
        return False
    return True
