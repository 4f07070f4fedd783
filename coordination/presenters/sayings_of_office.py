"""The sentences of the ledger about records, accounts and the directory."""

from django.utils.translation import gettext_lazy

from coordination.presenters.saying import Group, Saying
from ledger.models import Verb
from releases.consent_map import State

OFFICE = {
    Verb.CLIENT_REGISTERED: Saying(gettext_lazy("%(who)s made this record."), Group.OTHER, "add"),
    Verb.TREATMENT_STARTED: Saying(
        gettext_lazy("%(who)s began the treatment."), Group.OTHER, "person"
    ),
    Verb.TREATMENT_ENDED: Saying(
        gettext_lazy("%(who)s ended the treatment."), Group.OTHER, "person", State.ENDED
    ),
    Verb.REPRESENTATIVE_ADDED: Saying(
        gettext_lazy("%(who)s noted who may act for this client."), Group.OTHER, "person"
    ),
    Verb.REPRESENTATIVE_VERIFIED: Saying(
        gettext_lazy("%(who)s looked at a document: somebody may act for this client."),
        Group.OTHER,
        "shield",
    ),
    Verb.REPRESENTATIVE_ENDED: Saying(
        gettext_lazy("%(who)s noted that somebody no longer acts for this client."),
        Group.OTHER,
        "person",
        State.ENDED,
    ),
    Verb.GUARDIANS_SET: Saying(
        gettext_lazy("%(who)s changed how many guardians sign for this client."),
        Group.OTHER,
        "person",
    ),
    Verb.UNIT_FORMED: Saying(
        gettext_lazy("%(who)s noted who is seen together as a couple or family."),
        Group.OTHER,
        "person",
    ),
    Verb.UNIT_CHANGED: Saying(
        gettext_lazy("%(who)s changed what is noted about a couple or family."),
        Group.OTHER,
        "person",
    ),
    Verb.INVITED: Saying(
        gettext_lazy("%(who)s sent an invitation to open an account."), Group.OTHER, "mail"
    ),
    Verb.INVITATION_TAKEN_BACK: Saying(
        gettext_lazy("%(who)s took an invitation back."), Group.OTHER, "mail", State.ENDED
    ),
    Verb.ROLE_GIVEN: Saying(gettext_lazy("%(who)s gave somebody a role."), Group.OTHER, "account"),
    Verb.ROLE_TAKEN: Saying(
        gettext_lazy("%(who)s took a role from somebody."), Group.OTHER, "account", State.ENDED
    ),
    Verb.ACCOUNT_CREATED: Saying(
        gettext_lazy("%(who)s opened an account."), Group.OTHER, "account"
    ),
    Verb.ACCOUNT_LINKED: Saying(
        gettext_lazy("%(who)s connected an account to a record."), Group.OTHER, "account"
    ),
    Verb.PROVIDER_ADDED: Saying(
        gettext_lazy("%(who)s added somebody to the directory."), Group.OTHER, "directory"
    ),
    Verb.PROVIDER_CHANGED: Saying(
        gettext_lazy("%(who)s changed an entry in the directory."), Group.OTHER, "directory"
    ),
    Verb.PROVIDER_VERIFIED: Saying(
        gettext_lazy("%(who)s verified somebody in the directory."), Group.OTHER, "directory"
    ),
    Verb.PROVIDER_ACTIVATED: Saying(
        gettext_lazy("%(who)s activated somebody in the directory."), Group.OTHER, "directory"
    ),
    Verb.ORGANIZATION_ADDED: Saying(
        gettext_lazy("%(who)s added an organization to the directory."),
        Group.OTHER,
        "organization",
    ),
    Verb.ORGANIZATION_CHANGED: Saying(
        gettext_lazy("%(who)s changed an organization in the directory."),
        Group.OTHER,
        "organization",
    ),
    Verb.ORGANIZATION_DEACTIVATED: Saying(
        gettext_lazy("%(who)s took an organization out of use."),
        Group.OTHER,
        "organization",
        State.ENDED,
    ),
    Verb.ORGANIZATION_REACTIVATED: Saying(
        gettext_lazy("%(who)s put an organization back into use."), Group.OTHER, "organization"
    ),
    Verb.PRACTICE_ADMIN_NAMED: Saying(
        gettext_lazy("%(who)s let somebody edit an organization."), Group.OTHER, "organization"
    ),
    Verb.PRACTICE_ADMIN_ENDED: Saying(
        gettext_lazy("%(who)s ended that somebody edits an organization."),
        Group.OTHER,
        "organization",
        State.ENDED,
    ),
    Verb.ENTRY_CONFIRMED: Saying(
        gettext_lazy("%(who)s confirmed an entry of the directory."), Group.OTHER, "directory"
    ),
    Verb.API_TOKEN_MADE: Saying(
        gettext_lazy("%(who)s made a token that reads the directory for an organization."),
        Group.OTHER,
        "organization",
    ),
    Verb.API_TOKEN_REVOKED: Saying(
        gettext_lazy("%(who)s revoked a token that read the directory for an organization."),
        Group.OTHER,
        "organization",
        State.ENDED,
    ),
    Verb.DIRECTORY_EXPORTED: Saying(
        gettext_lazy("%(who)s downloaded the directory as a file."), Group.OTHER, "directory"
    ),
    Verb.ENTRIES_MERGED: Saying(
        gettext_lazy("%(who)s merged two entries of the directory."), Group.OTHER, "directory"
    ),
    Verb.MERGE_UNDONE: Saying(
        gettext_lazy("%(who)s undid a merge of two entries of the directory."),
        Group.OTHER,
        "directory",
    ),
    Verb.ENTRIES_TOLD_APART: Saying(
        gettext_lazy("%(who)s said that two entries of the directory are two."),
        Group.OTHER,
        "directory",
    ),
    Verb.IMPORT_CONFIRMED: Saying(
        gettext_lazy("%(who)s let a file be imported into the directory."), Group.OTHER, "directory"
    ),
    Verb.IMPORT_FINISHED: Saying(
        gettext_lazy("An import into the directory was finished."), Group.OTHER, "directory"
    ),
    Verb.IMPORT_CANCELLED: Saying(
        gettext_lazy("%(who)s cancelled an import into the directory."),
        Group.OTHER,
        "directory",
        State.ENDED,
    ),
    Verb.IMPORT_UNDONE: Saying(
        gettext_lazy("%(who)s undid an import into the directory."),
        Group.OTHER,
        "directory",
        State.ENDED,
    ),
    Verb.ENTRY_TAKEN_BACK: Saying(
        gettext_lazy("%(who)s took an entry of the directory back with its import."),
        Group.OTHER,
        "directory",
        State.ENDED,
    ),
    Verb.PROVIDER_SUSPENDED: Saying(
        gettext_lazy("%(who)s suspended somebody in the directory."),
        Group.OTHER,
        "directory",
        State.ENDED,
    ),
    Verb.PROVIDER_REINSTATED: Saying(
        gettext_lazy("%(who)s let somebody in the directory go on."), Group.OTHER, "directory"
    ),
    Verb.MEMBERSHIP_STARTED: Saying(
        gettext_lazy("%(who)s added somebody to an organization."), Group.OTHER, "organization"
    ),
    Verb.MEMBERSHIP_ENDED: Saying(
        gettext_lazy("%(who)s took somebody off an organization."),
        Group.OTHER,
        "organization",
        State.ENDED,
    ),
}
