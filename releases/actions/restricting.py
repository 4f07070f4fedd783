"""Restricting: "not this, not them", which outranks every release; and lifting it again.

No letter goes out. Whom it keeps something from must not learn of it, and a letter that some get
is one that others miss; an author sees on their own pages that a note is held.
"""

from django.db import transaction

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.locks import lock_exclusive
from releases.models import Restriction
from releases.notify import minors_own


@transaction.atomic
def restrict(*, client, by, provider=None, organization=None, item=None, categories=None):
    """The restriction, from this moment on; the same one set twice is one.

    For everybody where nobody is named; about everything where neither `item` nor `categories` is.
    What is a minor's own stands apart from the rest, which parents see, so this makes two of one
    about both; it gives back the one about the rest.
    """
    # Of the provider too: whether a merge makes them another entry's is known under their lock.
    lock_exclusive([one.pk for one in (client, provider) if one])
    own = minors_own(client).intersection(categories or ())
    rest = set(categories or ()) - own
    if own and rest:
        _restrict(client, by, provider, organization, item, own)
        categories = rest
    return _restrict(client, by, provider, organization, item, categories)


def _restrict(client, by, provider, organization, item, categories):
    facts = {
        "provider": provider,
        "organization": organization,
        "item": item,
        "categories": sorted(categories) if categories else None,
    }
    earlier = Restriction.objects.of(client).in_force().filter(**facts).first()
    if earlier:
        return earlier
    made = Restriction(client=client, **facts)
    made.save(force_insert=True)
    _write_down(Verb.RESTRICTION_SET, made, by)
    return made


@transaction.atomic
def lift(*, restriction, by):
    """Whether this lifted it; lifting it twice does it once."""
    lock_exclusive([restriction.client_id])
    current = Restriction.objects.in_force().filter(pk=restriction.pk)
    if not current.update(ends_at=ClockTimestamp()):
        return False
    _write_down(Verb.RESTRICTION_LIFTED, restriction, by)
    return True


def _write_down(verb, restriction, by):
    client = restriction.client
    acting_for = None if client.user_id == by.pk else client.pk
    record(verb, by=by, client=client, subject=restriction, acting_for=acting_for)
