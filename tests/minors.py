"""A minor's papers of three kinds: everybody's, the minor's own, and mixed."""

from dataclasses import dataclass

from ledger.actions import record
from ledger.models import Verb
from tests import factories as make
from tests.attempts import run, value

KINDS = {
    "plain": ["progress"],
    "own": ["substance_use"],
    "mixed": ["progress", "substance_use"],
}


def born_so_that(birthday, *, age):
    """The date of birth of whoever has the birthday of this age so many days from today, UTC's."""
    return value(
        "select ((statement_timestamp() at time zone 'utc')::date + %s"
        " - make_interval(years => %s))::date",
        birthday,
        age,
    )


@dataclass
class Papers:
    """The ids of one set: a release, a restriction, a note, a share of it."""

    release: object
    restriction: object
    item: object
    share: object

    @property
    def ids(self):
        return [self.release.pk, self.restriction.pk, self.item.pk, self.share.pk]


def papers(client, author, recipient, kinds, *, signer=None, **fields):
    """All of one set, with a line of the ledger about each."""
    release = make.release(
        client,
        signer=signer,
        proposed_by=author.provider,
        disclosers=[author.provider],
        recipients=[recipient.provider],
        categories=kinds,
        **fields,
    )
    item = make.item(author.provider, client, categories=kinds, body=f"About {kinds}.")
    made = Papers(
        release,
        make.restriction(client, provider=author.provider, categories=kinds),
        item,
        make.share(item, recipient.provider),
    )
    lines = {
        Verb.RELEASE_REQUESTED: made.release,
        Verb.RESTRICTION_SET: made.restriction,
        Verb.ITEM_WRITTEN: made.item,
        Verb.ITEM_SHARED: made.share,
    }
    for verb, subject in lines.items():
        record(verb, by=author.user, client=client, subject=subject)
    record(
        Verb.ITEM_DISCLOSED,
        by=recipient.user,
        client=client,
        subject=made.share,
        releases=[release],
        detail={"item": str(item.pk)},
    )
    return made


COLUMNS = {
    "releases_release": "id",
    "releases_party": "release_id",
    "releases_signature": "release_id",
    "releases_restriction": "id",
    "coordination_item": "id",
    "coordination_itemsubject": "item_id",
    "coordination_share": "id",
    "ledger_entry": "subject_id",
}


def seen(sets):
    """By table: of which sets the acting person finds anything, and with how many rows."""
    owner = {str(one): name for name, made in sets.items() for one in made.ids}
    found = {}
    for table, column in COLUMNS.items():
        ids = [str(one) for (one,) in run(f"select {column} from {table}")]
        assert len(ids) == value(f"select count(*) from {table}")
        found[table] = {owner[one] for one in ids if one in owner}
    return found
