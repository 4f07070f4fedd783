"""National Provider Identifiers: ten digits, the last of which checks the others."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, Func, Q
from django.utils.translation import gettext_lazy as _

CARD_ISSUER = "80840"
"""What the check digit is computed with: health applications in the United States."""


class IsNpi(Func):
    """Whether the database takes this for an NPI: the same rule, for whoever writes."""

    function = "is_npi"
    output_field = BooleanField()


class Identified(models.Model):
    """Has an NPI, or none."""

    npi = models.CharField(_("NPI"), max_length=10, blank=True, db_default="", default="")
    npi_deactivated_on = models.DateField(_("NPI deactivated on"), null=True, blank=True)
    """When whoever gives NPIs took this one out of use."""

    class Meta:
        abstract = True


def npi_constraints(of):
    """An NPI is one by its own digits, and belongs to one entry; some have none."""
    return [
        models.CheckConstraint(condition=Q(npi="") | Q(IsNpi("npi")), name=f"{of}_npi_is_one"),
        models.UniqueConstraint(fields=["npi"], condition=~Q(npi=""), name=f"{of}_npi_is_unique"),
        models.CheckConstraint(
            condition=Q(npi_deactivated_on=None) | ~Q(npi=""), name=f"{of}_deactivated_npi_is_there"
        ),
    ]


def validate_npi(npi):
    """Raises with a sentence for people unless this can be somebody's NPI."""
    if not re.fullmatch("[12][0-9]{9}", npi):
        raise ValidationError(_("NPI must be 10 digits and start with 1 or 2"), code="shape")
    if luhn(CARD_ISSUER + npi) % 10:
        raise ValidationError(_("Check the NPI. One digit looks wrong"), code="check_digit")


def luhn(digits):
    """The sum of the digits, every second one from the right doubled and its digits added."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return sum(doubled) + sum(map(int, digits[::-2]))
