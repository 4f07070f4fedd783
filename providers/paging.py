"""Pages of a list that begin after an entry: as fast at a million as at fifty."""

from contextlib import suppress
from uuid import UUID

from django.db.models import Q

ROWS = 50


class Stretch:
    """Some rows of a list in the order of a column and the id, or of how likely they are; nobody
    counts the others."""

    def __init__(self, found, after="", *, by="name", newest=False, is_ranked=False):
        last = _named(found, after, by)
        self.is_first = last is None
        rows = list(_ranked(found, last) if is_ranked else _ordered(found, last, by, newest))
        self.object_list, self.goes_on = rows[:ROWS], len(rows) > ROWS

    def __iter__(self):
        return iter(self.object_list)

    @property
    def last(self):
        return self.object_list[-1].pk if self.goes_on else None


def _named(found, after, by):
    with suppress(ValueError):
        return found.model.objects.filter(pk=UUID(after)).only(by).first()
    return None


def _ordered(found, last, by, newest):
    sign, way = ("-", "lt") if newest else ("", "gt")
    found = found.order_by(f"{sign}{by}", f"{sign}id")
    if last:
        # The first is where the index begins; the second takes off what was shown already.
        here = getattr(last, by)
        found = found.filter(**{f"{by}__{way}e": here})
        found = found.filter(Q(**{f"{by}__{way}": here}) | Q(**{f"id__{way}": last.pk}))
    return found[: ROWS + 1]


def _ranked(found, last):
    """What words found comes with its order, and is no more than `finding.MOST_FOUND`."""
    ids = list(found.values_list("pk", flat=True))
    begin = ids.index(last.pk) + 1 if last and last.pk in ids else 0
    return found.filter(pk__in=ids[begin : begin + ROWS + 1])
