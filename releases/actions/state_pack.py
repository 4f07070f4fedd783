"""Setting the state pack: what the law makes a minor's own, from this moment on."""

from django.db import transaction

from ledger.actions import record
from ledger.models import Verb
from releases.models import Category, MinorConsent
from releases.state_pack import BadPackError


@transaction.atomic
def set_state_pack(*, ages, by):
    """The lines of the new pack, in place of all that were there. Raises BadPackError."""
    if unknown := set(ages) - set(Category.objects.values_list("code", flat=True)):
        raise BadPackError(f"No such kind: {', '.join(sorted(unknown))}. Take it out or mend it.")
    MinorConsent.objects.all().delete()
    lines = [MinorConsent(category_id=code, from_age=age) for code, age in ages.items()]
    MinorConsent.objects.bulk_create(lines)
    record(Verb.STATE_PACK_SET, by=by, detail={"from_age": ages})
    return lines
