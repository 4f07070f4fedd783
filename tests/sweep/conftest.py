"""The scene of the sweep: everybody is there, and each word about a client can be recognised."""

from types import SimpleNamespace

import pytest

from coordination.models import NoteDraft
from providers.models import Standing
from tests import emergencies as em
from tests import factories as make
from tests.people import a_provider
from tests.roles import WebClient
from tests.sweep.access import OFTEN, RARELY
from tests.sweep.said import canary, corrections_of, goals_of, messages_of, reports_of


def mark(person, whose):
    """Plants a canary in each text that is known about a client and their account."""
    if person.user:
        name, email = canary(whose, "account"), f"{canary(whose, 'email')}@example.org"
        make.change(person.user, name=name, email=email)
    names = {"name": canary(whose, "name"), "preferred_name": canary(whose, "called")}
    make.change(person.client, **names)


@pytest.fixture
def scene(request, ana, sam, robin, leo, practice, therapist, psychiatrist, gp, play_therapist,
          family_counsellor, mother, father, couple, couples_counsellor, turned_on,
          colleague):  # fmt: skip
    """Objects by the names of the table, and `browser(role)`."""
    for person, whose in ((ana, "ana"), (sam, "sam"), (robin, "robin"), (leo, "leo")):
        mark(person, whose)
    make.change(father.authority, during=(make.ago(days=9), make.ago(days=1)))
    notes = notes_about(ana, leo, therapist, play_therapist)
    shares = shares_of(notes, psychiatrist, gp, family_counsellor)
    joint = joint_shares(sam, robin, couples_counsellor, psychiatrist, gp)
    return SimpleNamespace(
        objects=releases_of(ana, leo, therapist, psychiatrist, gp, family_counsellor)
        | notes
        | shares
        | joint
        | files_of(notes, shares, joint["joint_held_share"])
        | threads_of(ana, leo, therapist, psychiatrist, gp, play_therapist, family_counsellor)
        | reports_of(ana, leo, mother)
        | corrections_of(notes, ana, leo, mother)
        | messages_of(ana, leo, mother, therapist, play_therapist)
        | goals_of(ana, leo, therapist, play_therapist, psychiatrist)
        | em.both_that_ended(colleague.provider, ana.client, practice, canary)
        | records_of(ana, leo, sam)
        | entries_of(therapist, gp, practice)
        | {"couple": couple, "leos_father": father.authority},
        browser=lambda role: browser_of(role, request.getfixturevalue),
        draft=draft_of(therapist, ana),
        sam_note=make.item(play_therapist.provider, sam.client, body=canary("sam", "private-body")),
    )


def records_of(ana, leo, sam):
    """Those of the clients, a limit of each, and who may act for Ana."""
    attorney = make.representative(ana.client, name="Nina Berg", basis="power_of_attorney")
    return {
        "ana_record": ana.client,
        "leo_record": leo.client,
        "sam_record": sam.client,
        "ana_limit": make.restriction(ana.client, categories=["billing"]),
        "leo_limit": make.restriction(leo.client, categories=["billing"]),
        "anas_attorney": attorney,
    }


def entries_of(therapist, gp, practice):
    """What the directory says of them."""
    office = make.practice_admin(practice)
    return {
        "entry": therapist.provider,
        "workplace": therapist.provider.memberships.get(),
        "practice": practice,
        "address": make.location(practice),
        "licence": make.licence(therapist.provider),
        "office": office,
        "token": make.api_token(practice, office.user),
        "merge": make.merge(therapist.provider),
        "file": make.import_of(make.staff("Kit Moss", is_directory_admin=True)),
        "colleague": gp.provider,
    }


def draft_of(author, person):
    words = {"body": canary("ana", "draft")}
    facts = {"author": author.provider, "client": person.client, "form": "note"}
    return NoteDraft.objects.create(**facts, content=words)


def releases_of(ana, leo, therapist, psychiatrist, gp, family_counsellor):
    """Signed ones whose reasons are recognised; one that waits, one that has run out, and one that
    Leo's mother began and has not signed.
    """
    return {
        "ana_open": again(psychiatrist.release, canary("ana", "open-reason")),
        "ana_lapsed": again(gp.release, canary("ana", "lapsed-reason")),
        "leo_open": again(family_counsellor.release, canary("leo", "open-reason")),
        "ana_waiting": make.request(
            ana.client,
            disclosers=[therapist.provider],
            recipients=[psychiatrist.provider],
            proposed_by=therapist.provider,
            categories=["goals"],
            reason=canary("ana", "waiting-reason"),
        ),
        "ana_late": make.request(
            ana.client,
            disclosers=[therapist.provider],
            recipients=[psychiatrist.provider],
            proposed_by=therapist.provider,
            requested_at=make.ago(days=40),
        ),
        "leo_waiting": make.request(
            leo.client,
            disclosers=[therapist.provider],
            recipients=[psychiatrist.provider],
            reason=canary("leo", "waiting-reason"),
        ),
    }


