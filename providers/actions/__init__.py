"""What changes the directory, each with its line in the ledger."""

from providers.actions.api_tokens import make_api_token, revoke_api_token
from providers.actions.entries import (
    add_organization,
    add_provider,
    change_organization,
    change_provider,
    confirm,
    propose_provider,
)
from providers.actions.exporting import tell_of_export
from providers.actions.inviting import invite_again
from providers.actions.memberships import begin_membership, end_membership
from providers.actions.merging import merge, seen, tell_apart
from providers.actions.organizations import deactivate_organization, reactivate_organization
from providers.actions.parts import (
    add_licence,
    add_location,
    change_licence,
    change_location,
    drop_licence,
    drop_location,
)
from providers.actions.practice_admins import end_practice_admin, name_practice_admin
from providers.actions.standing import MOVES, invite_provider, move
from providers.actions.undoing import undo_merge
from providers.actions.verifying import Check, verify, verify_several

__all__ = [
    "MOVES",
    "Check",
    "add_licence",
    "add_location",
    "add_organization",
    "add_provider",
    "begin_membership",
    "change_licence",
    "change_location",
    "change_organization",
    "change_provider",
    "confirm",
    "deactivate_organization",
    "drop_licence",
    "drop_location",
    "end_membership",
    "end_practice_admin",
    "invite_again",
    "invite_provider",
    "make_api_token",
    "merge",
    "move",
    "name_practice_admin",
    "propose_provider",
    "reactivate_organization",
    "revoke_api_token",
    "seen",
    "tell_apart",
    "tell_of_export",
    "undo_merge",
    "verify",
    "verify_several",
]
