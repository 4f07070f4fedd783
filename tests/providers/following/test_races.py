"""Merging and undoing while clients stop, limit and colleagues share: as if one after the other."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404

from accounts.acting import acting_as
from coordination.actions import disclose, share_item, withdraw
from coordination.models import Share
from ledger.clock import clock
from ledger.models import Entry, Verb
from providers import actions
from providers.models import Merge, Provider
from releases.actions import revoke
from releases.actions.restricting import restrict
from releases.models import Restriction
from tests import factories as make
from tests.consent.comparing import inexact
from tests.consent.racing import race

from .merging import licensed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
TRIALS = 30


class Scene:
    """A client who permitted the listed entry, what was shared with it, and who keeps both."""

    def __init__(self):
        self.keeper = make.staff("Ruth Katz", is_directory_admin=True)
        self.client = make.client(user=make.user("Ana Moreno"))
        self.author = make.provider("Miriam Sayed", user=make.staff("Miriam Sayed"))
        make.treatment(self.client, self.author)
        self.helen = licensed(make.provider("Helen Park", user=make.staff("Helen Park")))
        self.listed = licensed(make.provider("Park, Helen"))
        self.release = make.release(
            self.client,
            disclosers=[self.author],
            recipients=[self.listed],
            signer=self.client.user,
        )
        self.item = make.item(self.author, self.client)
        self.share = make.share(self.item, self.listed)

    def merge(self):
        try:
            with acting_as(self.keeper):
                survivor, absorbed = map(seen_again, (self.helen, self.listed))
                return actions.merge(
                    survivor=survivor,
                    absorbed=absorbed,
                    by=self.keeper,
                    why="I called.",
                    as_seen=actions.seen(survivor, absorbed),
                    facts={},
                )
        except ValidationError as refusal:
            return refusal

    def undo(self):
        with acting_as(self.keeper):
            actions.undo_merge(merge=Merge.objects.get(provider=self.helen), by=self.keeper)

    def stop(self):
        with acting_as(self.client.user):
            revoke(release=self.release, by=self.client.user)

    def limit(self):
        with acting_as(self.client.user):
            restrict(client=self.client, by=self.client.user, provider=self.listed)

    def limit_past_the_site(self):
        """By a bare INSERT, which takes no lock itself."""
        with acting_as(self.client.user), transaction.atomic():
            Restriction.objects.create(client=self.client, provider=self.listed)

    def limit_everybody(self):
        with acting_as(self.client.user):
            restrict(client=self.client, by=self.client.user)

    def take_back(self):
        with acting_as(self.author.user):
            withdraw(share=self.share, by=self.author.user)

    def share_more(self):
        with acting_as(self.author.user), transaction.atomic():
            more = make.item(self.author, self.client)
            share_item(item=more, recipients=[self.listed], by=self.author.user)

    def look(self):
        """When she was shown it, by the clock inside of the disclosure; None if she was not."""
        with acting_as(self.helen.user):
            along = Share.objects.filter(recipient=self.helen).first()
            try:
                with transaction.atomic():
                    disclose(share_id=along and along.pk, provider=self.helen, by=self.helen.user)
                    return clock()
            except Http404:
                return None


CLOSING = ["stop", "limit", "limit_everybody", "take_back"]


@pytest.mark.parametrize("closes", CLOSING)
def test_what_closes_at_the_moment_of_the_merge_is_closed_for_both(closes):
    scenes = [Scene() for _ in range(TRIALS)]
    race(scenes, Scene.merge, lambda scene: getattr(scene, closes)())
    for scene in scenes:
        scene.helen.refresh_from_db()
        open_now = [
            share for share in Share.objects.filter(recipient=scene.helen) if is_open(share)
        ]
        assert open_now == []
    assert Merge.objects.exists()
    assert [*inexact("after both")] == []


@pytest.mark.parametrize("limit", [Scene.limit, Scene.limit_past_the_site])
def test_a_limit_of_whoever_permitted_nothing_holds_for_both_as_well(limit):
    scenes = [Scene() for _ in range(3 * TRIALS)]
    for scene in scenes:
        scene.client = make.client(user=make.user("Ida Brandt"))
    race(scenes, Scene.merge, limit)
    for scene in scenes:
        scene.listed.refresh_from_db()
        named = Restriction.objects.filter(client=scene.client).values_list("provider", flat=True)
        assert {*named} == {scene.listed.pk} | {scene.listed.merged_into_id} - {None}
    assert Merge.objects.exists()


@pytest.mark.parametrize("deed", ["share_more", "stop", "take_back", "limit"])
def test_what_is_kept_is_exact_whatever_came_first(deed):
    scenes = [Scene() for _ in range(TRIALS)]
    for scene in scenes:
        assert isinstance(scene.merge(), Merge)
    race(scenes, Scene.undo, lambda scene: getattr(scene, deed)())
    assert [*inexact("after both")] == []
    for scene in scenes:
        assert not any(map(is_open, Share.objects.filter(recipient=scene.helen)))


def test_nobody_is_shown_anything_once_it_was_undone():
    scenes = [Scene() for _ in range(TRIALS)]
    for scene in scenes:
        assert isinstance(scene.merge(), Merge)
    done = race(scenes, Scene.undo, Scene.look)
    for scene, (_undone, looked) in zip(scenes, done, strict=True):
        undone_at = Share.objects.get(recipient=scene.helen).withdrawn_at
        assert looked.result is None or looked.result < undone_at
        lines = Entry.objects.filter(verb=Verb.ITEM_DISCLOSED, client=scene.client.pk)
        assert lines.count() == (looked.result is not None)
    assert any(looked.result for _undone, looked in done)


def seen_again(entry):
    return Provider.objects.get(pk=entry.pk)


def is_open(share):
    return Share.objects.filter(pk=share.pk, consent__contains=clock()).exists()
