"""A release that waits to be signed."""

import pytest

from tests import factories as make


@pytest.fixture
def waiting(ana, therapist, psychiatrist):
    """A release that waits for Ana's signature."""
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
        categories=["goals"],
    )
