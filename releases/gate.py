"""What consent there is, as the database answers it. Nothing here decides anything itself."""

import json
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
    return ask_each([question])[0]


def ask_each(questions):
    """The answers, in the order of the questions and all of the same moment."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [json.dumps([_row(one) for one in questions])])
        return [
            Answer(is_open, until, tuple(missing)) for is_open, until, missing in cursor.fetchall()
        ]


def obligations(categories):
    """What the recipient must be told together with an item of these categories."""
    duties = set()
    if {"substance_use_part2", "sud_counseling_notes"} & set(categories):
        duties.add("part2_notice")
    if Category.objects.filter(code__in=categories, is_sensitive=True).exists():
        duties.add("no_redisclosure")
    return duties


ASKED = """
with asked as materialized (
    select q.*, statement_timestamp() as now,
           consent_for_author(q.subjects, q.categories, q.organization, q.recipient,
                              q.service_date, q.purpose, q.item) as consent
      from rows from (jsonb_to_recordset(%s::jsonb) as (
               subjects uuid[], categories text[], organization uuid, recipient uuid,
               service_date date, purpose text, item uuid)) with ordinality
           as q(subjects, categories, organization, recipient, service_date, purpose, item, n)
)
select consent @> now,
       (select max(upper(part)) from unnest(consent) as t(part) where part @> now),
       case when consent @> now or cardinality(subjects) > 1 then '{}' else array(
           select c.category from unnest(categories) with ordinality as c(category, n)
            where not consent_for_author(subjects, array[c.category], organization, recipient,
                                         service_date, purpose, item) @> now
            order by c.n) end
  from asked order by n
"""


def _row(question):
    return {
        "subjects": [str(one) for one in question.subjects],
        "categories": list(question.categories),
        "organization": question.organization and str(question.organization),
        "recipient": str(question.recipient),
        "service_date": question.service_date.isoformat(),
        "purpose": question.purpose,
        "item": question.item and str(question.item),
    }
