"""Two entries of one person, as far as the directory can tell, and what a merge made of them."""

from coordination.models import Share
from providers import actions
from tests import factories as make
from tests.attempts import run
from tests.roles import as_web

NUMBER = "LP-00123"


def as_keeper(user):
    """What calls an action with its facts as this directory admin."""

    def keep(action, **facts):
        with as_web(user):
            return action(by=user, **facts)

    return keep


def merge(keeping, survivor, absorbed, **given):
    survivor.refresh_from_db()
    absorbed.refresh_from_db()
    given = {
        "facts": {},
        "why": "I called her.",
        "as_seen": actions.seen(survivor, absorbed),
    } | given
    return keeping(actions.merge, survivor=survivor, absorbed=absorbed, **given)


def licensed(provider, number=NUMBER, **fields):
    licence = make.licence(provider, number=number, **fields)
    make.verification(licence, "licence")
    return provider


def opens(provider):
    """The shares that the database shows this provider, by raw SQL."""
    with as_web(provider.user):
        return {one for (one,) in run("select id from coordination_share")}


def along(share):
    return Share.objects.get(along_with=share)
