"""Side files of NPPES: more about an NPI that the main file has."""

from django.utils.translation import gettext as _

from providers.models.places import Location
from providers.reading.addresses import Columns, location
from providers.reading.cleaning import email
from providers.reading.columns import LOCATION
from providers.reading.names import place
from providers.reading.nppes import needed_npi
from providers.reading.records import Record

AT = Columns(*LOCATION[:7])
LOCATIONS_NEEDED = ["NPI", AT.street, AT.city]
OTHER_NAME = "Provider Other Organization Name"
OTHER_NAMES_NEEDED = ["NPI", OTHER_NAME]
ENDPOINTS_NEEDED = ["NPI", "Endpoint Type", "Endpoint"]


def _more(cells, number, **what):
    return Record(line=cells.line, of="entry", key=f"npi:{number}", adds_only=True, **what)


def further_location(cells):
    number = needed_npi(cells)
    found = location(cells, AT, Location.Use.PRACTICE.value, place)
    if not any(cells[column] for column in AT[:5]):
        cells.wrong(AT.street, _("The row has no address"), _("Fill it in, or leave the row out"))
    return _more(cells, number, locations=[found])


def other_name(cells):
    number = needed_npi(cells)
    name = place(cells.take(OTHER_NAME))
    if not cells[OTHER_NAME]:
        cells.wrong(OTHER_NAME, _("The row has no name"), _("Fill it in, or leave the row out"))
    return _more(cells, number, facts={"other_names": [name]})


def endpoint(cells):
    """A Direct address is a secure e-mail address; of other endpoints nothing is kept."""
    number = needed_npi(cells)
    if cells["Endpoint Type"].upper() != "DIRECT":
        return _more(cells, number)
    address = cells.take("Endpoint", email)
    return _more(cells, number, facts={"secure_email": address} if address else {})
