"""A client writes to her therapist, asks for a correction, and her statement goes with the note."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.mark.long
def test_words_are_answered_and_a_statement_goes_along(window):
    ana = people.a_client("Ana Moreno")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    make.treatment(ana.client, miriam.provider)
    make.release(ana.client, disclosers=[miriam.provider], recipients=[julian.provider])
    note = make.item(miriam.provider, ana.client, body="Sleeps four hours.")
    share = make.share(note, julian.provider)

    writes = enter(window(scripts=False, **PHONE), ana.user).open("/home/messages/new/")
    writes.tick(to=str(miriam.provider.pk)).fill(words="Two bad nights.")
    writes.press("Send the message").sees("not read yet")

    treats = enter(window(**DESK), miriam.user).open("/today/").sees("1 new")
    treats.follow("Message from a client").sees("Two bad nights.")
    treats.fill(words="Come on Wednesday.").press("Send the answer")
    writes.open("/home/").follow("Messages to your care team 1 new answer").sees("answered")

    writes.open(reverse("client_note", args=[share.pk])).sees("Why Julian Okafor can open it")
    writes.follow("This is not right").fill(wrong="Four.", should_say="Six.")
    writes.press("Ask for the correction").sees("Miriam Stone has until")
    treats.open("/today/").page.get_by_role("link", name="Correction asked for").click()
    treats.tick(outcome="declined").fill(reason="We counted four.").press("Send the answer")
    writes.open(reverse("client_note", args=[share.pk])).sees("We counted four.")
    writes.follow("Add a statement").fill(words="It was six.").press("Add the statement")

    reads = enter(window(**DESK), julian.user).open("/shared/").follow("Note")
    reads.sees("The client disagrees with this note", "It was six.", "We counted four.")
    reads.sees_nothing_of("Two bad nights.", "Come on Wednesday.")
