"""Worlds whose people act on the site, and the comparison after each round of acts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import Kind, User
from clients.models import Client, Treatment
from providers.models import Provider
from releases.actions import NothingSignedError

from .acts import ACTS
from .comparing import inexact
from .doors import logins
from .holding import Held

ROUNDS = 3
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REFUSED = (IntegrityError, ProgrammingError, NothingSignedError, ValidationError)
NOBODY = (IndexError, ObjectDoesNotExist)  # the world has nobody to do it, or nothing to do it to


def different_after_acts(held: list[Held]) -> Iterator[str]:
    """What is kept after people have done something, each round something else in each world."""
    scenes = set_up(held)
    for _ in range(ROUNDS):
        done = [done_in(scene) for scene in scenes]
        yield from inexact(f"after {done}")


def set_up(held: list[Held]) -> list["Scene"]:
    users: dict[str, User] = {}
    for kind, model in (("providers", Provider), ("clients", Client)):
        users |= {one.pk(kind, person): user for one, person, user in logins(held, kind, model)}
    office = User.objects.create(
        email="office@example.org", name="Office", kind=Kind.STAFF, is_directory_admin=True
    )
    scenes = [Scene(one, users, office) for one in held]
    Treatment.objects.bulk_create(each for scene in scenes for each in scene.treatments())
    return scenes


def done_in(scene: "Scene", of: Callable | None = None) -> str:
    """An act, by its name and what came of it. What is refused has not happened."""
    of = of or scene.choice(ACTS)
    try:
        with transaction.atomic():
            return f"{of.__name__}: {of(scene)}"
    except REFUSED as refusal:
        return f"{of.__name__}: refused by {type(refusal).__name__}"
    except NOBODY:
        return f"{of.__name__}: by nobody"


class Scene:
    """A world with the logins of its people, and whom and what chance picks of it."""

    def __init__(self, held: Held, users: dict[str, User], office: User):
        self.held, self.users, self.office = held, users, office
        self.chance = Random(held.world["name"])
        self.choice = self.chance.choice

    def treatments(self) -> Iterator[Treatment]:
        """Authors treat the clients whom they write about."""
        items = self.held.world["items"]
        for author, client in sorted({(i["author"], who) for i in items for who in i["subjects"]}):
            yield Treatment(
                provider_id=self.held.pk("providers", author),
                client_id=self.held.pk("clients", client),
                during=(LONG_AGO, None),
            )

    def any(self, model: type, kind: str):
        """One of the rows that the world began with."""
        one = self.choice(self.held.world.get(kind) or [])
        one = one if isinstance(one, str) else one["id"]
        return model.objects.get(pk=self.held.pk(kind, one))

    def login(self, person: Provider | Client) -> User:
        return self.users[str(person.pk)]
