"""What an author began to write and has not said to anybody."""

from coordination.models import NoteDraft


def draft_in(place):
    """The draft in this place, or None."""
    return NoteDraft.objects.filter(**place).first()


def begun(client, provider, forms):
    """The drafts of these forms about the client, the newest first, by form."""
    kept = NoteDraft.objects.filter(author=provider, client=client, form__in=forms)
    return {one.form: one for one in kept.order_by("-saved_at")}
