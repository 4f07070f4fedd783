"""What an author may ask before sharing: when would these words be open to that person?"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from releases.models import Purpose


@dataclass(frozen=True)
class Question:
    """What an author asks about their own words before sharing them with one recipient."""

    subjects: tuple
    categories: tuple
    recipient: UUID
    service_date: date
    organization: UUID | None = None
    purpose: str = Purpose.CARE_COORDINATION
    item: UUID | None = None


class Answer(NamedTuple):
    """Whether it would be open now; until when (None: no end is known); and what holds it, for a
    question about one client: about several it would tell who has not agreed.

    `missing` are the kinds that no release covers now; a signature would. `is_limited` is whether
    the client keeps it back, which no signature lifts.
    """

    is_open: bool
    until: datetime | None
    missing: tuple
    is_limited: bool


def ask(questions):
    """The answers for the acting author, in the order of the questions and of one moment."""
    with connection.cursor() as cursor:
        asked = json.dumps([asdict(one) for one in questions], default=str)
        cursor.execute("select * from consent_answers(%s)", [asked])
        rows = cursor.fetchall()
    return [
        Answer(is_open, until, tuple(missing), is_limited)
        for is_open, until, missing, is_limited in rows
    ]
