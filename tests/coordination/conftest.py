"""Noa's papers: what is hers alone, what is not, and both in one."""

import pytest

from tests.minors import KINDS, papers
from tests.people import a_provider


@pytest.fixture
def recipient(db):
    return a_provider("Paul Weiss", "psychiatrist", "MD")


@pytest.fixture
def sets(noa, counsellor, noas_father, recipient):
    return {
        name: papers(noa.client, counsellor, recipient, kinds, signer=noa.user)
        for name, kinds in KINDS.items()
    }
