"""The page of 50 shares and one decision: with the consent in the question, and without it."""

import contextlib
import itertools

import psycopg2

from coordination.models import Item, Share
from releases.gate import IsOpen
from tests.bench import cast
from tests.bench.blocks import compared, timed

ROWS = 50
BARE = "SELECT item_id FROM coordination_share WHERE id = %s"
DECISION = """SELECT item_id FROM coordination_share
    WHERE id = %s AND recipient_id = %s AND coalesce(consent @> statement_timestamp(), false)"""
ANSWER = "SELECT * FROM share_answer(%s, NULL)"
READERS = (cast.BUSY, *cast.USUAL)


def sql_of(rows):
    """The statement of a queryset and its values."""
    return rows.query.sql_with_params()


def checked(reader):
    return sql_of(Share.objects.visible_to(cast.provider(reader))[:ROWS])


def consent_alone(reader):
    return sql_of(Share.objects.filter(IsOpen(), recipient=cast.provider(reader))[:ROWS])


def unchecked(reader):
    return sql_of(Share.objects.filter(recipient=cast.provider(reader))[:ROWS])


class Session:
    """A connection of one role that stays in a transaction, like a request's."""

    def __init__(self, address):
        self.connection = psycopg2.connect(address)
        self.cursor = self.connection.cursor()
        self.numbers = itertools.count()

    def act_as(self, reader):
        """The reader, told to row security until the end of the transaction."""
        user_id = str(cast.numbered(9, reader))
        self.cursor.execute("SELECT set_config('app.user_id', %s, true)", [user_id])

    def rows(self, statement, values):
        self.cursor.execute(statement, values)
        return self.cursor.fetchall()

    def asking(self, statement, values, *, prepared=False):
        """A call that asks this; a prepared one is planned once, for any value."""
        if not prepared:
            text = self.cursor.mogrify(statement, values)
            return lambda: self.rows(text, None)
        name = f"asked_{next(self.numbers)}"
        places = iter(range(1, len(values) + 1))
        text = statement % tuple(f"${next(places)}" for _value in values)
        self.cursor.execute("SET plan_cache_mode = force_generic_plan")
        self.cursor.execute(f"PREPARE {name} AS {text}")
        text = self.cursor.mogrify(f"EXECUTE {name} ({', '.join(['%s'] * len(values))})", values)
        return lambda: self.rows(text, None)


@contextlib.contextmanager
def sessions(addresses):
    """A session as owner and one as web."""
    opened = [Session(addresses[role]) for role in ("owner", "web")]
    try:
        yield opened
    finally:
        for one in opened:
            one.connection.close()


def page_rows(addresses):
    """The rows of the table about pages."""
    with sessions(addresses) as (owner, web):
        for prepared, how in ((False, ""), (True, ", prepared")):
            kinds = {"unchecked": unchecked, "again": unchecked, "consent": consent_alone}
            kinds["checked"] = checked
            times = of_readers(
                {
                    name: [owner.asking(*ask(one), prepared=prepared) for one in READERS]
                    for name, ask in kinds.items()
                }
            )
            title = f"page of 50, %s ÷ unchecked{how}"
            yield compared(f"control: unchecked ÷ itself{how}", "1.00", times, "again", "unchecked")
            yield compared(title % "consent", "≤ 1.10", times, "consent", "unchecked")
            yield compared(
                title % "consent and standing (`visible_to`)",
                "≤ 1.10",
                times,
                "checked",
                "unchecked",
            )
        plain = [two_statements(owner, unchecked, one) for one in READERS]
        secured = [two_statements(web, checked, one, secured=True) for one in READERS]
        times = of_readers({"unchecked": plain, "again": plain, "secured": secured})
        yield compared(
            "control: two unchecked statements ÷ themselves", "1.00", times, "again", "unchecked"
        )
        title = "page and its 50 items under row security as web ÷ two unchecked statements"
        yield compared(title, "≤ 1.5", times, "secured", "unchecked")
        times = timed(
            {
                "shut out": owner.asking(*checked(cast.SHUT_OUT)),
                "unchecked": owner.asking(*unchecked(cast.SHUT_OUT)),
            }
        )
        title = "the worst reader, with thousands held and hardly one open ÷ unchecked"
        yield compared(title, "none", times, "shut out", "unchecked")


def of_readers(kinds):
    """The times of each kind of call; a block asks for every reader in turn."""
    return timed(
        {name: lambda calls=calls: [call() for call in calls] for name, calls in kinds.items()},
        rounds=11,
        calls=3,
    )


def two_statements(session, ask, reader, *, secured=False):
    """A call that takes the page and then its items by their ids."""
    statement, values = ask(reader)
    item = Share._meta.get_field("item")
    place = [field.column for field in Share._meta.concrete_fields].index(item.column)

    def call():
        if secured:
            session.act_as(reader)
        found = session.rows(statement, values)
        items = Item.objects.filter(pk__in=[row[place] for row in found]).order_by()
        return session.rows(*sql_of(items))

    return call


def decision_rows(addresses):
    """The rows of the table about one decision."""
    with sessions(addresses) as (owner, _web):
        for subjects, whom in ((1, "one client"), (2, "a couple")):
            share, reader = cast.open_share(owner.cursor, subjects=subjects)
            for prepared, how in ((False, ""), (True, ", prepared")):
                blocks = {
                    "bare": owner.asking(BARE, [share], prepared=prepared),
                    "again": owner.asking(BARE, [share], prepared=prepared),
                    "decision": owner.asking(DECISION, [share, reader], prepared=prepared),
                }
                times = timed(blocks, rounds=25, calls=20)
                yield compared(
                    f"control: bare SELECT ÷ itself, beside {whom}{how}",
                    "1.00",
                    times,
                    "again",
                    "bare",
                )
                title = f"decision about {whom} ÷ bare SELECT by primary key{how}"
                yield compared(title, "≤ 1.10", times, "decision", "bare")
            blocks = {"bare": owner.asking(BARE, [share]), "answer": owner.asking(ANSWER, [share])}
            title = f"`decide` about {whom}, with releases, end and duties ÷ bare SELECT"
            yield compared(title, "none", timed(blocks), "answer", "bare")
