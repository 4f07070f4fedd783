"""Who gets what at every address of the site. A new address needs a row here, or a test fails.

The people are those of tests/people.py: Ana's therapist treats her, her psychiatrist has a
release in force, her family doctor's lapsed yesterday, the stranger has nothing to do with her.
The mother acts for Leo, the father's authority has ended; `suspended` had a release and is
suspended; `without_factor` is the therapist who has not shown the second factor.
"""

from tests.sweep.of_directory import DIRECTORY
from tests.sweep.of_oversight import OVERSIGHT
from tests.sweep.rows import (
    CLIENTS,
    PROVIDERS,
    SIGNED_IN,
    Open,
    Own,
    Shut,
    about,
    of_own_clients,
    own_client,
    own_note,
    own_release,
    own_representative,
    own_share,
    page,
)

OFTEN = [
    "anonymous", "ana", "sam", "mother", "therapist", "psychiatrist", "stranger",
    "without_factor", "directory_admin",
]  # fmt: skip
# In the long tests: what closes for these is closed for one of the others by the same policy.
RARELY = ["father", "gp", "suspended", "privacy_officer"]
ROLES = [*OFTEN, *RARELY]
# What each person may come upon somewhere: whose words of the scene, and which.
MAY_READ = {
    "ana": {"ana"},
    "sam": {"sam", "joint-open-body"},
    "mother": {"leo"},
    "therapist": {"ana"},
    "privacy_officer": {
        "ana-nature", "quiet-nature", "quiet-danger",
        "ana-name", "ana-called", "ana-complaint", "ana-account", "leo-name", "leo-called",
        "leo-complaint",
    },
    "psychiatrist": {
        "ana-name", "ana-called", "ana-open-reason", "ana-shared-body", "ana-told", "ana-file",
        "ana-stated", "joint-open-body", "sam-name", "sam-called", "robin-name", "robin-called",
    },
    "gp": {
        "ana-name", "ana-called", "ana-lapsed-reason",
        "sam-name", "sam-called", "robin-name", "robin-called",
    },
}  # fmt: skip

# What each kind of object in an address can be: its name in the scene.
OBJECTS = {
    "release": ["ana_open", "ana_lapsed", "ana_waiting", "leo_open", "leo_waiting", "ana_late"],
    "client": ["ana_record", "leo_record"],
    "item": ["ana_note", "ana_private_note", "ana_check_in", "leo_note", "joint_note"],
    "share": [
        "ana_open_share", "ana_held_share", "leo_open_share", "joint_open_share",
        "joint_held_share",
    ],
    "attachment of item": ["ana_note_file", "ana_private_file", "leo_note_file"],
    "attachment of share": ["ana_open_file", "ana_held_file", "leo_open_file", "joint_held_file"],
    "amendment": ["ana_amendment", "leo_amendment"],
    "copy": ["ana_copy", "leo_copy"],
    "message": ["ana_message", "leo_message"],
    "restriction": ["ana_limit", "leo_limit"],
    "provider": ["entry"],
    "membership": ["workplace"],
    "organization": ["practice"],
    "location": ["address"],
    "licence": ["licence"],
    "practice_admin": ["office"],
    "api_token": ["token"],
    "merge": ["merge"],
    "unit": ["couple"],
    "thread": ["ana_thread", "leo_thread"],
    "line": ["anas_line", "leos_line"],
    "complaint": ["anas_complaint", "leos_complaint"],
    "goal": ["ana_goal", "leo_goal"],
    "representative": ["anas_attorney", "leos_father"],
    "emergency": ["anas_emergency", "quiet_emergency"],
}  # fmt: skip


