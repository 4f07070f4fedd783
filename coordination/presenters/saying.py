"""How a verb of the ledger is said, and what one can look for."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy


class Group(models.TextChoices):
    """What one can look for."""

    OPENED = "opened", gettext_lazy("Somebody opened something")
    BLOCKED = "blocked", gettext_lazy("Somebody was stopped from opening")
    PERMISSIONS = "permissions", gettext_lazy("Permissions")
    NOTES = "notes", gettext_lazy("Notes written and shared")
    OTHER = "other", gettext_lazy("Everything else")


@dataclass(frozen=True)
class Saying:
    """How a verb is said: `who` did it; `thing` and `to` are of the share it is about, and
    `permission` is of the release."""

    text: Any  # translated only when it is said
    group: Group
    icon: str = ""
    state: str = ""
