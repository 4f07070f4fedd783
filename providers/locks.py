"""The locks under which consent is decided and changed; see the ADR on consent as intervals.

Whoever shows something takes the shared lock of everyone concerned, so that a revocation waits
for them and they wait for it. The locks end with the transaction.
"""

from django.db import connection


def lock_shared(ids):
    """Waits until nobody is changing what these clients and providers permit."""
    _lock("lock_shared", ids)


def lock_exclusive(ids):
    """Waits until nobody is being shown anything that these clients and providers permit."""
    _lock("lock_exclusive", ids)


def lock_for_merge(*, absorbed, survivor, others=()):
    """Waits until nobody is shown anything that a merge of these two, or its undoing, could open or
    close; for those who keep the directory, who do not learn whose that is."""
    with connection.cursor() as cursor:
        ids = [absorbed, survivor, [str(one) for one in others]]
        cursor.execute("select lock_for_merge(%s, %s, %s::uuid[])", ids)


def _lock(function, ids):
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s::uuid[])", [[str(one) for one in ids]])
