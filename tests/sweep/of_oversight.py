"""Who gets what where somebody oversees others, and in emergencies: a part of access.py."""

from tests.sweep.rows import CLIENTS, about, keeping, page

OVERSIGHT = {
    "officer_overview": page("privacy_officer"),
    "officer_ledger": page("privacy_officer"),
    "officer_ledger_file": page("privacy_officer"),
    "officer_accounting": about(
        "client", ana_record="privacy_officer", leo_record="privacy_officer"
    ),
    "officer_unusual": page("privacy_officer"),
    "officer_openings": about("line", True),
    "officer_people": page("privacy_officer", post=True),
    "officer_complaints": page("privacy_officer"),
    "officer_complaint": about(
        "complaint", True, anas_complaint="privacy_officer", leos_complaint="privacy_officer"
    ),
    "emergency_wish": page(CLIENTS, post=True),
    "emergency_new": page("therapist", post=True),
    "emergency_page": about("emergency"),
    "emergency_note": about("item"),
    "emergency_switch": keeping("organization", "practice"),
    "officer_emergencies": page("privacy_officer"),
    "officer_emergency": about(
        "emergency", True, anas_emergency="privacy_officer", quiet_emergency="privacy_officer"
    ),
    "officer_emergency_delay": about("emergency", True, quiet_emergency="privacy_officer"),
}
