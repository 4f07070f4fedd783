"""What the gate answers, to whom, in which words."""

from datetime import timedelta

import pytest

from coordination.models import Item, Share
from providers.models import Standing
from releases.gate import DENY, NOTHING, PERMIT, decide, obligations, why
from releases.reasons import WORDS, Reader
from tests import factories as make
from tests.consent.conftest import day, run
from tests.roles import as_web

MICROSECOND = timedelta(microseconds=1)


def test_a_permit_names_its_releases_and_its_end(world):
    release, share = world.release(), world.share()
    answer = decide(share, day(50))
    assert (answer.decision, answer.releases, answer.until) == (PERMIT, (release.pk,), day(100))
    assert answer.reasons == ()


def test_every_release_that_covers_something_then_is_named(world):
    first, second = world.release(), world.release(categories=["goals"], expires_at=day(80))
    world.release(signed=day(60), expires_at=day(90))
    share = world.share(world.item(categories=["progress", "goals"]))
    answer = decide(share, day(50))
    assert (answer.releases, answer.until) == (tuple(sorted([first.pk, second.pk])), day(80))


@pytest.mark.parametrize(
    ("at", "decision"),
    [
        (day(10) - MICROSECOND, DENY),
        (day(10), PERMIT),
        (day(100) - MICROSECOND, PERMIT),
        (day(100), DENY),
    ],
)
def test_intervals_are_half_open(world, at, decision):
    world.release()
    assert decide(world.share(), at).decision == decision


def test_without_a_moment_the_databases_clock_says_when(ana, therapist, psychiatrist):
    share = make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
    assert decide(share).decision == PERMIT
    make.change(psychiatrist.release, revoked_at=make.ago(minutes=1))
    assert decide(share).decision == DENY


@pytest.mark.parametrize("standing", [Standing.UNVERIFIED, Standing.SUSPENDED])
def test_a_recipient_who_is_not_active_is_shown_nothing(world, standing):
    world.release()
    share = world.share()
    make.change(world.recipient, standing=standing)
    answer = decide(share, day(50))
    assert (answer.decision, [one.reason for one in answer.reasons]) == (DENY, ["standing"])
    assert not Share.objects.visible_to(world.recipient, day(50))


@pytest.mark.parametrize(
    ("categories", "duties"),
    [
        (["progress"], ()),
        (["progress", "trauma_violence"], ("no_redisclosure",)),
        (["substance_use"], ("no_redisclosure",)),
        (["substance_use_part2"], ("no_redisclosure", "part2_notice")),
        (["sud_counseling_notes"], ("no_redisclosure", "part2_notice")),
        (["psychotherapy_notes"], ("no_redisclosure",)),
    ],
)
def test_obligations_follow_from_the_kinds(world, categories, duties):
    share = world.share(world.item(categories=categories))
    assert decide(share, day(50)).obligations == duties
    assert tuple(obligations(categories)) == duties


# What is missing


REASONS = [
    ("no_release", {"recipients": "colleague"}, 50),
    ("category", {"categories": ["goals"]}, 50),
    ("purpose", {"purposes": ["payment"]}, 50),
    ("dates", {"information_until": day(-30).date()}, 50),
    ("later", {}, 5),
    ("expired", {}, 150),
    ("revoked", {"revoked": day(40)}, 50),
    ("superseded", {"superseded_at": day(40)}, 50),
    ("ended", {"ended_at": day(40)}, 50),
    ("membership", {"recipients": "clinic"}, 50),
]


@pytest.mark.parametrize(("reason", "facts", "at"), REASONS, ids=[one[0] for one in REASONS])
def test_the_nearest_release_says_what_is_missing(world, reason, facts, at):
    make.membership(world.recipient, world.clinic, since=day(60))
    facts = dict(facts)
    if "recipients" in facts:
        facts["recipients"] = [getattr(world, facts["recipients"])]
    ends = {key: facts.pop(key) for key in ("superseded_at", "ended_at") if key in facts}
    release = world.release(**facts)
    if ends:
        make.change(release, **ends)
    [missing] = decide(world.share(), day(at)).reasons
    assert (missing.reason, missing.category) == (reason, "progress")
    assert missing.release == (None if reason == "no_release" else str(release.pk))


def test_a_birthday_is_a_reason(world):
    make.change(world.client, born=day(20).date().replace(year=day(20).year - 18))
    world.release(signed_by="representative")
    [missing] = decide(world.share(), day(50)).reasons
    assert missing.reason == "majority"


def test_a_request_that_ran_out_is_a_reason(world):
    parties = {"disclosers": [world.author], "recipients": [world.recipient]}
    by = {"proposed_by": world.author, "answer_by": day(40), "requested_at": day(1)}
    make.request(world.client, expires_at=day(100), **by, **parties)
    share = world.share()
    told = [decide(share, day(one)).reasons[0].reason for one in (39, 40)]
    assert told == ["waiting", "unanswered"]


@pytest.mark.parametrize(("answer", "reason"), [({}, "waiting"), ({"declined": 1}, "declined")])
def test_a_request_without_a_signature_is_a_reason(world, answer, reason):
    parties = {"disclosers": [world.author], "recipients": [world.recipient]}
    made = make.request(world.client, expires_at=day(100), **parties)
    if answer:
        make.change(made, declined_at=day(2))
    [missing] = decide(world.share(), day(50)).reasons
    assert missing.reason == reason


