"""What a column of a practice's spreadsheet can mean, and what such columns are often called."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

SHEET_FIELDS = {
    "name": _("Full name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "credentials": _("Credentials"),
    "profession": _("Profession"),
    "npi": _("NPI"),
    "email": _("E-mail address"),
    "secure_email": _("Secure e-mail address"),
    "phone": _("Phone"),
    "street": _("Street"),
    "more": _("Suite, floor"),
    "city": _("City"),
    "state": _("State"),
    "postal_code": _("ZIP code"),
    "languages": _("Languages"),
    "taxonomy": _("Taxonomy codes"),
    "country": _("Country"),
    "licence_state": _("State of the licence"),
    "licence_number": _("Number of the licence"),
    "licence_ends": _("Last day of the licence, month first"),
    "licence_ends_day_first": _("Last day of the licence, day first"),
    "organization": _("Organization"),
    "organization_npi": _("NPI of the organization"),
}
CALLED = {
    "name": (
        "full name, provider, provider name, clinician, clinician name, therapist, nombre "
        "completo, nombre y apellidos, profesional, proveedor"
    ),
    "first_name": "first, given name, forename, nombre, primer nombre, nombres",
    "last_name": "last, surname, family name, apellido, apellidos",
    "credentials": "credential, degree, degrees, title, licensure, credenciales, titulo, titulos",
    "profession": (
        "role, job, job title, kind, type, discipline, specialty, speciality, provider type, "
        "profesion, especialidad, ocupacion, puesto"
    ),
    "npi": (
        "npi number, npi no, npi type 1, individual npi, provider npi, numero npi, numero de npi"
    ),
    "email": "e mail, e mail address, email address, mail, correo, correo electronico",
    "secure_email": (
        "secure e mail, secure email address, direct, direct address, direct email, secure "
        "mail, correo seguro, correo electronico seguro"
    ),
    "phone": (
        "phone number, phone no, telephone, telephone number, tel, mobile, cell, cell phone, "
        "work phone, office phone, telefono, numero de telefono, celular, movil"
    ),
    "street": (
        "address, address 1, address line 1, street address, address line one, office address, "
        "direccion, calle, domicilio"
    ),
    "more": "address 2, address line 2, suite, unit, floor, apt, direccion 2, oficina, piso",
    "city": "town, ciudad, localidad",
    "state": "st, province, estado",
    "postal_code": "zip, zip code, zipcode, postcode, postal code, codigo postal",
    "country": "pais",
    "languages": "language, languages spoken, spoken languages, idioma, idiomas, lenguas",
    "taxonomy": "taxonomy code, taxonomy codes, nucc, nucc code, taxonomia, codigo de taxonomia",
    "licence_state": (
        "license state, state of license, lic state, estado de la licencia, licencia estado"
    ),
    "licence_number": (
        "license, licence, license number, license no, lic, lic no, licence no, licencia, "
        "numero de licencia"
    ),
    "licence_ends": (
        "license expires, license expiration, expiration, expiration date, expires, license "
        "ends, licence expires, license expiration date, exp date, vencimiento, vence, "
        "vencimiento de la licencia, fecha de vencimiento"
    ),
    "licence_ends_day_first": (
        "expires dd mm yyyy, expiration dd mm yyyy, expiration date dd mm yyyy, vence dd mm aaaa, "
        "vencimiento dd mm aaaa, fecha de vencimiento dd mm aaaa"
    ),
    "organization": (
        "organisation, practice, practice name, clinic, agency, group, company, employer, "
        "organization name, organizacion, clinica, consultorio, centro"
    ),
    "organization_npi": (
        "npi type 2, group npi, practice npi, clinic npi, org npi, npi de la organizacion, npi "
        "de la clinica"
    ),
}


def _bare(name):
    """`Phone #` and `TELÉFONO` as `phone no` and `telefono`."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("#", " no "))
    letters = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", letters))


MEANT = {
    _bare(name): field for field, called in CALLED.items() for name in [field, *called.split(",")]
}


def guess(header):
    """Which column probably holds which field; the first of two that could."""
    found = {}
    for column in header:
        field = MEANT.get(_bare(column))
        if field and field not in found:
            found[field] = column
    # "Name" beside "Last name" is a first name; alone, or in Spanish "Nombre", the whole.
    if "last_name" not in found and "name" not in found and "first_name" in found:
        found["name"] = found.pop("first_name")
    return found
