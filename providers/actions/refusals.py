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
}
"""What a constraint of the database means to the person at the form, by field."""


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
