"""Keeping what is being written. No line in the ledger: nothing was said about anybody yet."""

from coordination.models import NoteDraft


def keep_draft(*, author, client, form, content):
    """Puts it in the place of the draft that is there, if there is one."""
    draft = NoteDraft(author=author, client=client, form=form, content=content)
    NoteDraft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["author", "client", "form"],
        update_fields=["content"],
    )


def drop_draft(*, author, client, form):
    """Forgets it: thrown away, or written as a note."""
    NoteDraft.objects.filter(author=author, client=client, form=form).delete()
