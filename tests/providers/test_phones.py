import pytest
from django.core.exceptions import ValidationError

from providers.phones import readable, to_e164

RIGHT = {
    "(503) 555-0100": "+15035550100",
    "503.555.0100": "+15035550100",
    "1 503 555 0100": "+15035550100",
    "+1 (503) 555\u20110100": "+15035550100",
    "\u00a0503/555-0100 ": "+15035550100",
    "+44 (0)20 7946 0958": "+442079460958",
    "+49 30 901820": "+4930901820",
}
WRONG = {
    "555-0100": "with its area code",
    "(103) 555-0100": "with its area code",
    "503 155 0100": "with its area code",
    "+1 503 555 01": "with its area code",
    "44 20 7946 0958": "with its area code",
    "+12345678901234567": "with its area code",
    "503 555 0100 ext. 7": "Leave out the extension",
    "503-CALL-NOW": "Leave out the extension",
    "\u0665\u0660\u06635550100": "with its area code",
    "503;555;0100": "with its area code",
    "+": "with its area code",
}


@pytest.mark.parametrize("typed", RIGHT)
def test_a_number_is_kept_in_one_shape(typed):
    assert to_e164(typed) == RIGHT[typed]


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_number_is_said_in_words(typed):
    with pytest.raises(ValidationError, match=WRONG[typed]):
        to_e164(typed)


@pytest.mark.parametrize("number", ["+15035550100", "+442079460958"])
def test_what_is_shown_can_be_typed_again(number):
    assert to_e164(readable(number)) == number
