"""Asks the gate what a scenario wants to know, and compares with what it expects."""

from dataclasses import replace
from datetime import UTC, datetime

from coordination.models import Item, Share
from providers.models import Provider
from releases.gate import decide
from releases.presenters import kind_labels
from releases.reasons import OFFICER, sentences


def answers(world, loaded):
    """The answers to the questions, one by one in the order asked."""
    shares = Share.objects.in_bulk(loaded.shares.values())
    viewers = Provider.objects.in_bulk(loaded.providers.values())
    labels = kind_labels()
    for question in world["questions"]:
        if question["share"] is not None:
            share = shares[loaded.shares[question["share"]]]
            yield about_share(question, share, loaded, labels)
        else:
            yield about_viewer(question, viewers[loaded.providers[question["viewer"]]], loaded)


def about_share(question, share, loaded, labels):
    """What the gate decides about a share at a moment."""
    decision = decide(share, question["at"].time)
    # The ids of the scenario in place of the rows': these words are for whoever wrote it.
    missing = [
        replace(
            one,
            subject=one.subject and loaded.clients.name_of(one.subject),
            release=one.release and loaded.releases.name_of(one.release),
        )
        for one in decision.reasons
    ]
    return {
        "share": question["share"],
        "at": question["at"].spelling,
        "decision": decision.decision,
        "releases": sorted(map(loaded.releases.name_of, decision.releases)),
        "until": decision.until and written(decision.until),
        "obligations": sorted(decision.obligations),
        "reasons": sentences(missing, OFFICER, labels, people={}),
    }


def about_viewer(question, viewer, loaded):
    """What a provider may see at a moment, their own items included."""
    seen = Item.objects.visible_to(viewer, question["at"].time).order_by()
    return {
        "viewer": question["viewer"],
        "at": question["at"].spelling,
        "items": sorted(loaded.items.name_of(pk) for pk in seen.values_list("pk", flat=True)),
    }


def written(moment):
    """An instant as scenarios write it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def differences(question, answer):
    """What an answer says otherwise than expected: (part, expected, answered) for each."""
    expected = question["expect"] or {}
    return [
        (part, value, answer[part])
        for part, value in expected.items()
        if _meaning(part, value) != _meaning(part, answer[part])
    ]


def _meaning(part, value):
    """Lists without their order, instants without their spelling."""
    if isinstance(value, list):
        return sorted(map(str, value))
    if part == "until" and isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return value
    return value
