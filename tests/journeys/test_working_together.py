"""What a release is for: a change of medication, a couple's thread, a child of two parents, and
what the client keeps of it all."""

import pytest
from django.urls import reverse

from coordination.models import Share
from ledger.models import Entry, Verb
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter

pytestmark = pytest.mark.long


def shares(window, recipient):
    """The author, on the page that shares what was just saved."""
    window.tick(recipients=str(recipient.provider.pk)).press("Share with whom you chose")
    return window.sees(f"Shared with {recipient.provider.name}. Open until")


def test_a_change_of_medication_reaches_the_therapist_and_the_client_keeps_the_list(window):
    noor = people.a_client("Noor Amin", preferred_name="Noor")
    julius = people.a_provider("Julius Ode", "psychiatrist", "MD")
    dana = people.a_provider("Dana Whit", "therapist", "LCSW")
    make.treatment(noor.client, julius.provider)
    sides = {"disclosers": [julius.provider], "recipients": [dana.provider]}
    make.release(noor.client, categories=["medications"], **sides)

    writes = enter(window(**DESK), julius.user).open(f"/clients/{noor.client.pk}/notes/new/")
    writes.follow("Medication change").fill(
        what="Sertraline 50 to 75 mg", why="Sleeps badly", watch="Restlessness", until="Our visit"
    )
    shares(writes.tick(categories="medications").press("Save the note"), dana)

    reads = enter(window(scripts=False, **PHONE), dana.user).open("/shared/")
    reads.follow("Medication change").sees("What changes: Sertraline 50 to 75 mg")
    reads.sees("Why: Sleeps badly", "Watch for: Restlessness", "Until when: Our visit")

    keeps = enter(window(**PHONE), noor.user).open("/history/?what=opened")
    keeps.sees("Dana Whit opened a change of medication").follow("Print these lines")
    keeps.sees("Dana Whit opened a change of medication", "This is not everything, only:")
    file = keeps.context.request.get(f"{keeps.site}/history/file/?what=opened").text()
    assert (
        len(file.strip().splitlines())
        == 1 + Entry.objects.filter(client=noor.client.pk, verb=Verb.ITEM_DISCLOSED).count()
    )


def test_one_of_a_couple_stops_in_the_middle_of_a_thread(window):
    sam, robin = people.a_client("Sam Whitaker"), people.a_client("Robin Hale")
    dana = people.a_provider("Dana Fox", "couples_counsellor", "LMFT")
    julius = people.a_provider("Julius Amadi", "psychiatrist")
    for one in (sam, robin):
        make.treatment(one.client, dana.provider)
        sides = {"disclosers": [dana.provider], "recipients": [julius.provider]}
        one.release = make.release(one.client, direction="two_way", **sides)
    make.message(
        dana.provider, sam.client, robin.client, to=[julius.provider], body="They talk again."
    )

    answers = enter(window(**DESK), julius.user).open("/messages/")
    answers.follow("Robin Hale and Sam Whitaker").sees("They talk again.")
    answers.fill(body="Good to hear.").press("Send the message").sees("Your message is sent.")
    thread = answers.page.url
    begins = enter(window(**DESK), dana.user).open(thread).sees("Good to hear.")

    stops = enter(window(**PHONE), robin.user).open(f"/releases/{robin.release.pk}/stop/")
    stops.press("Stop sharing").sees("stopped")
    answers.reload().sees("Good to hear.").sees_nothing_of("They talk again.")
    begins.reload().sees("They talk again.").sees_nothing_of("Good to hear.")
    begins.sees("Not shareable with this person now")
    assert not Share.objects.visible_to(julius.provider).exists()


def test_two_who_see_a_child_read_each_other_while_both_parents_agree(window):
    born = make.TODAY.replace(year=make.TODAY.year - 9, day=1)
    leo = people.Person(user=None, client=make.client("Leo Castillo", born=born))
    grace = people.a_provider("Grace Lindqvist", "play_therapist", "LPC")
    owen = people.a_provider("Owen Brandt", "family_counsellor", "LMFT")
    for one in (grace, owen):
        make.treatment(leo.client, one.provider)
    parents = [people.a_parent(f"{name} Castillo", leo, grace) for name in ("Elena", "Marco")]
    make.change(leo.client, both_guardians=True)
    asked = make.request(
        leo.client,
        proposed_by=grace.provider,
        disclosers=[grace.provider],
        recipients=[owen.provider],
        direction="two_way",
        categories=["goals"],
        asked_categories=["goals"],
    )
    looks = []
    for author, reader, words in ((grace, owen, "He draws."), (owen, grace, "They play.")):
        item = make.item(author.provider, leo.client, categories=["goals"], body=words)
        page = reverse("shared_open", args=[make.share(item, reader.provider).pk])
        looks.append((enter(window(**DESK), reader.user), page, words))

    for number, parent in enumerate(parents):
        for desk, page, words in looks:
            desk.open(page, status=404).sees_nothing_of(words)
        phone = enter(window(scripts=False, **PHONE), parent.user)
        phone.open(f"/releases/{asked.pk}/review/sign/").fill(typed_name=parent.user.name)
        phone.page.get_by_label("No, Leo is too young").check()
        phone.press("Sign" if number == 0 else "Sign and start sharing")
    for desk, page, words in looks:
        desk.open(page).sees(words)
    phone.open(f"/releases/{asked.pk}/stop/").press("Stop sharing").sees("stopped")
    for desk, page, words in looks:
        desk.open(page, status=404).sees_nothing_of(words)
