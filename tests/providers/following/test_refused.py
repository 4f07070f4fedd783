"""What clients permitted goes on for nobody who may be somebody else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coordination.models import Share
from releases.models import Party
from tests import factories as make
from tests.attempts import run
from tests.roles import as_web

from .merging import licensed, merge

pytestmark = pytest.mark.django_db


def test_whoever_merged_learns_of_no_client(keeping, directory_admin, helen, listed, shared):
    merge(keeping, helen, listed)
    with as_web(directory_admin.user):
        assert run("select id from releases_party") == []
        assert run("select id from coordination_share") == []
        assert run("select id from ledger_entry where client is not null") == []


UNSURE = [
    ("another number", lambda helen, listed: make.change(listed.licences.get(), number="9")),
    ("another state", lambda helen, listed: make.change(listed.licences.get(), state="WA")),
    ("not checked", lambda helen, listed: run("delete from providers_verification")),
    (
        "checked long ago",
        lambda helen, listed: run(
            "update providers_verification set at = at - interval '366 days'"
        ),
    ),
    ("another name", lambda helen, listed: make.change(helen, name="Tomas Reyes")),
]


@pytest.mark.parametrize("change", [one for _, one in UNSURE], ids=[name for name, _ in UNSURE])
@pytest.mark.parametrize("named_by", ["permitted", "shared", "limited"])
def test_nothing_follows_to_whom_nobody_knows_to_be_the_same(
    keeping, ana, therapist, helen, listed, change, named_by, request
):
    if named_by == "limited":
        make.restriction(ana.client, provider=listed)
    else:
        request.getfixturevalue(named_by)
    change(helen, listed)
    with pytest.raises(ValidationError, match="go on for the same person"):
        merge(keeping, helen, listed)
    listed.refresh_from_db()
    assert listed.merged_into is None
    assert not Party.objects.filter(provider=helen).exists()


def test_a_name_that_the_client_never_read_does_not_count(keeping, helen, listed, permitted):
    """The entry was another person's when she signed, whatever it says today."""
    make.change(listed, name="Helen B. Park")
    with pytest.raises(ValidationError, match="must go on naming it"):
        merge(keeping, helen, listed)


def test_a_request_that_waits_stands_in_the_way(keeping, ana, therapist, helen, listed):
    make.request(ana.client, disclosers=[therapist.provider], recipients=[listed])
    with pytest.raises(ValidationError, match="must go on naming it"):
        merge(keeping, helen, listed)


def test_nothing_follows_twice(keeping, helen, listed, shared):
    """Who a permission followed to is absorbed by nobody: the client never read that name."""
    third = licensed(make.provider("Helen Park"))
    make.change(helen, user=None)
    merge(keeping, helen, listed)
    with pytest.raises(ValidationError, match="must go on naming it"):
        merge(keeping, third, helen)


def test_nobody_adds_such_a_party_or_share_by_hand(
    ana, therapist, helen, listed, permitted, shared
):
    draft = make.request(ana.client, disclosers=[therapist.provider], recipients=[listed])
    draft.proposed_by = None
    named = draft.parties.get(side="recipient")
    party = Party(
        release=draft, side="recipient", provider=helen, named=named, since=make.ago(days=1)
    )
    for user, row in (
        (ana.user, party),
        (therapist.user, Share(item=shared.item, recipient=helen, along_with=shared)),
    ):
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            with as_web(user):
                row.save(force_insert=True)
    with pytest.raises(IntegrityError, match="since_a_moment"), transaction.atomic():
        Party(release=draft, side="discloser", provider=helen, since=make.ago(days=1)).save(
            force_insert=True
        )
