"""What every release permits, told by plain sets of intervals.

A second telling of the rule, written from its page alone: it knows no database, no model and no
code of the project, so that where the two differ, one of them is wrong. It takes a world as
scenario files describe it and believes every word; it refuses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from operator import and_

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)

PLAIN = {"contact", "attendance", "diagnoses", "treatment_plan", "goals", "progress"} | {
    *("medications", "medical_history", "assessments", "risk_safety", "family_themes", "billing")
}
EXCLUSIVE = {"psychotherapy_notes", "sud_counseling_notes"}
PART2 = {"substance_use_part2", "sud_counseling_notes"}
SENSITIVE = {
    "trauma_violence",
    "sexual_reproductive",
    "hiv_sti",
    "genetic",
    "substance_use",
    "substance_use_part2",
    *EXCLUSIVE,
}
CARE = "care_coordination"
EVERYONE: dict[str, str] = {}


@dataclass(frozen=True)
class Times:
    """A set of instants: half-open intervals, sorted, none empty, no two that overlap or touch."""

    intervals: tuple[tuple[datetime, datetime], ...] = ()

    @classmethod
    def of(cls, intervals: Iterable[tuple[datetime, datetime]]) -> "Times":
        """The instants that lie in any interval; one that ends before it starts holds none."""
        merged: list[tuple[datetime, datetime]] = []
        for start, end in sorted(intervals):
            if start >= end:
                continue
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        return cls(tuple(merged))

    def __and__(self, other: "Times") -> "Times":
        return Times.of(
            (max(start, other_start), min(end, other_end))
            for start, end in self.intervals
            for other_start, other_end in other.intervals
        )

    def __sub__(self, other: "Times") -> "Times":
        ends = [BEGINNING, *(moment for pair in other.intervals for moment in pair), END]
        return self & Times.of(zip(ends[::2], ends[1::2], strict=True))

    def __str__(self) -> str:
        return " ".join("/".join(map(spell, each)) for each in self.intervals) or "never"

    def __contains__(self, at: datetime) -> bool:
        return self.end_of(at) is not None

    def end_of(self, at: datetime) -> datetime | None:
        """The end of the interval that contains the moment; None where none does."""
        return next((end for start, end in self.intervals if start <= at < end), None)


ALWAYS = Times(((BEGINNING, END),))
NEVER = Times()


def union(sets: Iterable[Times]) -> Times:
    return Times.of(interval for times in sets for interval in times.intervals)


def intersection(sets: Iterable[Times]) -> Times:
    return reduce(and_, sets, ALWAYS)


def when(fact: bool) -> Times:
    return ALWAYS if fact else NEVER


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def spell(moment: datetime) -> str:
    """The instant as scenario files write it."""
    return moment.isoformat().replace("+00:00", "Z")


def since(text: str | None) -> Times:
    """From the instant on; from ever, where there is none."""
    return Times.of([(instant(text) if text else BEGINNING, END)])


def before(text: str | None) -> Times:
    """Until just before the instant; for ever, where there is none."""
    return Times.of([(BEGINNING, instant(text) if text else END)])


def majority(born: str) -> str:
    """The start of the 18th birthday: of one born on 29 February on 1 March, as 18 years after
    a leap year there is none."""
    year, day = date.fromisoformat(born).year, born[4:].replace("-02-29", "-03-01")
    return f"{year + 18:04}{day}T00:00:00Z"


class Oracle:
    """The answers of one world."""

    def __init__(self, world: dict):
        self.known = PLAIN | SENSITIVE | set(world.get("categories") or [])
        self.restrictions = world.get("restrictions") or []
        self.releases: dict[str, list[dict]] = {}  # by client: what others signed covers nothing
        for release in world.get("releases") or []:
            self.releases.setdefault(release["client"], []).append(release)
        self.providers, self.clients, self.items, self.shares = (
            {thing["id"]: thing for thing in world.get(key) or []}
            for key in ("providers", "clients", "items", "shares")
        )
        self.consents: dict[str, Times] = {}  # the world stays as it is, so what is known is kept
        self.reckoned: dict[tuple[str, str, str], dict[str, Times]] = {}

    # Answers

    def decide(self, share: str, at: datetime) -> dict:
        """Decision, releases, until and obligations, spelled as scenario files do."""
        wanted, until = self.shares[share], self.consent(share).end_of(at)
        permitted = until is not None and self.is_active(wanted["recipient"])
        return {
            "decision": "permit" if permitted else "deny",
            "releases": self.relied_on(wanted, at) if permitted else [],
            "until": spell(until) if permitted else None,
            "obligations": self.obligations(wanted),
        }

    def seen_by(self, viewer: str, at: datetime) -> list[str]:
        """The items that this provider may see at that time, own ones included."""
        if not self.is_active(viewer):
            return []
        own = {item["id"] for item in self.items.values() if item["author"] == viewer}
        return sorted(own | {self.shares[share]["item"] for share in self.open_to(viewer, at)})

    def open_to(self, recipient: str, at: datetime) -> list[str]:
        """The shares that are open to this provider at that time."""
        to_them = (share for share, to in self.shares.items() if to["recipient"] == recipient)
        return sorted(one for one in to_them if self.decide(one, at)["decision"] == "permit")

    def consent(self, share: str) -> Times:
        """When sharing, less what restrictions take, meets a release for each requirement."""
        if share not in self.consents:
            self.consents[share] = self.reckon(self.shares[share])
        return self.consents[share]

    def missing(self, share: str, at: datetime) -> dict[tuple[str, str], list[tuple[str, set]]]:
        """For each uncovered requirement, what each release (each way) lacks to cover it then."""
        wanted = self.shares[share]
        return {
            (subject, category): [
                (release["id"], {need for need, times in needs.items() if at not in times})
                for release in self.releases.get(subject, [])
                for needs in self.ways(release, wanted, category)
            ]
            for subject, category in self.requirements(wanted)
            if at not in union(self.coverings(wanted, subject, category).values())
        }

    # A share

    def reckon(self, share: dict) -> Times:
        covered = (
            union(self.coverings(share, *requirement).values())
            for requirement in self.requirements(share)
        )
        addressed = since(share["shared_at"]) & before(share.get("withdrawn_at"))
        return (addressed & intersection(covered)) - self.restricted(share)

    def requirements(self, share: dict) -> list[tuple[str, str]]:
        item = self.items[share["item"]]
        return [
            (subject, category) for subject in item["subjects"] for category in item["categories"]
        ]

    def relied_on(self, share: dict, at: datetime) -> list[str]:
        """Every release that covers at least one requirement at that moment."""
        coverings = (self.coverings(share, *each).items() for each in self.requirements(share))
        return sorted({release for one in coverings for release, times in one if at in times})

    def obligations(self, share: dict) -> list[str]:
        categories = set(self.items[share["item"]]["categories"])
        owed = {"part2_notice": categories & PART2, "no_redisclosure": categories & SENSITIVE}
        return sorted(obligation for obligation, because in owed.items() if because)

    def coverings(self, share: dict, subject: str, category: str) -> dict[str, Times]:
        """By release of the subject: when it is in force and covers the requirement."""
        key = (share["id"], subject, category)
        if key not in self.reckoned:
            self.reckoned[key] = {
                release["id"]: union(
                    intersection(needs.values()) for needs in self.ways(release, share, category)
                )
                for release in self.releases.get(subject, [])
            }
        return self.reckoned[key]

    # A release

    def ways(self, release: dict, share: dict, category: str) -> list[dict[str, Times]]:
        """All that must hold, by name: as written and, if two-way, with the parties exchanged."""
        either = self.in_force(release) | self.matching(release, share, category)
        written = release["disclosers"], release["recipients"]
        ways = [written, written[::-1]] if release.get("direction") == "two_way" else [written]
        return [
            either
            | {
                "discloser": union(self.wrote(party, share) for party in disclosers),
                "recipient": union(self.hears(party, share) for party in recipients),
            }
            for disclosers, recipients in ways
        ]

    def in_force(self, release: dict) -> dict[str, Times]:
        """[max(signed, effective), min(expires, revoked, superseded, ended, majority))."""
        signed, birth = release.get("signed_at"), self.clients[release["client"]].get("born")
        grows_up = birth and release.get("signed_by") == "representative"
        return {
            "signed": since(signed) if signed else NEVER,
            "effective": since(release.get("effective_at")),
            "expires": before(release["expires_at"]),
            "revoked": before(release.get("revoked_at")),
            "superseded": before(release.get("superseded_at")),
            "ended": before(release.get("ended_at")),
            "majority": before(majority(birth) if grows_up else None),
        }

    def matching(self, release: dict, share: dict, category: str) -> dict[str, Times]:
        """What the release must say for this share and category, whoever tells whom."""
        served = self.items[share["item"]]["service_date"]
        instrument = category if category in EXCLUSIVE else "general"
        return {
            "category": when(category in self.known and category in release["categories"]),
            "purpose": when((share.get("purpose") or CARE) in release.get("purposes", [CARE])),
            "information_from": when((release.get("information_from") or served) <= served),
            "information_until": when((release.get("information_until") or served) >= served),
            "instrument": when((release.get("instrument") or "general") == instrument),
        }

    def restricted(self, share: dict) -> Times:
        """When a restriction of any subject takes the item from this recipient."""
        item = self.items[share["item"]]
        return union(
            since(restriction["from"])
            & before(restriction.get("until"))
            & self.hears(restriction.get("recipient") or EVERYONE, share)
            for restriction in self.restrictions
            if restriction["client"] in item["subjects"] and names(restriction, item)
        )

    # Parties

    def wrote(self, party: dict, share: dict) -> Times:
        """When the party is the item's author, or the organization it was written in."""
        item = self.items[share["item"]]
        if "provider" in party:
            return when(item["author"] == party["provider"]) & since(party.get("since"))
        return when(item.get("organization") == party["organization"])

    def hears(self, party: dict, share: dict) -> Times:
        """When the recipient of the share is the party, or a member of it, or one of everyone."""
        if party is EVERYONE:
            return ALWAYS
        if "provider" in party:
            return when(share["recipient"] == party["provider"]) & since(party.get("since"))
        return union(
            since(membership.get("from")) & before(membership.get("until"))
            for membership in self.providers[share["recipient"]].get("memberships") or []
            if membership["organization"] == party["organization"]
        )

    def is_active(self, provider: str) -> bool:
        return (self.providers[provider].get("standing") or "active") == "active"


def names(restriction: dict, item: dict) -> bool:
    """Whether a restriction is about this item: by name, by a category, or about everything."""
    if restriction.get("item") is not None:
        return restriction["item"] == item["id"]
    if restriction.get("categories") is not None:
        return not set(item["categories"]).isdisjoint(restriction["categories"])
    return True
