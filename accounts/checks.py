"""Refuses to work with a database connection that row security does not bind."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from accounts.guarded import guarded_tables

# Of the login role and of the one taken by SET ROLE: either could set row security aside.
ROLES = """
    select r.rolname, r.rolsuper, r.rolbypassrls,
        exists (select from pg_class c where c.relname = any(%s) and c.relkind = 'r'
            and pg_has_role(r.oid, c.relowner, 'member')) as owns
    from pg_roles r where r.rolname in (session_user, current_user)
"""
OPEN_TABLES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname = any(%s)
        and not c.relrowsecurity
    order by 1
"""
# One look per process is enough: roles and tables change only while the site is stopped.
_checked = set()


def dangers(connection):
    """Sentences about what makes this connection unsafe for the site or the worker."""
    with connection.cursor() as cursor:
        tables = guarded_tables()
        cursor.execute(ROLES, [tables])
        found = [text for row in cursor.fetchall() for text in _dangers_of_role(*row)]
        cursor.execute(OPEN_TABLES, [tables])
        found += [
            f"Row security of the table {name} is off. Run manage.py migrate, or, if somebody "
            f"switched it off: alter table {name} enable row level security"
            for (name,) in cursor.fetchall()
        ]
    return found


def _dangers_of_role(name, is_superuser, bypasses, owns):
    advice = "Let this process log in as web or clerk (ACCORD_ROLE and its database URL)."
    if is_superuser:
        yield f"The database role {name} is a superuser, whom row security does not bind. {advice}"
    elif bypasses:
        yield f"The database role {name} has BYPASSRLS, so row security does not bind it. {advice}"
    elif owns:
        yield f"The database role {name} owns the tables or may become their owner. {advice}"


@register(Tags.database)
def check_connections(app_configs=None, databases=None, **kwargs):
    """Errors of `manage.py check --database default` run as web or clerk."""
    if settings.ROLE == "owner":
        return []
    return [
        Error(sentence, id="accounts.E001")
        for alias in databases or []
        for sentence in dangers(connections[alias])
    ]


def refuse_unsafe_connection(sender, connection, **kwargs):
    """Stops web and worker at their first connection, before anything is read over it."""
    if settings.ROLE == "owner" or connection.alias in _checked:
        return
    if found := dangers(connection):
        # It has to be closed: the next query would find it open and ask nobody.
        connection.close()
        raise ImproperlyConfigured(" ".join(found))
    _checked.add(connection.alias)


def refuse_to_start(alias="default"):
    """Asks the database now, so that a dangerous process ends here and not at its first request."""
    try:
        connections[alias].ensure_connection()
    except OperationalError:
        # It may come later than we do; then the first connection is asked.
        return
    # Closed again, because what is forked from here on must not share it.
    connections[alias].close()
