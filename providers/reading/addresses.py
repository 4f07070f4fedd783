"""An address in cells of one row, as the directory keeps it, or what is missing of it."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from providers.models.vocabulary import STATES
from providers.reading.cleaning import Bad, country, phone, text, zip_code


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
    for column, name in ((at.street, _("the street")), (at.city, _("the town"))):
        _needed(cells, column, name)
    at_home = found["country"] == "US"
    found["state"] = cells.take(at.state, _state if at_home else text, 40)
    found["postal_code"] = cells.take(
        at.postal_code, zip_code if at_home else text, found["state"] if at_home else 20
    )
    if at_home:
        _needed(cells, at.state, _("the state"))
        _needed(cells, at.postal_code, _("the ZIP code"))
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
