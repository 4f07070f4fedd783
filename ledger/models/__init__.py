"""The two tables of the ground floor: what happened, and what still has to go out."""

from .entries import AppendOnlyError, Entry, Verb
from .outgoing import Dropped, Outgoing

__all__ = ["AppendOnlyError", "Dropped", "Entry", "Outgoing", "Verb"]
