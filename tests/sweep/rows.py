"""The kinds of rows of tests/sweep/access.py, and the groups of people whom they name."""

from dataclasses import dataclass, field

CLIENTS = "ana sam mother"
PROVIDERS = "therapist psychiatrist gp stranger"
KEEPER = "directory_admin"
SIGNED_IN = f"{CLIENTS} father {PROVIDERS} suspended {KEEPER} privacy_officer"


@dataclass(frozen=True)
class Row:
    """Who gets in: at a page without an object, or at each object that is named."""

    who: str = ""
    objects: dict = field(default_factory=dict)
    kind: str = ""
    post: bool = False
    get: bool = True

    @property
    def methods(self):
        return (["GET", "HEAD"] if self.get else []) + (["POST"] if self.post else [])

    def lets_in(self, role, name=None):
        return role in (self.objects.get(name, "") if self.kind else self.who).split()


@dataclass(frozen=True)
class Open:
    """Anybody may come, signed in or not; the reason says what there is to see."""

    reason: str


@dataclass(frozen=True)
class Own:
    """Everybody signed in sees their own account here, and nobody else's."""

    reason: str = "a page of the own account, by allauth"


@dataclass(frozen=True)
class Shut:
    """Superusers only."""


def page(who, **facts):
    return Row(who, **facts)


def about(kind, post=False, get=True, **objects):
    return Row(kind=kind, objects=objects, post=post, get=get)


def own_client(post=False):
    """Only for the provider who treats the client now."""
    return about("client", post, ana_record="therapist")


def own_note(post=False):
    """Only for the author of the note."""
    notes = ["ana_note", "ana_private_note", "ana_check_in"]
    return about("item", post, **dict.fromkeys(notes, "therapist"))


def own_representative(post=False):
    """Only for the provider who treats the client for whom somebody acts."""
    return about("representative", post, anas_attorney="therapist")


def own_release(post=False):
    """Only for whoever acts for the client now."""
    ana = dict.fromkeys(["ana_open", "ana_lapsed", "ana_waiting", "ana_late"], "ana")
    return about("release", post, **ana, leo_open="mother", leo_waiting="mother")


def own_share(post=False, **more):
    """For whoever acts for whom the note is about; of a joint one, while it is open."""
    ana = dict.fromkeys(["ana_open_share", "ana_held_share"], "ana")
    facts = {**ana, "leo_open_share": "mother", "joint_open_share": "sam"}
    return about("share", post, **facts, **more)


def of_own_clients(post=True):
    """Only for the provider who treats the release's client now."""
    ana = dict.fromkeys(["ana_open", "ana_lapsed", "ana_waiting", "ana_late"], "therapist")
    return about("release", post, **ana)


def keeping(kind, name):
    """For those who keep the directory."""
    return about(kind, True, **{name: KEEPER})
