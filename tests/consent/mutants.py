"""Mistakes that somebody could make in the rule: each one line of SQL turned, or a trigger gone.

A mutant is a function whose text is changed in one place, or a statement that takes something
away. `test_mutants.py` shows that the comparison with the oracle finds every one of them.
"""

from dataclasses import dataclass

from tests.consent.conftest import run


@dataclass(frozen=True)
class Turned:
    """`function`, with `old` (wherever it stands) replaced by `new`."""

    name: str
    function: str
    old: str
    new: str

    def apply(self):
        [(text,)] = run(
            "select pg_get_functiondef(oid) from pg_proc where proname = %s", self.function
        )
        assert self.old in text, f"{self.function} has changed: {self.old!r} is not in it."
        run(text.replace(self.old, self.new))


@dataclass(frozen=True)
class Gone:
    """The trigger on the table does not fire any more."""

    name: str
    table: str
    trigger: str

    def apply(self):
        run(f"alter table {self.table} disable trigger {self.trigger}")


def interval(name, old, new):
    return Turned(f"in force: {name}", "release_interval", old, new)


def here(name, old, new):
    return Turned(f"here: {name}", "release_here", old, new)


def cover(name, old, new):
    return Turned(f"cover: {name}", "release_covers", old, new)


def consent(name, old, new):
    return Turned(f"consent: {name}", "release_consents", old, new)


def withheld(name, old, new):
    return Turned(f"withheld: {name}", "release_withholds", old, new)


def share(name, old, new):
    return Turned(f"share: {name}", "coordination_computed", old, new)


def answer(name, old, new):
    return Turned(f"answer: {name}", "share_answer", old, new)


LEAST = "least(expires, revoked, superseded, ended, majority)"

