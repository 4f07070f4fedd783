"""Writing to the ledger: the one way in for every floor."""

from django.db import connection, transaction

from ledger.models import Entry


def record(verb, *, by, client=None, **facts):
    """The line, written in the transaction of the change that it tells about.

    `facts` are those of `record_each`; `client` is the person it is about, if it is about one.
    """
    return _write([_line(verb, by, client, **facts)])[0]


def record_each(verb, *, by, clients, **facts):
    """One line per client, for what concerns several: each reads it in a chain of their own.

    Sorted by id, because a line locks its chain until the transaction ends, and two
    transactions that lock the same chains in different orders would wait for each other.
    """
    return _write([_line(verb, by, client, **facts) for client in sorted({*map(_id, clients)})])


def record_several(verb, *, by, deeds):
    """Lines for several deeds of one sort; each deed has `clients` and the other facts.

    In one go and sorted by client, as in `record_each`: whoever wrote deed by deed would lock the
    chain of one client again after another's.
    """
    lines = [
        _line(verb, by, client, **{name: one for name, one in deed.items() if name != "clients"})
        for deed in deeds
        for client in {*map(_id, deed["clients"])}
    ]
    return _write(sorted(lines, key=lambda line: line.client))


def _line(
    verb, by, client, *, subject=None, releases=(), reason="", acting_for=None, detail=None, at=None
):
    """An entry not yet written. People and releases may be given as objects or as ids.

    `at` is for the demo's history: the database listens to it from its owner only.
    """
    subject_type, subject_id = _named(subject)
    return Entry(
        at=at,
        verb=verb,
        actor=_id(by),
        acting_for=_id(acting_for),
        client=_id(client),
        subject_type=subject_type,
        subject_id=subject_id,
        release_ids=sorted({*map(_id, releases)}),
        reason=reason,
        detail=detail or {},
    )


def _write(entries):
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A ledger line belongs to the change it tells about. "
            "Open transaction.atomic() (or acting_as) around both."
        )
    return Entry.objects.bulk_create(entries)


def _id(person):
    return getattr(person, "pk", person)


def _named(subject):
    """The type and id of a model instance, or of a pair that says so already."""
    if subject is None:
        return "", ""
    if isinstance(subject, tuple):
        kind, key = subject
        return kind, str(key)
    return subject._meta.label_lower, str(subject.pk)
