"""Threads: messages about the same clients that belong together."""

import uuid

from django.db import models
from django.db.models import Q

from clients.models import Client
from coordination.models.items import Item
from coordination.models.shares import Share


class ThreadQuerySet(models.QuerySet):
    def known_to(self, provider):
        """Those in which the provider wrote, or may open a message at this moment."""
        own = Item.objects.written_by(provider).filter(kind=Item.Kind.MESSAGE)
        opened = Share.objects.visible_to(provider).filter(kind=Item.Kind.MESSAGE)
        return self.filter(Q(pk__in=own.values("thread")) | Q(pk__in=opened.values("item__thread")))


class Thread(models.Model):
    """What its messages have in common, which is whom they are about and nothing else.

    Who began it, when, and who else is in it stand in the messages and their shares, where each
    reads only what is theirs. The id tells no time: it would say that there was something before.
    """

    guarded = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subjects = models.ManyToManyField(Client, through="ThreadSubject", related_name="threads")

    objects = ThreadQuerySet.as_manager()

    def __str__(self):
        return f"thread {self.pk}"


class ThreadSubject(models.Model):
    """Every message of the thread is about this client, and about the others of the thread."""

    guarded = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="about")
    client = models.ForeignKey(Client, models.PROTECT, related_name="thread_subjects")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "client"], name="thread_subject_once"),
        ]

    def __str__(self):
        return f"{self.thread} about {self.client}"
