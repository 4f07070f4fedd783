"""Random small worlds, dense where mistakes hide: few people, few instants, much that coincides.

A world is a scenario in the form of the scenario files. The same number gives the same world
each time. Each can be loaded, and about a third of what can be asked is permitted: the releases
are made for the shares and then spoilt a little.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from .chance import TICK, Chance
from .oracle import CARE, EXCLUSIVE, instant, majority, spell

START = datetime(2026, 2, 24, tzinfo=UTC)  # 1 March is the sixth day: of age, born 29 February
ORGANIZATIONS = ("harbor", "lakeside")
PROVIDERS = ("miriam", "julian", "helen", "tomas")
CLIENTS = ("ana", "robin", "sam")
PARTIES = [{"provider": one} for one in PROVIDERS[:3]]  # the fourth is not in every world
PARTIES += [{"organization": one} for one in ORGANIZATIONS]
OWN = "sand_play"  # a kind that the practice added to the list
CATEGORIES = ("diagnoses", "progress", "genetic", "substance_use_part2", OWN)
PURPOSES = (CARE, "payment", "school")
FAULTS = ("client", "category", "instrument", "purpose", "discloser", "recipient", "dates")
DEFAULTS = ("general", "one_way", [CARE], CARE, "client", "active")


def world(number: int, start: datetime = START) -> dict:
    """The world of this number, its instants within eight days of the start."""
    return Maker(number, start).world(f"random world {number}")


def moments(world: dict) -> list[datetime]:
    """Every instant at which anything begins or ends, and a microsecond before and after it."""
    edges = {instant(text) for text in instants(world)}
    edges |= {instant(majority(one["born"])) for one in world["clients"] if one.get("born")}
    return sorted({edge + shift * TICK for edge in edges for shift in (-1, 0, 1)})


def instants(value) -> Iterator[str]:
    """Whatever is spelled as an instant, at any depth."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from instants(part)
    elif isinstance(value, str) and value.endswith("Z"):
        yield value


def spelled(value):
    """The same with instants and dates in letters."""
    if isinstance(value, dict):
        return {key: spelled(part) for key, part in value.items()}
    if isinstance(value, list):
        return [spelled(part) for part in value]
    if isinstance(value, datetime):
        return spell(value)
    return value.isoformat() if isinstance(value, date) else value


