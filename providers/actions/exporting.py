"""Taking the directory along."""

from django.db import transaction

from ledger.actions import record
from ledger.models import Verb


@transaction.atomic
def tell_of_export(*, of, criteria, by):
    """The line that somebody downloads the list of providers or organizations, and which part."""
    sought = {name: value for name, value in criteria.items() if value}
    record(Verb.DIRECTORY_EXPORTED, by=by, detail={"list": of, "sought": sought})
