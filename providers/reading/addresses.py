"""An address in cells of one row, as the directory keeps it, or what is missing of it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from providers.models.vocabulary import STATES
from providers.reading.cleaning import Bad, country, phone, text, zip_code

THE_STREET, THE_TOWN = _("the street"), _("the town")
THE_STATE, THE_ZIP_CODE = _("the state"), _("the ZIP code")


class Columns(NamedTuple):
    street: str
    more: str
    city: str
    state: str
    postal_code: str
    country: str
    phone: str


def location(cells, at, use, natural=str):
    """The address at these columns, or None where the row has none or a wrong one."""
    if not any(cells[column] for column in at[:5]):
        return None
    found = {
        "use": use,
        "street": natural(cells.take(at.street)),
        "more": natural(cells.take(at.more)),
        "city": natural(cells.take(at.city, text, 100)),
        "country": cells.take(at.country, country) or "US",
        "phone": cells.take(at.phone, phone),
    }
    _needed(cells, at.street, THE_STREET)
    _needed(cells, at.city, THE_TOWN)
    at_home = found["country"] == "US"
    found["state"] = cells.take(at.state, _state if at_home else text, 40)
    found["postal_code"] = cells.take(
        at.postal_code, zip_code if at_home else text, found["state"] if at_home else 20
    )
    if at_home:
        _needed(cells, at.state, THE_STATE)
        _needed(cells, at.postal_code, THE_ZIP_CODE)
    return found


def _state(value, most):
    value = text(value, most).upper()
    if value not in STATES:
        raise Bad(
            _("This is not a state of the United States"),
            _("Enter its two letters, such as OR, or the country of an address abroad"),
        )
    return value


def _needed(cells, column, name):
    if not cells[column]:
        rule = _("An address needs %(part)s") % {"part": name}
        cells.wrong(column, rule, _("Fill it in, or leave the whole address empty"))