class Maker(Chance):
    """Makes one world, leaving to chance what can be left to it."""

    def world(self, name: str) -> dict:
        providers = [self.provider(one) for one in PROVIDERS[: self.choice([3, 4])]]
        clients = [self.client(one) for one in CLIENTS[: self.choice([2, 3])]]
        items = [self.item(f"note{n}", providers, clients) for n in range(self.choice([1, 2, 3]))]
        sent = [(share, item) for item in items for share in self.sharing(item, providers)]
        lists = {
            "shares": [share for share, _ in sent],
            "releases": [made for each in sent for made in self.releases(*each)],
            "restrictions": [made for each in sent for made in self.restrictions(*each, items)],
        }
        for key, things in lists.items():
            self.shuffle(things)
            lists[key] = [{"id": f"{key[:-1]}{n}", **thing} for n, thing in enumerate(things)]
        people = {"organizations": [*ORGANIZATIONS], "providers": providers, "clients": clients}
        whole = {"name": name, "categories": [OWN], **people, "items": items, **lists}
        return spelled(self.sparse(whole))

    def sparse(self, value):
        """The same with some of the keys left out that say no more than their absence."""
        if isinstance(value, list):
            return [self.sparse(part) for part in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self.sparse(part)
            for key, part in value.items()
            if not ((part is None or part in DEFAULTS) and self.maybe(0.5))
        }

    # People

    def provider(self, name: str) -> dict:
        standing = self.choice(["active"] * 24 + ["unverified", "suspended"])
        memberships = [
            membership for place in ORGANIZATIONS for membership in self.memberships(place)
        ]
        return {"id": name, "standing": standing, "memberships": memberships}

    def memberships(self, organization: str) -> list[dict]:
        """None, one, or two with a gap, touching, overlapping; the last may last."""
        if self.maybe(0.4):
            return []
        a, b, c, d = sorted([self.early(), self.moment(), self.moment(), self.late()])
        d = None if self.maybe(0.3) else d
        terms = self.choice([[(a, d)], [(a, b), (c, d)], [(a, b), (b, d)], [(a, c), (b, d)]])
        return [
            {"organization": organization, "from": start, "until": until} for start, until in terms
        ]

    def client(self, name: str) -> dict:
        """Somebody who comes of age on one of the world's days, more often than not."""
        born = None
        if self.maybe(0.7):
            day = self.choice(self.dates)
            born = date(day.year - 18, day.month, min(day.day, 28))
            if (day.month, day.day) == (3, 1) and self.maybe(0.5):
                born -= timedelta(days=1)  # 29 February where that year has one
        return {"id": name, "born": born}

    # What is said

    def item(self, name: str, providers: list[dict], clients: list[dict]) -> dict:
        author = self.choice(providers)["id"]
        subjects = [one["id"] for one in self.some(clients, self.choice([1, 1, 1, 2, 3]))]
        categories = self.some(CATEGORIES, self.choice([1, 2, 3]))
        if self.maybe(0.12):
            categories = [self.choice(sorted(EXCLUSIVE))]
        return {
            "id": name,
            "author": author,
            "organization": self.choice([None, *ORGANIZATIONS]),
            "subjects": self.twice(subjects),
            "categories": self.twice(categories),
            "service_date": self.choice(self.dates),
        }

    def sharing(self, item: dict, providers: list[dict]) -> list[dict]:
        """Shares of the item with one or two others; at times taken back and sent again."""
        others = [one["id"] for one in providers if one["id"] != item["author"]]
        return [share for recipient in self.some(others, 2) for share in self.sent(item, recipient)]

    def sent(self, item: dict, recipient: str) -> Iterator[dict]:
        shared, again = self.early(), self.maybe(0.1)
        withdrawn = self.rarely(0.15) if not again else self.moment()
        withdrawn = withdrawn and max(withdrawn, shared)
        purpose = self.choice(PURPOSES) if self.maybe(0.25) else CARE
        share = {"item": item["id"], "recipient": recipient, "purpose": purpose}
        yield {**share, "shared_at": shared, "withdrawn_at": withdrawn}
        if again:
            yield {**share, "shared_at": self.after(withdrawn), "withdrawn_at": None}

    # What is permitted

    def releases(self, share: dict, item: dict) -> Iterator[dict]:
        """Nearly what the share needs: one release a subject, or its kinds parted among two."""
        for subject in dict.fromkeys(item["subjects"]):
            kinds = item["categories"]
            cut = self.choice(range(len(kinds))) if self.maybe(0.3) else 0
            for part in filter(None, (kinds[:cut], kinds[cut:])):
                if self.maybe(0.95):
                    release = self.release(subject, part, share, item)
                    yield release
                    if self.maybe(0.35):
                        yield release | self.term()

    def release(self, subject: str, kinds: list[str], share: dict, item: dict) -> dict:
        """What was signed, with at most one fault in it beside its times."""
        fault = self.choice(FAULTS) if self.maybe(0.15) else None
        exclusive = kinds[0] in EXCLUSIVE and fault != "category"
        instrument = kinds[0] if exclusive else "general"
        if fault == "instrument":
            instrument = self.choice(sorted({"general", *EXCLUSIVE} - {instrument}))
        return {
            "client": self.choice(CLIENTS[:2]) if fault == "client" else subject,
            "instrument": instrument,
            "categories": kinds if exclusive else self.kinds(kinds, fault),
            "purposes": self.purposes(share["purpose"], fault),
            **self.parties(share, item, fault),
            **self.information_dates(item["service_date"], fault),
            "signed_by": self.choice(["client"] * 3 + ["representative"]),
            **self.term(),
        }

    def kinds(self, kinds: list[str], fault: str | None) -> list[str]:
        """These and others, some twice; or, for a fault, all but one of these."""
        others = [kind for kind in CATEGORIES if kind not in kinds]
        if fault == "category":
            kinds = [kind for kind in kinds[1:] if kind not in EXCLUSIVE] or others[:1]
        return self.twice(kinds + (self.some(others) if others and self.maybe(0.3) else []))

    def purposes(self, purpose: str, fault: str | None) -> list[str]:
        others = [each for each in PURPOSES if each != purpose]
        if fault == "purpose":
            return self.some(others)
        return self.twice([purpose, *self.some(others)] if self.maybe(0.2) else [purpose])

    def parties(self, share: dict, item: dict, fault: str | None) -> dict:
        """Who tells whom; a release both ways may be written the other way round."""
        tells = {"provider": item["author"]}
        if item["organization"] and self.maybe(0.4):
            tells = {"organization": item["organization"]}
        hears = {"provider": share["recipient"]}
        if self.maybe(0.25):
            hears = {"organization": self.choice(ORGANIZATIONS)}
        sides = [
            self.side(tells, {item["author"], item["organization"]}, fault == "discloser"),
            self.side(hears, {share["recipient"]}, fault == "recipient"),
        ]
        both_ways = self.maybe(0.3)
        if self.maybe(0.5 if both_ways else 0.03):
            sides.reverse()
        direction = "two_way" if both_ways else "one_way"
        return {"disclosers": sides[0], "recipients": sides[1], "direction": direction}

    def side(self, party: dict, themselves: set, fault: bool) -> list[dict]:
        """This party and perhaps others; or, for a fault, others alone."""
        others = [one for one in PARTIES if one != party and not themselves & set(one.values())]
        if fault:
            return self.some(others, 1)
        side = self.twice([party, *(self.some(others, 2) if self.maybe(0.25) else [])])
        self.shuffle(side)
        return side

    def information_dates(self, served: date, fault: str | None) -> dict:
        """Open, exact at either end, or wide; for a fault, a day too late or too early."""
        day = timedelta(days=1)
        if fault == "dates":
            missed = [(served + day, None), (None, served - day), (served + day, served + day)]
            first, last = self.choice(missed)
        else:
            first = self.choice([None, None, served, served - day])
            last = self.choice([None, None, served, served + day])
        return {"information_from": first, "information_until": last}

    def term(self) -> dict:
        """When it was signed, and all that may begin or end it."""
        effective, expires = self.rarely(0.15), self.late()
        return {
            "signed_at": self.early() if self.maybe(0.97) else None,
            "effective_at": effective,
            "expires_at": max(expires, effective + TICK) if effective else expires,
            "revoked_at": self.rarely(0.07),
            "superseded_at": self.rarely(0.05),
            "ended_at": self.rarely(0.05),
        }

    def restrictions(self, share: dict, item: dict, items: list[dict]) -> Iterator[dict]:
        """Now and then one that is about the share, or nearly."""
        if not self.maybe(0.2):
            return
        start, to = self.moment(), {"provider": share["recipient"]}
        kinds = self.some([*item["categories"], *CATEGORIES], 2)
        about = [
            {},
            {"item": item["id"]},
            {"item": self.choice(items)["id"]},
            {"categories": kinds},
        ]
        yield {
            "client": self.choice([*item["subjects"], CLIENTS[0]]),
            "recipient": self.choice([None, to, *PARTIES, *PARTIES[-2:]]),
            "from": start,
            "until": self.after(start) if self.maybe(0.6) else None,
            **self.choice(about),
        }
