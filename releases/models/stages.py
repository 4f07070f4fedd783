"""Where a release stands, as an expression of a query."""

from django.db.models import Func, TextField

from ledger.clock import StatementTimestamp


class StageNow(Func):
    """Where a release stands, a word of `Stage`, by the database's clock."""

    function = "release_stage"
    output_field = TextField()
    stamps = (
        "proposed_by",
        "answer_by",
        "declined_at",
        "signed_at",
        "effective_at",
        "expires_at",
        "revoked_at",
        "superseded_at",
        "ended_at",
        "majority_at",
    )

    def __init__(self):
        super().__init__(*self.stamps, StatementTimestamp())
