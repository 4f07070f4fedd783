"""Rows of corrections: what clients ask and state."""

from coordination.models import Amendment


def amendment(item, person, *, client=None, wrong="It was six hours.", **fields):
    """What somebody asks to be corrected in the note, for themselves unless `client` says."""
    facts = {"should_say": "Six hours.", "client": client or person.client} | fields
    return Amendment.objects.create(item=item, asked_by=person.user, wrong=wrong, **facts)
