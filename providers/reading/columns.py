"""Columns of the files that NPPES and NUCC publish, by their names there."""

import re

MAILING, PRACTICE = "Business Mailing Address", "Business Practice Location Address"
TAXONOMIES, IDENTIFIERS = range(1, 16), range(1, 51)


def address(of):
    """Columns of one of the two addresses of the main file."""
    return [
        f"Provider First Line {of}",
        f"Provider Second Line {of}",
        f"Provider {of} City Name",
        f"Provider {of} State Name",
        f"Provider {of} Postal Code",
        f"Provider {of} Country Code (If outside U.S.)",
        f"Provider {of} Telephone Number",
        f"Provider {of} Fax Number",
    ]


def speciality(number):
    return [
        f"Healthcare Provider Taxonomy Code_{number}",
        f"Provider License Number_{number}",
        f"Provider License Number State Code_{number}",
        f"Healthcare Provider Primary Taxonomy Switch_{number}",
    ]


def identifier(number):
    start = "Other Provider Identifier"
    return [
        f"{start}_{number}",
        f"{start} Type Code_{number}",
        f"{start} State_{number}",
        f"{start} Issuer_{number}",
    ]


NPPES = [
    "NPI",
    "Entity Type Code",
    "Replacement NPI",
    "Employer Identification Number (EIN)",
    "Provider Organization Name (Legal Business Name)",
    "Provider Last Name (Legal Name)",
    "Provider First Name",
    "Provider Middle Name",
    "Provider Name Prefix Text",
    "Provider Name Suffix Text",
    "Provider Credential Text",
    "Provider Other Organization Name",
    "Provider Other Organization Name Type Code",
    "Provider Other Last Name",
    "Provider Other First Name",
    "Provider Other Middle Name",
    "Provider Other Name Prefix Text",
    "Provider Other Name Suffix Text",
    "Provider Other Credential Text",
    "Provider Other Last Name Type Code",
    *address(MAILING),
    *address(PRACTICE),
    "Provider Enumeration Date",
    "Last Update Date",
    "NPI Deactivation Reason Code",
    "NPI Deactivation Date",
    "NPI Reactivation Date",
    "Provider Sex Code",
    "Authorized Official Last Name",
    "Authorized Official First Name",
    "Authorized Official Middle Name",
    "Authorized Official Title or Position",
    "Authorized Official Telephone Number",
    *[column for number in TAXONOMIES for column in speciality(number)],
    *[column for number in IDENTIFIERS for column in identifier(number)],
    "Is Sole Proprietor",
    "Is Organization Subpart",
    "Parent Organization LBN",
    "Parent Organization TIN",
    "Authorized Official Name Prefix Text",
    "Authorized Official Name Suffix Text",
    "Authorized Official Credential Text",
    *[f"Healthcare Provider Taxonomy Group_{number}" for number in TAXONOMIES],
    "Certification Date",
]
SECOND = "Provider Secondary Practice Location Address"
LOCATION = [
    f"{SECOND}- Address Line 1",
    f"{SECOND}-  Address Line 2",
    f"{SECOND} - City Name",
    f"{SECOND} - State Name",
    f"{SECOND} - Postal Code",
    f"{SECOND} - Country Code (If outside U.S.)",
    f"{SECOND} - Telephone Number",
    f"{SECOND} - Telephone Extension",
    "Provider Practice Location Address - Fax Number",
]
LOCATIONS = ["NPI", *LOCATION]
OTHER_NAMES = [
    "NPI",
    "Provider Other Organization Name",
    "Provider Other Organization Name Type Code",
]
ENDPOINTS = [
    "NPI",
    "Endpoint Type",
    "Endpoint Type Description",
    "Endpoint",
    "Affiliation",
    "Endpoint Description",
    "Affiliation Legal Business Name",
    "Use Code",
    "Use Description",
    "Other Use Description",
    "Content Type",
    "Content Description",
    "Other Content Description",
    "Affiliation Address Line One",
    "Affiliation Address Line Two",
    "Affiliation Address City",
    "Affiliation Address State",
    "Affiliation Address Country",
    "Affiliation Address Postal Code",
]
NUCC = [
    "Code",
    "Grouping",
    "Classification",
    "Specialization",
    "Definition",
    "Notes",
    "Display Name",
    "Section",
]
KNOWN = list(dict.fromkeys([*NPPES, *LOCATIONS, *OTHER_NAMES, *ENDPOINTS, *NUCC]))


def plain(name):
    """A column's name without what differs between editions: case, spaces, spaces by a dash."""
    return re.sub(r"\s*-\s*", "-", " ".join(name.casefold().split()))
