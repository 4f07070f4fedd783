import pytest
from django.core.exceptions import ValidationError

from providers.forms import ProviderForm
from providers.npi import validate_npi

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
