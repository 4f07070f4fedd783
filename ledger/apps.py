"""The ground floor."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The ledger and the outbox; finds the upper floors' letters without importing them."""

    name = "ledger"
    verbose_name = _("Ledger")

    def ready(self):
        # Letters are written in the tasks.py of the floor that knows what they say.
        # A process that had not loaded them would bury their rows as "unknown kind".
        autodiscover_modules("tasks")
