"""What several pages are asked with."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories as make


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