def again(release, reason):
    """The same release with another reason; a signed one is fixed, so this one is written anew."""
    parties = release.parties.all()
    made = make.request(
        release.client,
        disclosers=[one.provider for one in parties if one.side == "discloser"],
        recipients=[one.provider for one in parties if one.side == "recipient"],
        categories=release.categories,
        proposed_by=release.proposed_by,
        expires_at=release.expires_at,
        signed_by=release.signed_by,
        reason=reason,
    )
    evidence = release.signatures.get()
    make.signature(
        made,
        evidence.signer,
        representative=evidence.representative,
        typed_name=f"{reason}-typed",
    )
    return make.change(made, signed_at=release.signed_at)


def notes_about(ana, leo, therapist, play_therapist):
    return {
        "ana_note": make.change(
            make.item(therapist.provider, ana.client, body=canary("ana", "old-body")),
            body=canary("ana", "shared-body"),
        ),
        "ana_private_note": make.item(
            therapist.provider, ana.client, body=canary("ana", "private-body")
        ),
        "leo_note": make.item(
            play_therapist.provider,
            leo.client,
            categories=["goals"],
            body=canary("leo", "shared-body"),
        ),
    }


def shares_of(notes, psychiatrist, gp, family_counsellor):
    note = notes["ana_note"]
    return {
        "ana_open_share": make.share(note, psychiatrist.provider),
        "ana_held_share": make.share(note, gp.provider, shared=make.ago(days=3)),
        "leo_open_share": make.share(notes["leo_note"], family_counsellor.provider),
    }


def threads_of(ana, leo, therapist, psychiatrist, gp, play_therapist, family_counsellor):
    """In Ana's, a message to the psychiatrist, and one to the family doctor that is held."""
    author = therapist.provider
    told = make.message(author, ana.client, to=[psychiatrist.provider], body=canary("ana", "told"))
    make.message(
        author,
        to=[gp.provider],
        thread=told.thread,
        shared=make.ago(days=3),
        body=canary("ana", "untold"),
    )
    child = make.message(
        play_therapist.provider,
        leo.client,
        to=[family_counsellor.provider],
        categories=["goals"],
        body=canary("leo", "told"),
    )
    return {"ana_thread": told.thread, "leo_thread": child.thread}


def files_of(notes, shares, joint_held):
    """What is in an address about a file: the id of a note or share, and that of the file."""
    ana = a_file(notes["ana_note"], "ana", "file")
    private = a_file(notes["ana_private_note"], "ana", "private-file")
    leo = a_file(notes["leo_note"], "leo", "file")
    pairs = {
        "ana_note_file": (notes["ana_note"], ana),
        "ana_private_file": (notes["ana_private_note"], private),
        "leo_note_file": (notes["leo_note"], leo),
        "ana_open_file": (shares["ana_open_share"], ana),
        "ana_held_file": (shares["ana_held_share"], ana),
        "leo_open_file": (shares["leo_open_share"], leo),
        "joint_held_file": (joint_held, a_file(joint_held.item, "joint", "file")),
    }
    return {name: SimpleNamespace(pk=(of.pk, one.pk)) for name, (of, one) in pairs.items()}


def a_file(note, whose, what):
    words = canary(whose, what)
    return make.attachment(note, content=words.encode(), name=f"{words}.txt")


def joint_shares(sam, robin, couples_counsellor, psychiatrist, gp):
    """Both agreed that the psychiatrist is told; for the family doctor, one of them stopped it."""
    author = couples_counsellor.provider
    for one in (sam, robin):
        make.release(one.client, disclosers=[author], recipients=[psychiatrist.provider])
        stopped = make.ago(days=2) if one is robin else None
        make.release(one.client, disclosers=[author], recipients=[gp.provider], revoked=stopped)
    told, held = (
        make.item(author, sam.client, robin.client, body=canary("joint", what))
        for what in ("open-body", "held-body")
    )
    return {
        "joint_note": told,
        "joint_open_share": make.share(told, psychiatrist.provider),
        "joint_held_share": make.share(held, gp.provider),
    }


@pytest.fixture
def suspended(ana, therapist, note):
    """Had a release and a share, and is suspended."""
    person = a_provider("Ruth Ekberg", "other")
    make.release(
        ana.client, disclosers=[therapist.provider], recipients=[person.provider], signer=ana.user
    )
    make.share(note, person.provider)
    make.change(person.provider, standing=Standing.SUSPENDED)
    return person


def browser_of(role, get):
    if role == "anonymous":
        return WebClient()
    if role == "without_factor":
        return make.signed_in(get("therapist").user, second_factor=False)
    return get(role).http


@pytest.fixture(params=[*OFTEN, *(pytest.param(one, marks=pytest.mark.long) for one in RARELY)])
def role(request):
    return request.param
