"""Helen Park, who is in the directory twice, and what Ana permitted the one entry."""

import pytest

from tests import factories as make

from .merging import licensed


@pytest.fixture
def helen(db):
    """The entry by which she signs in."""
    return licensed(
        make.provider("Helen Park", user=make.staff("Helen Park"), email="h@example.org")
    )


@pytest.fixture
def listed(db):
    """The entry that clients have known."""
    return licensed(make.provider("Park, Helen"), "lp 00123")


@pytest.fixture
def permitted(ana, therapist, listed):
    """Ana's release, signed: her therapist tells the entry that was listed."""
    release = make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[listed],
        categories=["progress"],
        signer=ana.user,
    )
    return release


@pytest.fixture
def shared(ana, therapist, listed, permitted):
    return make.share(make.item(therapist.provider, ana.client), listed)
