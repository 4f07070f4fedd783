"""What consent there is, as the database answers it. Nothing here decides anything itself."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from releases.models import Category, Purpose


@dataclass(frozen=True)
class Question:
    """What an author asks about their own words before sharing them with one recipient."""

    subjects: tuple
    categories: tuple
    recipient: object
    service_date: date
    organization: object = None
    purpose: str = Purpose.CARE_COORDINATION
    item: object = None


@dataclass(frozen=True)
class Answer:
    """Whether it would be open now; until when (None: no end is known); and what is missing.

    `missing` holds the categories that no release covers now, for a question about one client;
    about several clients it is empty, because it would tell who has not agreed.
    """

    is_open: bool
    until: object
    missing: tuple = ()


def ask(question):
    """The answer for the acting author, by the database's clock."""
    is_open, until = _now(question, question.categories)
    if is_open or len(question.subjects) > 1:
        return Answer(is_open, until)
    missing = tuple(one for one in question.categories if not _now(question, (one,))[0])
    return Answer(False, None, missing)


def obligations(categories):
    """What the recipient must be told together with an item of these categories."""
    duties = set()
    if {"substance_use_part2", "sud_counseling_notes"} & set(categories):
        duties.add("part2_notice")
    if Category.objects.filter(code__in=categories, is_sensitive=True).exists():
        duties.add("no_redisclosure")
    return duties


def _now(question, categories):
    with connection.cursor() as cursor:
        cursor.execute(
            "with asked as (select statement_timestamp() as now,"
            " consent_for_author(%s::uuid[], %s::text[], %s, %s, %s, %s, %s) as consent)"
            " select consent @> now, (select max(upper(part)) from unnest(consent) as t(part)"
            " where part @> now) from asked",
            [
                [str(one) for one in question.subjects],
                list(categories),
                question.organization,
                question.recipient,
                question.service_date,
                question.purpose,
                question.item,
            ],
        )
        return cursor.fetchone()
