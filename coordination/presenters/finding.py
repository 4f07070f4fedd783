"""Finding what one wrote, and what others shared and may be opened now."""

from dataclasses import dataclass

from coordination.models import Item, Share
from coordination.presenters.staff import note_lines

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Total:
    """How many there are, counted as far as it is of use: to count a long history reads it all."""

    counted: int

    @property
    def is_more(self):
        return self.counted > MOST_COUNTED

    @property
    def number(self):
        return min(self.counted, MOST_COUNTED)


def own(provider, wanted, words=""):
    """What the provider wrote, with each of these words in its text."""
    items = Item.objects.written_by(provider)
    if wanted["client"]:
        items = items.filter(about__client=wanted["client"])
    for word in words.split():
        items = items.filter(body__icontains=word)
    return _narrowed(items, wanted).defer("body")


def received(provider, wanted):
    """What is open to the provider now. No words are looked for in it: what is found by a word is
    known to hold it, and to know that is to have opened it."""
    shares = Share.objects.visible_to(provider)
    if wanted["client"]:
        shares = shares.about(wanted["client"])
    return _narrowed(shares, wanted)


def total(found):
    return Total(found.order_by()[: MOST_COUNTED + 1].count())


def own_lines(items, provider):
    return note_lines(items, Share.objects.written_by(provider), provider)


def _narrowed(found, wanted):
    if wanted["kind"]:
        found = found.filter(kind=wanted["kind"])
    if wanted["category"]:
        found = found.filter(categories__contains=[wanted["category"]])
    if wanted["since"]:
        found = found.filter(service_date__gte=wanted["since"])
    if wanted["until"]:
        found = found.filter(service_date__lte=wanted["until"])
    return found