ROUTES = {
    # For everybody
    "front": Open("what this is, or on to one's own first page"),
    "help": Open("what Accord does and whom to ask"),
    "language": Open("the language of the own pages"),
    "quick_exit": Open("an empty page"),
    "verify": Open("whoever has a file learns whether it is genuine and in force"),
    "demo": Open("a page for development; elsewhere there is nothing"),
    "gallery": Open("a page for development; elsewhere there is nothing"),
    "invitation": Open("whoever holds the link is invited"),
    "invitation_open": Open("whoever came by the link is invited"),
    "accounts/password/reset/": Open("a new password by mail"),
    "account_login": Open("signing in"),
    "account_logout": Open("signing out"),
    "account_inactive": Open("a sentence"),
    "account_signup": Open("by invitation only"),
    "account_email_verification_sent": Open("a code that was sent by mail"),
    "account_reset_password": Open("a new password by mail"),
    "account_confirm_login_code": Open("a code that was sent by mail"),
    "account_confirm_password_reset_code": Open("a code that was sent by mail"),
    "account_complete_password_reset": Open("a new password after the code"),
    "account_password_reset_completed": Open("a sentence"),
    "mfa_authenticate": Open("the second step of signing in"),
    "mfa_login_webauthn": Open("signing in by passkey"),
    "admin:login": Open("leads to signing in"),
    # One's own account
    "account_reauthenticate": Own(),
    "account_email": Own(),
    "mail_choice": page(SIGNED_IN, post=True),
    "esign": page("ana sam mother father", post=True),
    "esign_sample": page("ana sam mother father"),
    "esign_withdraw": page("ana sam mother father", post=True, get=False),
    "account_change_password": Own(),
    "account_set_password": Own(),
    "mfa_index": Own(),
    "mfa_reauthenticate": Own(),
    "mfa_activate_totp": Own(),
    "mfa_deactivate_totp": Own(),
    "mfa_view_recovery_codes": Own(),
    "mfa_generate_recovery_codes": Own(),
    "mfa_download_recovery_codes": Own(),
    "mfa_list_webauthn": Own(),
    "mfa_add_webauthn": Own(),
    "mfa_reauthenticate_webauthn": Own(),
    "mfa_remove_webauthn": Own(),
    "mfa_edit_webauthn": Own(),
    "usersessions_list": Own(),
    "admin:logout": Own("leads out of the Django admin"),
    **DIRECTORY,
    **OVERSIGHT,
    # A provider's work
    "today": page(PROVIDERS),
    "find": page(PROVIDERS, post=True),
    "client_list": page(PROVIDERS, post=True),
    "client_new": page(PROVIDERS, post=True),
    "client_page": about("client", ana_record="therapist psychiatrist"),
    "bridge": about("client", ana_record="therapist"),
    "client_invite": own_client(post=True),
    "representatives": own_client(),
    "representative_new": own_client(post=True),
    "guardians": about("client", True, False, ana_record="therapist"),
    "representative": own_representative(post=True),
    "representative_invite": own_representative(post=True),
    "representative_end": own_representative(post=True),
    "authority_document": own_representative(),
    "treatment_end": own_client(post=True),
    "ask_for_release": own_client(post=True),
    "ask_about_newcomer": own_client(post=True),
    "unit_new": own_client(post=True),
    "unit_page": about("unit"),
    "unit_change": about("unit", post=True),
    "ask_together": about("unit", post=True),
    "note_new": own_client(post=True),
    "note_new_apart": own_client(post=True),
    "note_part": about("item", True),
    "note_files": about("item", True, ana_note="therapist", ana_private_note="therapist"),
    "note_file": about(
        "attachment of item", ana_note_file="therapist", ana_private_file="therapist"
    ),
    "note_file_remove": about(
        "attachment of item", True, ana_note_file="therapist", ana_private_file="therapist"
    ),
    "amendment_answer": about("amendment", True, ana_amendment="therapist"),
    "note_page": own_note(),
    "note_revise": own_note(post=True),
    "note_share": own_note(post=True),
    "share_withdraw": about("share", True, ana_open_share="therapist", ana_held_share="therapist"),
    "shared_with_me": page(PROVIDERS),
    "from_clients": page(PROVIDERS),
    "from_client": about("copy", True, ana_copy="therapist"),
    "thread_list": page(PROVIDERS),
    "thread_page": about("thread", True, ana_thread="therapist psychiatrist"),
    "thread_now": about("thread", ana_thread="therapist psychiatrist"),
    "thread_new": own_client(post=True),
    "shared_file": about("attachment of share", ana_open_file="psychiatrist"),
    "client_file": about(
        "attachment of share", ana_open_file="ana", ana_held_file="ana", leo_open_file="mother"
    ),
    "shared_open": about("share", ana_open_share="psychiatrist", joint_open_share="psychiatrist"),
    "goal_list": own_client(),
    "goal_new": own_client(post=True),
    "term_new": own_client(post=True),
    "goal_page": about("goal", ana_goal="therapist"),
    "check_in_new": about("goal", True, ana_goal="therapist"),
    "release_list": page(PROVIDERS, post=True),
    "release_page": about(
        "release",
        ana_open="therapist psychiatrist",
        ana_lapsed="therapist gp",
        ana_waiting="therapist",
        ana_late="therapist",
    ),
    "signed_record": about(
        "release",
        ana_open="therapist psychiatrist",
        ana_lapsed="therapist gp",
        ana_waiting="therapist",
        ana_late="therapist",
    ),
    "ask_to_renew": of_own_clients(),
    "asked_by_default": about("organization", True, practice="therapist"),
    "not_by_default": about(
        "release",
        post=True,
        get=False,
        **dict.fromkeys(["ana_open", "ana_lapsed", "ana_waiting", "ana_late"], "ana"),
        leo_open="mother",
        leo_waiting="mother",
    ),
    "ask_again": about("release", post=True, get=False, ana_late="therapist"),
    "record_stop": of_own_clients(),
    "print_form": of_own_clients(post=False),
    "record_paper": of_own_clients(),
    "paper_original": of_own_clients(post=False),
    # A client's own
    "client_home": page(CLIENTS),
    "client_notes": page(CLIENTS),
    "client_note": own_share(joint_held_share="sam"),
    "client_note_limit": own_share(post=True, joint_held_share="sam"),
    "their_list": about("provider", entry="ana mother"),
    "their_note": about(
        "share", ana_open_share="ana", leo_open_share="mother", joint_open_share="sam"
    ),
    "amendment_new": own_share(post=True),
    "amendment_disagree": about("amendment", True, ana_amendment="ana", leo_amendment="mother"),
    "team_message_list": page(CLIENTS),
    "team_message_new": page(CLIENTS, post=True),
    "team_message": about("message", ana_message="ana", leo_message="mother"),
    "my_goals": page(CLIENTS),
    "my_goal": about("goal", True, ana_goal="ana", leo_goal="mother"),
    "my_check_in": about("goal", True, ana_goal="ana", leo_goal="mother"),
    "my_reply": about("item", True, ana_check_in="ana"),
    "my_prompt": page(CLIENTS, post=True),
    "my_rhythm": page(CLIENTS, post=True),
    "accounting": page(CLIENTS),
    "history_file": page(CLIENTS),
    "access_history": page(CLIENTS),
    "complaint_list": page(CLIENTS),
    "complaint_new": about("line", True, anas_line="ana", leos_line="mother"),
    "limit_list": page(CLIENTS),
    "limit_new": page(CLIENTS, post=True),
    "limit_lift": about("restriction", True, ana_limit="ana", leo_limit="mother"),
    "stop_all_sharing": page(CLIENTS, post=True),
    "act_for": page(CLIENTS, post=True, get=False),
    "review": own_release(),
    "review_what": own_release(post=True),
    "review_why": own_release(),
    "review_when": own_release(post=True),
    "review_check": own_release(),
    "review_sign": own_release(post=True),
    "review_paper": own_release(),
    "review_done": own_release(),
    "review_no": own_release(post=True),
    "review_less": own_release(post=True),
    "share_with": page(CLIENTS, post=True),
    "agreed_for_me": page("ana sam"),
    "share_draft": own_release(post=True),
    "change_sharing": own_release(post=True),
    "renew_sharing": own_release(post=True),
    "stop_sharing": own_release(post=True),
    "release_receipt": own_release(),
    "each_other": own_release(post=True),
    "release_drawing": own_release(),
    "stop_receipt": own_release(),
    "stop_all_receipt": page(CLIENTS),
    "release_calendar": own_release(),
    "signed_copy": own_release(),
    "signed_paper": own_release(),
}

# What is sent by POST, where an empty form would say nothing about who gets in.
SENT = {
    "act_for": {"client": "own_record"},
    "stop_all_sharing": {"client": "own_record"},
    "limit_new": {"client": "own_record"},
    "team_message_new": {"client": "own_record"},
    "emergency_wish": {"client": "own_record"},
    "share_with": {"client": "own_record"},
    "note_share": {"recipients": "colleague"},
}


def row_of(name):
    """What the table says about this address; the Django admin is shut as a whole."""
    is_admin = name.startswith("admin:") or name in ("<path:object_id>/", "(?P<url>.*)$")
    return ROUTES.get(name) or (Shut() if is_admin else None)
