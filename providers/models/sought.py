"""What entries are found by: written by triggers, read by one function of the database alone."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from ledger.ids import IdField


class Sought(models.Model):
    """One provider or organization, as words look for it."""

    guarded = True

    id = IdField()
    entry_id = models.UUIDField(unique=True)
    name = models.TextField()
    """The words of the name, each after a blank."""
    lexemes = SearchVectorField()
    """The words of all that it is found by, and marks: `standing=active`, `state=OR`."""

    class Meta:
        indexes = [
            GinIndex(fields=["lexemes"], name="sought_by_lexeme", fastupdate=False),
            models.Index(OpClass(F("name"), name="text_pattern_ops"), name="sought_by_beginning"),
        ]

    def __str__(self):
        return self.name


class Word(models.Model):
    """A word by which something in the directory is found, or was once."""

    guarded = True

    id = IdField()
    word = models.CharField(max_length=60)
    """Once, or a few times where several brought it at the same moment."""

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="word_by_word"),
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="word_by_trigram"),
        ]

    def __str__(self):
        return self.word
