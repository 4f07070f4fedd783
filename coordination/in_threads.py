"""What the database says about writing in a thread, for whoever is acting."""

import json
from dataclasses import asdict

from django.db import connection

from releases.questions import Answer


def may_write(thread):
    """Whether the acting provider may write in it: they treat its clients, or may read in it."""
    with connection.cursor() as cursor:
        cursor.execute("select may_write_in(%s)", [thread.pk])
        return cursor.fetchone()[0]


def ask_in(thread, questions):
    """The answers of `releases.questions.ask` for somebody who answers in the thread and treats its
    clients not; in the order of the questions, of one moment, and never what is missing."""
    with connection.cursor() as cursor:
        asked = json.dumps([asdict(one) for one in questions], default=str)
        cursor.execute("select * from thread_answers(%s, %s)", [thread.pk, asked])
        return [Answer(*row[:2], tuple(row[2]), row[3]) for row in cursor.fetchall()]
