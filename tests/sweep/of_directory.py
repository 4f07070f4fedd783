"""Who gets what at the addresses of the directory: a part of tests/sweep/access.py."""

from tests.sweep.rows import KEEPER, SIGNED_IN, about, keeping, page

DIRECTORY = {
    "provider_list": page(SIGNED_IN),
    "provider_page": about("provider", entry=SIGNED_IN),
    "provider_add": page(KEEPER, post=True),
    "provider_edit": keeping("provider", "entry"),
    "provider_activate": keeping("provider", "entry"),
    "provider_suspend": keeping("provider", "entry"),
    "provider_reinstate": keeping("provider", "entry"),
    "provider_invite": keeping("provider", "entry"),
    "membership_add": keeping("provider", "entry"),
    "membership_end": keeping("membership", "workplace"),
    "organization_list": page(SIGNED_IN),
    "organization_add": page(KEEPER, post=True),
    "organization_page": about("organization", practice=SIGNED_IN),
    "organization_edit": keeping("organization", "practice"),
    "organization_deactivate": keeping("organization", "practice"),
    "organization_reactivate": keeping("organization", "practice"),
    "organization_location_add": keeping("organization", "practice"),
    "practice_admin_add": keeping("organization", "practice"),
    "practice_admin_end": about("practice_admin", True, False, office=KEEPER),
    "organization_history": about("organization", practice=KEEPER),
    "provider_history": about("provider", entry=KEEPER),
    "provider_location_add": keeping("provider", "entry"),
    "location_edit": keeping("location", "address"),
    "licence_add": keeping("provider", "entry"),
    "licence_edit": keeping("licence", "licence"),
}
