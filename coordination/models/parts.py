"""Parts: what an author wrote about one person out of a note about several."""

from django.db import models

from coordination.models.items import Item
from ledger.ids import IdField


class ItemPart(models.Model):
    """That a note was split from a joint one: the author's own knowledge.

    A row of its own and no column of the item: whoever may read the item would read the column,
    and learn that there is something about another person.
    """

    guarded = True

    id = IdField()
    item = models.OneToOneField(Item, models.CASCADE, related_name="as_part")
    joint = models.ForeignKey(Item, models.CASCADE, related_name="parts")

    def __str__(self):
        return f"{self.item} of {self.joint}"
