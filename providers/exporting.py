"""The directory as a table: the list of providers or of organizations, with what its page shows."""

from itertools import islice

from providers import directory
from providers.finding import EVERYBODY
from providers.languages import Spoken
from providers.models import Location, Organization, Profession, Standing
from providers.phones import readable
from providers.spreadsheets import begun, written

BATCH = 1_000
PROVIDER = (
    "Name", "Credentials", "Profession", "Standing", "NPI", "NPI deactivated on", "Taxonomy codes",
    "Languages", "Phone", "Secure e-mail address", "E-mail address", "Organizations", "Licences",
    "Address", "Last looked after", "Id",
)  # fmt: skip
ORGANIZATION = (
    "Name", "Kind", "In use", "42 CFR Part 2", "NPI", "NPI deactivated on", "Phone", "Time zone",
    "Providers", "Address", "Last looked after", "Id",
)  # fmt: skip


def providers(user, criteria):
    """The lines of the file, made while they are sent: a batch of the list at a time."""
    yield begun(PROVIDER)
    found = directory.search_providers(user, **criteria, most=EVERYBODY).order_by("name", "id")
    found = found.prefetch_related("locations", "licences")
    yield from _written(found, _provider)


def organizations(user, criteria):
    yield begun(ORGANIZATION)
    found = directory.search_organizations(user, **criteria, most=EVERYBODY).order_by("name", "id")
    yield from _written(found.prefetch_related("locations"), _organization)


def _written(found, told):
    rows = found.iterator(chunk_size=BATCH)
    while some := list(islice(rows, BATCH)):
        yield written(map(told, some))


def _provider(one):
    return (
        one.name,
        one.credentials,
        Profession(one.profession).label,
        Standing(one.standing).label,
        one.npi,
        one.npi_deactivated_on or "",
        _list(one.taxonomy),
        _list(Spoken(code).label for code in one.languages),
        readable(one.phone) or one.said_phone,
        one.secure_email,
        one.email,
        _list(membership.organization.name for membership in one.workplaces),
        _list(map(str, one.licences.all())),
        _address(one),
        one.kept_at.date(),
        one.pk,
    )


def _organization(one):
    return (
        one.name,
        Organization.Kind(one.kind).label,
        _yes(one.is_active),
        _yes(one.is_part2_programme),
        one.npi,
        one.npi_deactivated_on or "",
        readable(one.phone) or one.said_phone,
        one.time_zone,
        one.members,
        _address(one),
        one.kept_at.date(),
        one.pk,
    )


def _address(entry):
    """The first, and where clients come before what is for letters."""
    places = sorted(entry.locations.all(), key=lambda one: one.use != Location.Use.PRACTICE)
    return next(map(str, places), "")


def _list(texts):
    return "; ".join(map(str, texts))


def _yes(fact):
    return "yes" if fact else "no"
