"""Entries of the directory as resources of FHIR R4: small functions from rows to dicts.

What they say is what everybody signed in reads on the pages. An address by which somebody is
invited, reasons, histories and what was typed without being checked are not among it.
"""

from datetime import UTC

from providers.languages import Spoken
from providers.models import Location, Organization, Standing

NPI = "http://hl7.org/fhir/sid/us-npi"
NUCC = "http://nucc.org/provider-taxonomy"
LANGUAGE = "urn:ietf:bcp:47"
ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type"
TYPES = {
    Organization.Kind.SCHOOL: ("edu", "Educational Institute"),
    Organization.Kind.OTHER: ("other", "Other"),
}
"""What is neither is a healthcare provider."""
PROVIDER = ("prov", "Healthcare Provider")


def practitioner(provider, labels):
    """A provider; `labels` are those of taxonomy codes."""
    return _resource(
        "Practitioner",
        provider.pk,
        identifier=_npi(provider),
        active=provider.standing == Standing.ACTIVE,
        name=[_some(text=_text(one)) for one in (provider.name, *provider.other_names)],
        telecom=_telecom(provider.phone, provider.secure_email),
        address=[_address(one) for one in provider.locations.all()],
        qualification=[
            _some(code=_some(text=_text(provider.credentials))),
            *(_some(code=_specialty(code, labels)) for code in provider.taxonomy),
            *(_licence(one) for one in provider.licences.all()),
        ],
        communication=[_language(code) for code in provider.languages],
    )


def practitioner_role(membership, labels):
    """That a provider belongs to an organization now, and where it is."""
    provider, organization = membership.provider, membership.organization
    places = [one for one in organization.locations.all() if one.use == Location.Use.PRACTICE]
    return _resource(
        "PractitionerRole",
        membership.pk,
        active=provider.standing == Standing.ACTIVE,
        period=_period(membership.during),
        practitioner=_reference("Practitioner", provider.pk, provider.name),
        organization=_reference("Organization", organization.pk, organization.name),
        code=[{"text": provider.get_profession_display()}],
        specialty=[_specialty(code, labels) for code in provider.taxonomy],
        location=[_reference("Location", one.pk, str(one)) for one in places],
        telecom=_telecom(organization.phone),
    )


def organization(row):
    code, display = TYPES.get(row.kind, PROVIDER)
    coding = {"system": ORGANIZATION_TYPE, "code": code, "display": display}
    return _resource(
        "Organization",
        row.pk,
        identifier=_npi(row),
        active=row.is_active,
        type=[{"coding": [coding], "text": row.get_kind_display()}],
        name=_text(row.name),
        telecom=_telecom(row.phone),
        address=[_address(one) for one in row.locations.all()],
    )


def location(row):
    """Where clients come. What is for letters only is no place, but an address of its owner."""
    owner = row.organization
    return _resource(
        "Location",
        row.pk,
        status="inactive" if owner and not owner.is_active else "active",
        name=_text(str(row.owner)),
        mode="instance",
        telecom=_telecom(row.phone),
        address=_address(row),
        managingOrganization=owner and _reference("Organization", owner.pk, owner.name),
    )


def _resource(kind, pk, **elements):
    return {"resourceType": kind, "id": str(pk), **_some(**elements)}


def _some(**elements):
    """Without what is empty, which FHIR does not know; a list without its empty ones."""
    lists = {
        name: [one for one in value if one] if isinstance(value, list) else value
        for name, value in elements.items()
    }
    return {name: value for name, value in lists.items() if value not in (None, "", [], {})}


def _text(typed):
    """Of white space FHIR knows four characters; whatever somebody pasted becomes a space."""
    return " ".join(typed.split())


def _npi(entry):
    """One that was taken out of use has an end."""
    if not entry.npi:
        return []
    end = entry.npi_deactivated_on
    period = {"period": {"end": end.isoformat()}} if end else {}
    return [{"system": NPI, "value": entry.npi, **period}]


def _telecom(phone, email=""):
    points = [("phone", phone), ("email", _text(email))]
    return [{"system": system, "value": value, "use": "work"} for system, value in points if value]


def _address(place):
    is_physical = place.use == Location.Use.PRACTICE
    return _some(
        use="work",
        type="physical" if is_physical else "postal",
        line=[_text(place.street), _text(place.more)],
        city=_text(place.city),
        state=_text(place.state),
        postalCode=_text(place.postal_code),
        country=place.country,
    )


def _specialty(code, labels):
    coding = _some(system=NUCC, code=code, display=_text(labels.get(code, "")))
    return {"coding": [coding]}


def _licence(one):
    return _some(
        identifier=[_some(value=_text(one.number))],
        code={"text": _text(one.kind) or "Licence"},
        period=one.ends and {"end": one.ends.isoformat()},
        issuer={"display": one.state},
    )


def _language(code):
    label = str(Spoken(code).label)
    return {"coding": [{"system": LANGUAGE, "code": code, "display": label}], "text": label}


def _period(during):
    return _some(start=_instant(during.lower), end=_instant(during.upper))


def _instant(moment):
    return moment and moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _reference(kind, pk, display):
    return _some(reference=f"{kind}/{pk}", display=_text(display))
