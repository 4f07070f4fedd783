"""Who gets what at the addresses of the directory: a part of tests/sweep/access.py."""

from providers.exchange.answers import KINDS
from tests.sweep.rows import KEEPER, SIGNED_IN, Open, about, keeping, page

DIRECTORY = {
    "provider_list": page(SIGNED_IN),
    "provider_page": about("provider", entry=SIGNED_IN),
    "provider_add": page(KEEPER, post=True),
    "provider_edit": keeping("provider", "entry"),
    "provider_verify": keeping("provider", "entry"),
    "provider_suspend": keeping("provider", "entry"),
    "provider_reinstate": keeping("provider", "entry"),
    "provider_invite": keeping("provider", "entry"),
    "provider_invite_again": about("provider", True, False, entry=KEEPER),
    "provider_take_back": about("provider", True, False, entry=KEEPER),
    "invitation_list": page(KEEPER, post=True),
    "membership_add": keeping("provider", "entry"),
    "membership_end": keeping("membership", "workplace"),
    "organization_list": page(SIGNED_IN),
    "organization_add": page(KEEPER, post=True),
    "organization_page": about("organization", practice=SIGNED_IN),
    "organization_edit": keeping("organization", "practice"),
    "organization_verify": keeping("organization", "practice"),
    "organization_deactivate": keeping("organization", "practice"),
    "organization_reactivate": keeping("organization", "practice"),
    "organization_location_add": keeping("organization", "practice"),
    "quality": page(KEEPER),
    "quality_list": page(KEEPER),
    "duplicate_list": page(KEEPER),
    "provider_look_alikes": about("provider", entry=KEEPER),
    "organization_look_alikes": about("organization", practice=KEEPER),
    "provider_merge": keeping("provider", "entry"),
    "organization_merge": keeping("organization", "practice"),
    "provider_apart": about("provider", True, False, entry=KEEPER),
    "organization_apart": about("organization", True, False, practice=KEEPER),
    "merge_undo": keeping("merge", "merge"),
    "provider_confirm": about("provider", True, False, entry=KEEPER),
    "organization_confirm": about("organization", True, False, practice=KEEPER),
    "practice_admin_add": keeping("organization", "practice"),
    "practice_admin_end": about("practice_admin", True, False, office=KEEPER),
    "organization_history": about("organization", practice=KEEPER),
    "provider_history": about("provider", entry=KEEPER),
    "provider_location_add": keeping("provider", "entry"),
    "location_edit": keeping("location", "address"),
    "licence_add": keeping("provider", "entry"),
    "licence_edit": keeping("licence", "licence"),
    "api_token_list": about("organization", practice=KEEPER),
    "api_token_add": keeping("organization", "practice"),
    "api_token_revoke": about("api_token", True, False, token=KEEPER),
    "providers_file": page(KEEPER),
    "organizations_file": page(KEEPER),
    "exchange": page(KEEPER),
    "exchange_openapi": Open("what programs can ask for, which tells of nobody"),
    "exchange_metadata": Open("what programs can ask for, which tells of nobody"),
    # Not redirected to the sign-in: whoever asks without a token or a session reads that as FHIR.
    # Who reads, tests/providers/test_api_tokens.py asks.
    **{
        f"fhir_{kind}{one}": Open("asks for a token or a session itself")
        for kind in KINDS
        for one in ("", "_one")
    },
}
