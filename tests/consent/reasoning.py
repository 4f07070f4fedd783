"""Whether the reasons that are told for a closed share are true, and all of them."""

from datetime import datetime

from .oracle import EXCLUSIVE, Oracle, before, since

# What a reason says, in the needs of the oracle; the other reasons have the name of the need.
MEANING = {
    "category": {"category", "instrument"},
    "dates": {"information_from", "information_until"},
    "waiting": {"signed"},
    "unanswered": {"signed"},
    "later": {"signed", "effective"},
    "expired": {"expires"},
    "membership": {"recipient"},
}


def untrue(told: list[dict], oracle: Oracle, share: str, at: datetime) -> str | None:
    """What is wrong with the reasons of an answer, in words; None where nothing is.

    A closed share has its own obstacles and, for each requirement that nothing covers, one
    reason, which a release of that client bears out.
    """
    if oracle.decide(share, at)["decision"] == "permit":
        return "a permit has reasons" if told else None
    own = {each["reason"] for each in told if not each["category"]}
    if own != obstacles(oracle, share, at):
        return f"its own obstacles are {obstacles(oracle, share, at)}"
    missing = {
        requirement: [(release, lacks) for release, lacks in ways if release in stored(oracle)]
        for requirement, ways in oracle.missing(share, at).items()
    }
    covered = {(each["subject"], each["category"]) for each in told if each["category"]}
    if covered != missing.keys():
        return f"uncovered is {sorted(missing)}"
    wrong = [
        each
        for each in told
        if each["category"] and not borne_out(each, missing[each["subject"], each["category"]])
    ]
    return f"it is not true that {wrong}" if wrong else None


def stored(oracle: Oracle) -> set[str]:
    """The releases that the tables take: not those whose instrument and categories differ."""
    releases = [release for of_client in oracle.releases.values() for release in of_client]
    return {
        release["id"]
        for release in releases
        if {release.get("instrument") or "general"}
        == (EXCLUSIVE & {*release["categories"]} or {"general"})
    }


def obstacles(oracle: Oracle, share: str, at: datetime) -> set[str]:
    """What stands in the way whatever was released."""
    wanted = oracle.shares[share]
    all_there_are = {
        "not_shared": at not in since(wanted["shared_at"]),
        "withdrawn": at not in before(wanted.get("withdrawn_at")),
        "standing": not oracle.is_active(wanted["recipient"]),
        "restricted": at in oracle.restricted(wanted),
    }
    return {name for name, holds in all_there_are.items() if holds}


def borne_out(reason: dict, missing: list[tuple[str, set]]) -> bool:
    """Whether the release lacks what it is said to lack, or none names the parties."""
    parties = {"discloser", "recipient"}
    if reason["reason"] == "no_release":
        return all(lacks & parties for _, lacks in missing)
    said = MEANING.get(reason["reason"], {reason["reason"]})
    return any(release == reason["release"] and lacks & said for release, lacks in missing)
