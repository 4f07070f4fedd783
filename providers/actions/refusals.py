"""What the database refuses, in words for people."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "provider_npi_is_unique": {
        "npi": _("There is a provider with this NPI already. Look for it in the directory.")
    },
    "organization_npi_is_unique": {
        "npi": _("There is an organization with this NPI already. Look for it in the directory.")
    },
    "npi_is_an_organizations": {
        "npi": _("This is the NPI of an organization. Enter the one of the person, or none.")
    },
    "npi_is_a_providers": {
        "npi": _("This is the NPI of a provider. Enter the one of the organization, or none.")
    },
    "practice_admin_is_named_once": {
        "email": _("This person edits this organization already. There is nothing left to do.")
    },
    "licence_is_said_once": {
        "number": _("This licence stands in the entry already. Change that one instead.")
    },
    "membership_is_of_an_active_one": {
        "organization": _("This organization is deactivated. Choose another one.")
    },
    "deactivated_one_has_no_members": _(
        "Somebody has joined this organization meanwhile. Look at it again, then deactivate it."
    ),
    "check_is_of_what_stands": _(
        "Somebody changed the entry while you were looking. Look at it again, then write down "
        "what you saw."
    ),
    "active_one_is_verified": _(
        "Check who they are, or a licence, and write down what you saw. An address that answers "
        "does not say whose it is."
    ),
    "provider_proposals_are_few": _(
        "Too many of those whom you entered wait to be verified. Ask your directory admin."
    ),
    "membership_does_not_overlap": {
        "first_day": _("They belong to this organization then already. Choose other days.")
    },
    "merged_one_stays_as_it_was": _(
        "This entry was merged into another one. Change that one instead."
    ),
    "merged_provider_is_suspended": _(
        "This entry was merged into another one. Undo the merge first."
    ),
    "merged_organization_is_deactivated": _(
        "This entry was merged into another one. Undo the merge first."
    ),
    "merged_one_is_not_named": _(
        "Something in Accord names the entry that would be absorbed, and must go on naming it. "
        "Keep that one, and absorb the other. If that is refused too, the two stay two."
    ),
    "permissions_follow_the_same_person": _(
        "Clients permitted or limited something for the entry that would be absorbed. That can "
        "only go on for the same person: check the same licence on both entries, write down what "
        "you saw, and merge them then. Or keep that one, and absorb the other."
    ),
    "merged_one_has_no_account": _(
        "Somebody signs in as the entry that would be absorbed. Keep that one, and absorb the "
        "other."
    ),
    "merged_one_has_no_members": _(
        "Somebody changed where they belong meanwhile. Look at both entries again."
    ),
    "merged_one_has_no_admin": _(
        "A practice admin edits the one that would be absorbed. End that first, on its page."
    ),
    "suspended_stays_suspended": _(
        "The entry that would be absorbed is suspended or deactivated and the other is not. "
        "Decide first whether it stays so, on its page."
    ),
    "survivor_is_not_merged": _("The other entry was merged itself meanwhile. Look at it again."),
    "entry_is_merged_once": _("This entry was merged already. There is nothing left to do."),
    "merge_is_undone_once": _("This merge was undone already. There is nothing left to do."),
}
"""What a constraint of the database means to the person at the form, by field."""


def sentence_of(refusal):
    """The same as one sentence, for a row of a file."""
    said = REFUSALS.get(refusal.__cause__.diag.constraint_name)
    if isinstance(said, dict):
        said = next(iter(said.values()))
    return str(said or _("The directory cannot take this row"))


@contextmanager
def refusals_in_words(refusals=REFUSALS):
    """A savepoint; what a constraint refuses in it becomes a sentence for people."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name
        if name not in refusals:
            raise
        raise ValidationError(refusals[name]) from error
