"""Raw SQL in tests, and what became of it."""

from django.db import DatabaseError, connection, transaction

NOT_ALLOWED = "not allowed"  # no such grant, or refused by row security
NO_ROW = 0  # row security shows no row that the statement could touch


def run(statement, *parameters):
    """The rows that the statement gives back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall() if cursor.description else []


def value(statement, *parameters):
    """The one value that the statement gives back."""
    ((answer,),) = run(statement, *parameters)
    return answer


def attempt(statement, *parameters):
    """How many rows it touched, or what refused it: a constraint, NOT_ALLOWED, else a SQLSTATE."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.rowcount
    except DatabaseError as error:
        diag = error.__cause__.diag
        if diag.sqlstate == "42501":
            return NOT_ALLOWED
        return diag.constraint_name or diag.sqlstate
