"""What it costs to sign and to stop a release, by the number of shares that it touches."""

import statistics

import psycopg2

from tests.bench import cast
from tests.bench.blocks import Row, compared, seconds, short

ROUNDS = 5
RELEASE = """
    INSERT INTO releases_release (instrument, direction, categories, purposes, reason, signed_by,
                                  client_id, expires_at)
    VALUES ('general', 'one_way', '{progress}', '{care_coordination}', '', 'client', %s,
            statement_timestamp() + interval '1 year') RETURNING id
"""
PARTIES = """
    INSERT INTO releases_party (release_id, side, provider_id)
    SELECT DISTINCT %s::uuid, side, who FROM coordination_share,
           LATERAL (VALUES ('discloser', author_id), ('recipient', recipient_id)) AS p(side, who)
     WHERE subjects @> ARRAY[%s]
"""
SIGN = "UPDATE releases_release SET signed_at = clock_timestamp() WHERE id = %s"
STOP = "UPDATE releases_release SET revoked_at = clock_timestamp() WHERE id = %s"
ONE_ROW = "UPDATE clients_client SET preferred_name = preferred_name || '.' WHERE id = %s"
SCANS = """
    SELECT t.relname, seq_scan FROM pg_stat_xact_user_tables t JOIN pg_class c ON c.oid = relid
     WHERE seq_scan > 0 AND relpages > 20
"""


def touching_rows(addresses):
    """The rows of the table about signing and stopping."""
    connection = psycopg2.connect(addresses["owner"])
    try:
        yield from _rows(connection)
    finally:
        connection.close()


def _rows(connection):
    cursor = connection.cursor()

    def committed(statement, value):
        def call():
            cursor.execute(statement, [value])
            connection.commit()

        return seconds(call)

    for shares, number in cast.CLIENT_OF_SIZE.items():
        client = cast.client_id(number)
        times = {"one row": [], "signing": [], "stopping": []}
        for _round in range(ROUNDS):
            release = unsigned(cursor, client)
            connection.commit()
            times["one row"].append(committed(ONE_ROW, client))
            times["signing"].append(committed(SIGN, release))
            times["stopping"].append(committed(STOP, release))
        for deed in ("signing", "stopping"):
            yield _row(deed, shares, times)
    yield Row(
        "readings of a whole table of more than 20 pages while signing",
        "0",
        scans(connection, client),
    )


def _row(deed, shares, times):
    goal = "≤ 100" if shares == 1_000 else "linear"
    what = f"{deed} a release that touches {shares:,} shares ÷ commit of a single-row UPDATE"
    each = f"; {short(statistics.median(times[deed]) / shares)} a share"
    return compared(what, goal, times, deed, "one row", each)


def unsigned(cursor, client):
    """A release between everybody whom the client's shares are between, not signed yet."""
    cursor.execute(RELEASE, [client])
    release = cursor.fetchone()[0]
    cursor.execute(PARTIES, [release, client])
    return release


def scans(connection, client):
    """How many times a table was read whole while a release was signed; none, ever."""
    cursor = connection.cursor()
    release = unsigned(cursor, client)
    connection.commit()
    cursor.execute(SIGN, [release])
    cursor.execute(SCANS)
    found = sum(number for _table, number in cursor.fetchall())
    connection.rollback()
    return found
