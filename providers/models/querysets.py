"""Who sees the directory."""

from django.db import models


class DirectoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The directory is open to everyone who is signed in."""
        return self if user.is_authenticated else self.none()


class EntryQuerySet(DirectoryQuerySet):
    def unmerged(self):
        """Those that stand for themselves: not absorbed by another entry."""
        return self.filter(merged_into=None)
