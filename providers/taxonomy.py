"""The list of taxonomy codes, as forms and pages ask for it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from providers.models import TaxonomyCode

MOST = 15
"""As many as NPPES keeps of one provider."""


def codes_of(typed):
    """The codes in a text, the main one first. Raises with the first that is not on the list."""
    codes = list(dict.fromkeys(typed.upper().replace(",", " ").replace(";", " ").split()))
    if len(codes) > MOST:
        raise ValidationError(_("Enter 15 codes or fewer, the main one first"))
    known = set(TaxonomyCode.objects.filter(pk__in=codes).values_list("pk", flat=True))
    for code in codes:
        if code not in known:
            text = _("%(code)s is not on our list of codes. Check its letters and digits")
            raise ValidationError(text % {"code": code})
    return codes


def labels_of(codes):
    """The codes as people read them, in their order."""
    found = TaxonomyCode.objects.in_bulk(codes)
    return [str(found[code]) for code in codes]