def test_of_several_releases_the_nearest_is_named(world):
    world.release(categories=["goals"])
    ended = world.release(expires_at=day(40))
    world.release(purposes=["payment"])
    [missing] = decide(world.share(), day(50)).reasons
    assert (missing.reason, missing.release) == ("expired", str(ended.pk))


@pytest.mark.parametrize(
    ("at", "reason"), [(-1, "not_shared"), (70, "withdrawn"), (30, "restricted")]
)
def test_the_share_itself_may_be_the_obstacle(world, at, reason):
    world.release(signed=day(-3))
    make.restriction(world.client, since=day(20), until=day(40))
    share = make.change(world.share(), withdrawn_at=day(70))
    assert [one.reason for one in decide(share, day(at)).reasons] == [reason]


def test_what_is_met_is_not_missing(world):
    world.release(categories=["goals"])
    share = world.share(world.item(categories=["goals", "progress", "billing"]))
    missing = {one.category for one in decide(share, day(50)).reasons}
    assert missing == {"progress", "billing"}


# Who may ask


@pytest.fixture
def shares(ana, therapist, psychiatrist):
    """One that is held, one that is open."""
    notes = [
        make.item(therapist.provider, ana.client, categories=[c]) for c in ("billing", "progress")
    ]
    return [make.share(one, psychiatrist.provider) for one in notes]


@pytest.mark.parametrize(
    ("who", "held", "is_open"),
    [
        ("therapist", ["category"], PERMIT),
        ("ana", ["category"], PERMIT),
        ("privacy_officer", ["category"], PERMIT),
        ("psychiatrist", NOTHING, PERMIT),
        ("gp", NOTHING, NOTHING),
        ("sam", NOTHING, NOTHING),
        ("directory_admin", NOTHING, NOTHING),
    ],
)
def test_who_is_answered(request, shares, who, held, is_open):
    person = request.getfixturevalue(who)
    with as_web(getattr(person, "user", person)):
        answers = [decide(one) for one in shares]
    expected = [held, is_open]
    told = [
        answers[0] if held is NOTHING else [one.reason for one in answers[0].reasons],
        answers[1] if is_open is NOTHING else answers[1].decision,
    ]
    assert told == expected


@pytest.mark.parametrize("reader", [Reader.AUTHOR, Reader.CLIENT, Reader.PRIVACY_OFFICER])
def test_each_reader_has_words_for_every_reason(world, reader):
    known = {*(one[0] for one in REASONS), "majority", "waiting", "unanswered", "declined"}
    assert set(WORDS[reader]) == known | {"not_shared", "withdrawn", "standing", "restricted"}


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (Reader.AUTHOR, "The release does not cover: Progress summary. Ask Ana for it."),
        (Reader.CLIENT, "Your permission leaves out: Progress summary."),
        (Reader.PRIVACY_OFFICER, "Progress summary: not in release"),
    ],
)
def test_three_readers_three_wordings(world, reader, words):
    world.release(categories=["goals"])
    [sentence] = why(world.share(), reader, day(50))
    assert words in sentence


def test_kinds_that_lack_the_same_share_a_sentence(world):
    share = world.share(world.item(categories=["progress", "goals"]))
    [sentence] = why(share, Reader.CLIENT, day(50))
    assert sentence.endswith("about: Goals and check-ins, Progress summary.")


def test_the_recipient_is_told_nothing(world):
    assert why(world.share(), Reader.RECIPIENT, day(50)) == []


def test_there_is_nothing_to_say_of_an_open_share(world):
    world.release()
    assert why(world.share(), Reader.AUTHOR, day(50)) == []


def test_there_is_nothing_to_say_of_an_open_joint_share(world):
    world.release(), world.release(world.other_client)
    share = world.share(world.item(world.client, world.other_client))
    assert why(share, Reader.CLIENT, day(50)) == []


@pytest.mark.parametrize("reader", [Reader.AUTHOR, Reader.CLIENT])
@pytest.mark.parametrize("agreed", ["client", "other_client", None])
def test_of_a_joint_share_nobody_learns_who_said_no(world, reader, agreed):
    if agreed:
        world.release(getattr(world, agreed))
    share = world.share(world.item(world.client, world.other_client))
    assert why(share, reader, day(50)) == ["Not shareable with this person now."]


def test_the_database_keeps_that_of_a_joint_share_to_itself(
    sam, robin, couples_counsellor, therapist, privacy_officer
):
    share = make.share(
        make.item(couples_counsellor.provider, sam.client, robin.client), therapist.provider
    )
    told = []
    for user in (sam.user, couples_counsellor.user, privacy_officer.user):
        with as_web(user):
            told += run("select jsonb_array_length(missing) from share_answer(%s)", share.pk)
    assert told == [(0,), (0,), (2,)]


# Lists


def test_a_provider_reads_their_own_and_what_is_open(world):
    world.release()
    own = make.item(world.recipient, world.other_client)
    told, held = world.item(), world.item(categories=["billing"])
    world.share(told), world.share(held)
    assert set(Item.objects.visible_to(world.recipient, day(50))) == {own, told}
    assert set(Item.objects.visible_to(world.recipient, day(5))) == {own}
    assert not Item.objects.visible_to(world.colleague, day(50))
    make.change(world.recipient, standing=Standing.SUSPENDED)
    assert not Item.objects.visible_to(world.recipient, day(50))


def test_a_list_without_a_moment_is_of_now(shares, psychiatrist, gp):
    assert list(Share.objects.visible_to(psychiatrist.provider)) == [shares[1]]
    assert not Share.objects.visible_to(gp.provider)
