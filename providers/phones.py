"""Phone numbers: typed in many ways, kept in one (E.164), read aloud in another."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

E164 = r"^\+(1[2-9][0-9]{2}[2-9][0-9]{6}|[2-9][0-9]{6,14})$"
"""North America has ten digits, area code and exchange from 2; elsewhere it is up to fifteen."""
ENTER = _(
    "Enter the phone number with its area code, such as (503) 555-0100. "
    "One from abroad begins with + and the code of the country"
)
DIGITS_ONLY = _("Leave out the extension and other words: digits only, such as (503) 555-0100")


def to_e164(typed):
    """The number as it is kept: `+15035550100`. Raises ValidationError with a sentence."""
    if re.search(r"[^\W\d_]", typed):
        raise ValidationError(DIGITS_ONLY, code="words")
    # Abroad the zero in "+44 (0)20" is dialled at home only.
    bare = re.sub(r"^(\s*\+[0-9]{1,3}\s*)\(0\)", r"\1", typed)
    bare = re.sub(r"[\s().\-/\u2010-\u2015]", "", bare)
    if re.fullmatch("1?[0-9]{10}", bare):
        bare = f"+1{bare[-10:]}"
    if not re.fullmatch(E164, bare):
        raise ValidationError(ENTER, code="phone")
    return bare


def readable(phone):
    """The number as people read it: at home `(503) 555-0100`, abroad as it is kept."""
    if not phone.startswith("+1"):
        return phone
    return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"


class Reachable(models.Model):
    """Has a phone number, or none."""

    phone = models.CharField(_("phone"), max_length=16, blank=True, db_default="", default="")

    class Meta:
        abstract = True

    @property
    def phone_to_read(self):
        return readable(self.phone)


def phone_constraint(of):
    return models.CheckConstraint(
        condition=Q(phone="") | Q(phone__regex=E164), name=f"{of}_phone_is_e164"
    )