MUTANTS = [
    interval("the later of two beginnings is the earlier", "greatest(", "least("),
    interval(
        "a later beginning is forgotten",
        "tstzrange(greatest(signed, effective)",
        "tstzrange(signed",
    ),
    interval("a revocation is forgotten", LEAST, "least(expires, superseded, ended, majority)"),
    interval("a supersession is forgotten", LEAST, "least(expires, revoked, ended, majority)"),
    interval(
        "an end of treatment is forgotten", LEAST, "least(expires, revoked, superseded, majority)"
    ),
    interval("an 18th birthday is forgotten", LEAST, "least(expires, revoked, superseded, ended)"),
    interval(
        "an expiry is forgotten", LEAST, "least('9999-01-01', revoked, superseded, ended, majority)"
    ),
    interval("the last of the ends counts", "least(", "greatest("),
    interval("the end is included", f"{LEAST})\n    END", f"{LEAST}, '[]')\n    END"),
    interval("the beginning is left out", f"{LEAST})\n    END", f"{LEAST}, '()')\n    END"),
    Turned("birthday: born on a leap day, a day early", "birthday", "+ interval '1 day'", ""),
    Turned("majority: at 17", "majority", "18", "17"),
    Turned(
        "majority: also for what the client signed",
        "releases_release_computed",
        "NEW.signed_by = 'representative'",
        "true",
    ),
    here("a member for ever", "range_agg(m.during)", "'{(,)}'::tstzmultirange"),
    here(
        "a member in between, too",
        "range_agg(m.during)",
        "tstzmultirange(range_merge(range_agg(m.during)))",
    ),
    here("not the provider in person", "'{(,)}'::tstzmultirange", "'{}'::tstzmultirange"),
    cover("every release works both ways", "OR r.direction = 'two_way'", "OR true"),
    cover("no release works both ways", "OR r.direction = 'two_way'", ""),
    cover("any purpose will do", "way.purposes @> ARRAY[cell.purpose]::varchar[]", "true"),
    cover("the last day is left out", "r.information_until, '[]'", "r.information_until, '[)'"),
    cover("the first day is left out", "r.information_until, '[]'", "r.information_until, '(]'"),
    cover("any day will do", "@> cell.service_date", "IS NOT NULL"),
    cover(
        "the author is not asked for",
        "cell.author = ANY (way.providers)",
        "cardinality(way.providers) > 0",
    ),
    cover(
        "the organization is not asked for",
        "cell.organization = ANY (way.organizations)",
        "cardinality(way.organizations) > 0",
    ),
    cover(
        "an organization tells nothing",
        "OR cell.organization = ANY (way.organizations)",
        "",
    ),
    cover("whoever is named may tell", "teller.side = w.tells", "true"),
    cover("whoever is named may hear", "hearer.side = w.hears", "true"),
    cover("any kind will do", "way.categories @> ARRAY[cell.category]::varchar[]", "true"),
    cover(
        "a member at any time",
        "tstzmultirange(r.in_force) * here.during",
        "tstzmultirange(r.in_force)",
    ),
    cover("in force at any time", "tstzmultirange(r.in_force) * here.during", "here.during"),
    cover("an organization hears nothing", "OR here.organization_id = hearer.organization_id", ""),
    cover("for whoever hears of another", "way.recipient = cell.recipient", "true"),
    consent("what covers another question", "cover.n = q.n", "true"),
    consent("another question's restrictions", "withheld.n = q.n", "withheld.n <> q.n"),
    consent(
        "all releases instead of any",
        "range_agg(cover.during)",
        "range_intersect_agg(cover.during)",
    ),
    consent("any requirement instead of all", "range_intersect_agg(met", "range_agg(met"),
    consent(
        "a requirement that nothing covers is forgotten",
        "LEFT JOIN release_covers",
        "JOIN release_covers",
    ),
    consent(
        "one subject speaks for all",
        "GROUP BY q.n, s.subject, c.category",
        "GROUP BY q.n, c.category",
    ),
    consent(
        "one kind stands for all", "GROUP BY q.n, s.subject, c.category", "GROUP BY q.n, s.subject"
    ),
    consent(
        "restrictions are forgotten",
        "SELECT w.n, range_agg(w.during)",
        "SELECT w.n, '{}'::tstzmultirange",
    ),
    consent(
        "a restriction opens",
        "- coalesce(withheld",
        "+ coalesce(withheld",
    ),
    withheld("not by item", "kept.item = asked.item\n", "false\n"),
    withheld("of any item", "kept.item = asked.item\n", "kept.item is not null\n"),
    withheld("only where every kind is named", "kept.categories &&", "kept.categories @>"),
    withheld("not of everything", "OR (kept.item IS NULL AND kept.categories IS NULL)", ""),
    withheld("not for an organization", "OR here.organization_id = x.organization_id", ""),
    withheld(
        "not for everyone",
        "OR (x.provider_id IS NULL AND x.organization_id IS NULL\n",
        "OR (false\n",
    ),
    withheld(
        "for whoever else", "here.provider_id = x.provider_id", "here.provider_id IS NOT NULL"
    ),
    withheld("without an end", "tstzrange(x.starts_at, x.ends_at)", "tstzrange(x.starts_at, NULL)"),
    withheld(
        "from the beginning of time",
        "tstzrange(x.starts_at, x.ends_at)",
        "tstzrange(NULL, x.ends_at)",
    ),
    withheld("to a member who has left", ") * here.during", ")"),
    withheld("from whoever is asked about", "kept.recipient = asked.recipient", "true"),
    withheld("by anybody's word", "kept.client_id = asked.subject", "true"),
    share(
        "before it was shared",
        "tstzrange(s.shared_at, s.withdrawn_at)",
        "tstzrange(NULL, s.withdrawn_at)",
    ),
    share(
        "after it was taken back",
        "tstzrange(s.shared_at, s.withdrawn_at)",
        "tstzrange(s.shared_at, NULL)",
    ),
    share(
        "about the first subject only",
        "WHERE about.item_id = s.item_id ORDER BY about.client_id)",
        "WHERE about.item_id = s.item_id ORDER BY about.client_id LIMIT 1)",
    ),
    share("with the answer of another", "formula.n = a.n", "formula.n <> a.n"),
    share("for another purpose", "q.purpose)::", "'care_coordination')::"),
    answer(
        "to those who are not active",
        "consent @> moment AND standing = 'active'",
        "consent @> moment",
    ),
    answer(
        "always of this moment",
        "coalesce(share_answer.at, statement_timestamp())",
        "statement_timestamp()",
    ),
    answer("with the beginning as the end", "ELSE upper(part) END", "ELSE lower(part) END"),
    answer(
        "with the end of any interval",
        "WHERE permits AND part @> moment",
        "WHERE permits ORDER BY part DESC LIMIT 1",
    ),
    answer("with releases that have ended", "WHERE cover.during @> moment", "WHERE true"),
    Gone("forgotten: a release changes", "releases_release", "share_follows_release"),
    Gone("forgotten: a restriction changes", "releases_restriction", "share_follows_restriction"),
    Gone("forgotten: a party changes", "releases_party", "share_follows_party"),
    Gone("forgotten: a membership changes", "providers_membership", "share_follows_membership"),
    Gone("forgotten: an item changes", "coordination_item", "share_follows_item"),
    Gone("forgotten: a subject is added", "coordination_itemsubject", "share_follows_item_subject"),
    Gone("forgotten: a birthday is corrected", "clients_client", "birthday_moved"),
    Gone("forgotten: a release is in force", "releases_release", "b_release_computed"),
]
