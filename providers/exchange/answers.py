"""Answers of the API: one resource, a page of a search, or what is wrong."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from providers.exchange import resources
from providers.exchange.searching import page_of, rows_of, understood
from providers.models import TaxonomyCode

KINDS = {
    "Practitioner": resources.practitioner,
    "PractitionerRole": resources.practitioner_role,
    "Organization": resources.organization,
    "Location": resources.location,
}
SPECIALISTS = ("Practitioner", "PractitionerRole")


def base():
    """Where the API stands for those who read it from elsewhere."""
    return settings.SITE_URL + reverse("exchange_metadata").removesuffix("/metadata")


def resource(kind, pk, reader):
    """The resource with this id, or None."""
    return next(iter(_told(kind, list(rows_of(kind, reader).filter(pk=pk)))), None)


def searched(kind, query, reader):
    """The Bundle of what the query asks for. Raises NotUnderstood."""
    asked = understood(kind, query)
    rows, goes_on = page_of(kind, reader, asked)
    here = f"{base()}/{kind}"
    links = [{"relation": "self", "url": _address(here, query)}]
    if goes_on:
        further = {**query, "after": [str(rows[-1].pk)]}
        links.append({"relation": "next", "url": f"{here}?{urlencode(further, doseq=True)}"})
    bundle = {"resourceType": "Bundle", "type": "searchset", "link": links}
    if not (goes_on or asked.after):
        bundle["total"] = len(rows)
    if rows:
        bundle["entry"] = [_entry(here, one) for one in _told(kind, rows)]
    return bundle


def wrong(code, sentence):
    """What is wrong, as FHIR says it."""
    issue = {"severity": "error", "code": code, "diagnostics": sentence}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def _address(here, query):
    return f"{here}?{query.urlencode()}" if query else here


def _entry(here, told):
    address = f"{here}/{told['id']}"
    return {"fullUrl": address, "resource": told, "search": {"mode": "match"}}


def _told(kind, rows):
    if kind not in SPECIALISTS:
        return [KINDS[kind](row) for row in rows]
    people = rows if kind == "Practitioner" else [row.provider for row in rows]
    codes = {code for one in people for code in one.taxonomy}
    labels = dict(TaxonomyCode.objects.filter(pk__in=codes).values_list("pk", "label"))
    return [KINDS[kind](row, labels) for row in rows]
