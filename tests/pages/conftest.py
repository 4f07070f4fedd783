"""What several pages are asked with."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories as make
from tests.bridge import CANARY, Bridge, half
from tests.people import a_provider


@pytest.fixture
def ask(ana, therapist, stranger):
    """Sends the form about Ana and the stranger, as the therapist unless `by` says who."""

    def send(step="send", by=therapist, other=stranger, **entered):
        filled = {
            "way": "tell",
            "categories": ["progress"],
            "purposes": ["care_coordination"],
            "ends": make.TODAY + timedelta(days=90),
            "step": step,
        }
        url = f"{reverse('ask_for_release', args=[ana.client.pk])}?with={other.provider.pk}"
        return by.http.post(url, filled | entered)

    return send


@pytest.fixture
def nurse(ana, therapist, psychiatrist):
    """May know of Ana's progress; the psychiatrist may tell her, and she him."""
    person = a_provider("Olga Reyes", "other", "RN")
    for one in (therapist, psychiatrist):
        sides = {"disclosers": [one.provider], "recipients": [person.provider]}
        make.release(ana.client, direction="two_way", **sides)
    return person


@pytest.fixture
def thread(ana, therapist, psychiatrist, gp):
    """Begun by the therapist; the psychiatrist may read it, for the family doctor it is held."""
    to = [psychiatrist.provider, gp.provider]
    return make.message(therapist.provider, ana.client, to=to, body="She sleeps.").thread


@pytest.fixture
def bridge(sam, robin):
    """Each of two therapists may tell the other about a client of their own: Sam, and Robin."""
    vera = a_provider("Vera Lindt", "therapist", "LCSW")
    dana = a_provider("Dana Fox", "therapist", "LMFT")
    make.treatment(sam.client, vera.provider)
    make.treatment(robin.client, dana.provider)
    return Bridge(
        vera,
        dana,
        sams=half(sam, vera, dana, categories=["progress", "trauma_violence"]),
        robins=half(robin, dana, vera, categories=["goals", "hiv_sti"], reason=CANARY),
    )
