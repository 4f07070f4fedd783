"""One cell made what the directory keeps, or a rule that it breaks and what to do."""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from providers.models.places import ZIP
from providers.models.vocabulary import STATES
from providers.npi import validate_npi
from providers.phones import to_e164

FORMULA = ("=", "+", "-", "@")
LOST = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4})")
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})([T ]00:00(:00)?)?")
SHORT_ZIP = {"CT", "MA", "ME", "NH", "NJ", "RI", "VT"}
"""States whose ZIP codes begin with a zero, which a spreadsheet takes off a number."""
JOINERS = {"\u200c", "\u200d"}
"""Not seen, but some scripts write names with them."""


class Bad(Exception):
    def __init__(self, rule, fix):
        super().__init__(rule)
        self.rule, self.fix = rule, fix


def text(value, most=200):
    """Words in one line, as people see them; no formula."""
    if value.startswith(FORMULA) or LOST.fullmatch(value):
        raise Bad(
            _("This is a formula, or what is left of one"), _("Enter the value itself, as text")
        )
    return _words(value, most)


def _words(value, most):
    value = " ".join(value.split())
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    if not value.isprintable() and any(map(_is_hidden, value)):
        raise Bad(_("This has characters that cannot be seen"), _("Type it again"))
    if len(value) > most:
        raise Bad(
            _("This is longer than %(most)s characters") % {"most": most}, _("Make it shorter")
        )
    return value


def _is_hidden(letter):
    return unicodedata.category(letter).startswith("C") and letter not in JOINERS


def npi(value):
    value = re.sub(r"[\s-]", "", text(value))
    try:
        validate_npi(value)
    except ValidationError as error:
        raise Bad(error.message, _("Compare it with the source and correct it")) from error
    return value


def phone(value):
    # A plus begins a number from abroad as well as a formula.
    value = _words(value, 40) if re.match(r"\+[\d\s(]", value) else text(value, 40)
    try:
        return to_e164(value)
    except ValidationError as error:
        raise Bad(_("This is not a phone number"), error.message) from error


def email(value):
    value = text(value, 254).lower()
    try:
        validate_email(value)
    except ValidationError as error:
        raise Bad(
            _("This is not an e-mail address"), _("Enter one such as name@example.org")
        ) from error
    return value


def state(value):
    value = text(value, 40).upper()
    if value not in STATES:
        raise Bad(_("This is not a state"), _("Enter its two letters, such as OR"))
    return value


def zip_code(value, of_state=""):
    """`97204` or `97204-1234`. A zero that a spreadsheet took off is put back where it was."""
    value = text(value, 20)
    if re.fullmatch("[0-9]{9}", value):
        value = f"{value[:5]}-{value[5:]}"
    if re.fullmatch("[0-9]{4}", value) and of_state in SHORT_ZIP:
        value = f"0{value}"
    if not re.fullmatch(ZIP, value):
        raise Bad(_("This is not a ZIP code"), _("Enter five digits, or nine as 97204-1234"))
    return value


def country(value):
    value = text(value, 40).upper()
    value = {"USA": "US", "UNITED STATES": "US"}.get(value, value)
    if not re.fullmatch("[A-Z]{2}", value):
        raise Bad(_("This is not a country"), _("Enter its two letters, such as CA for Canada"))
    return value


def day(value):
    """A date as ISO writes it, or month/day/year. Others could be read in two ways."""
    fix = _("Enter year-month-day, such as 2027-03-31, or month/day/year with four digits")
    return _day(value, MONTH_FIRST, fix)


def day_first(value):
    """A date as ISO writes it, or day, month, year with slashes, dots or dashes between."""
    fix = _("Enter year-month-day, such as 2027-03-31, or day/month/year with four digits")
    return _day(value, DAY_FIRST, fix)


def _day(value, pattern, fix):
    value = text(value, 40)
    said = ISO_DATE.fullmatch(value) or pattern.fullmatch(value)
    if not said:
        raise Bad(_("We cannot tell which day this is"), fix)
    try:
        return date(int(said["year"]), int(said["month"]), int(said["day"]))
    except ValueError as error:
        raise Bad(
            _("There is no such day"),
            _(
                "Enter it as 2027-03-31; or, in a spreadsheet, say at its columns whether the "
                "month or the day comes first"
            ),
        ) from error


def taxonomy_code(value):
    value = text(value, 40).upper()
    if not re.fullmatch("[0-9A-Z]{9}X", value):
        raise Bad(
            _("This is not a taxonomy code"),
            _("Enter nine letters or digits and an X, such as 1041C0700X"),
        )
    return value
