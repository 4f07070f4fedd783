"""A joint note is held, a part of it is written with a pause, and opens for one release alone."""

import pytest
from django.urls import reverse

from coordination.models import Item, NoteDraft
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.mark.long
def test_a_part_is_begun_finished_later_shared_and_opened(window):
    sam, robin = people.a_client("Sam Whitaker"), people.a_client("Robin Hale")
    dana = people.a_provider("Dana Fox", "couples_counsellor", "LMFT")
    julius = people.a_provider("Julius Amadi", "psychiatrist")
    for one in (sam, robin):
        make.treatment(one.client, dana.provider)
    make.release(
        robin.client,
        disclosers=[dana.provider],
        recipients=[julius.provider],
        categories=["medications"],
    )
    joint = make.item(
        dana.provider, sam.client, robin.client, categories=["medications"], body="Both drink less."
    )
    held = make.share(joint, julius.provider)

    writes = enter(window(**DESK), dana.user).open(reverse("note_page", args=[joint.pk]))
    writes.sees("Not shareable with this person now").follow("Write a part about Robin alone")
    form = writes.follow("Medication change").page.url
    writes.fill(what="75 mg since Monday", watch="Restlessness")
    writes.page.get_by_text("Kept as a draft at").wait_for()
    assert NoteDraft.objects.get().content["watch"] == "Restlessness"

    goes_on = enter(window(scripts=False, **PHONE), dana.user).open(form)
    goes_on.sees("It is here as you left it.").tick(categories="medications")
    goes_on.press("Save the part").tick(recipients=str(julius.provider.pk))
    goes_on.press("Share with whom you chose").sees("Shared with Julius Amadi. Open until")
    assert not NoteDraft.objects.exists()

    part = Item.objects.get(as_part__joint=joint)
    reads = enter(window(**DESK), julius.user)
    reads.open(reverse("shared_open", args=[held.pk]), status=404).open("/shared/")
    reads.follow("Medication change").sees("What changes: 75 mg", "Watch for: Restlessness")
    reads.sees_nothing_of("Sam Whitaker", "Both drink less.", str(joint.pk))

    writes.open(reverse("note_revise", args=[part.pk])).fill(what="50 mg again")
    writes.press("Save the change").sees("The old text is kept.")
    reads.reload().sees("50 mg again", "You opened an earlier text.").sees_nothing_of("75 mg")
