"""Who is who in a filled database: the numbers of filling.sql as rows."""

from uuid import UUID

from accounts.models import User
from providers.models import Provider

BUSY, SHUT_OUT, USUAL = 1, 2, (4, 6, 37, 50)
"""Who hears of 500 clients; whose releases were all stopped; some others."""
CLIENT_OF_SIZE = {10: 3, 100: 2, 1_000: 1, 3_000: 0}
"""The client with exactly so many shares."""

ONE_SHARE = """
    SELECT id, recipient_id FROM coordination_share
     WHERE consent @> statement_timestamp() AND cardinality(subjects) = %s
       AND recipient_id = ANY (%s) ORDER BY id DESC LIMIT 1
"""


def numbered(kind, number):
    """The id that filling.sql gives to the row with this number."""
    return UUID(f"{kind:08x}-0000-7000-8000-{number:012x}")


def provider(number):
    return Provider(pk=numbered(2, number), user_id=numbered(9, number), standing="active")


def user(number):
    return User(pk=numbered(9, number), kind="staff", is_active=True)


def client_id(number):
    return numbered(3, number)


def open_share(cursor, *, subjects):
    """An open share about so many clients, and its reader, as ids."""
    cursor.execute(ONE_SHARE, [subjects, [numbered(2, one) for one in range(3, 90)]])
    return cursor.fetchone()
