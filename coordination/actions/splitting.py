"""Writing a part about one person out of a note about several."""

from django.db import transaction

from coordination.actions.writing import write_item
from coordination.models import ItemPart


@transaction.atomic
def write_part(*, joint, client, by, **content):
    """A note about this client alone, which stands on that client's release alone.

    Nothing is copied, and nobody but the author can tell that it is part of something.
    """
    item = write_item(author=joint.author, subjects=[client], by=by, **content)
    ItemPart(item=item, joint=joint).save(force_insert=True)
    return item
