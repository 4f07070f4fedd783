"""Showing and closing at once: once somebody was told that it is closed, nobody is shown it.

The trials run on real connections with real commits. The naive versions show that the harness
would notice.
"""

import pytest
from django.db.models import F, Func
from django.db.models.functions import Lower

from accounts.acting import acting_as
from accounts.refusals import Blocked
from coordination.actions import disclose, share_item, withdraw
from coordination.models import Share
from ledger.actions import record_each
from ledger.clock import ClockTimestamp
from ledger.models import Entry, Verb
from providers.models import Membership, Provider, Standing
from releases.actions import revoke
from releases.models import Restriction
from tests import factories as make
from tests.attempts import run, value
from tests.consent.conftest import differences
from tests.consent.racing import acknowledged, pause, race, trials

pytestmark = pytest.mark.django_db(transaction=True)


# Readers: each gives back the last moment at which the page was still being made, or None


def careful(trial):
    """As the site does it."""
    reader = trial.recipient
    try:
        with acting_as(reader.user):
            disclose(share_id=trial.share.pk, provider=reader.provider, by=reader.user)
            pause()
            return value("select clock_timestamp()")
    except Blocked:
        return None


def naive(trial):
    """Checks, makes the page, writes it down: nothing holds the revocation off."""
    with acting_as(trial.recipient.user):
        share = Share.objects.visible_to(trial.recipient.provider).filter(pk=trial.share.pk).first()
        if share is None:
            return None
        pause()
        record_each(
            Verb.ITEM_DISCLOSED,
            by=trial.recipient.user,
            clients=[trial.client.pk],
            subject=("coordination.share", trial.share.pk),
        )
        return value("select clock_timestamp()")


# Closers: each gives back the moment at which it was acknowledged


def revoking(trial):
    return acknowledged(trial.owner, lambda: revoke(release=trial.release, by=trial.owner))


def withdrawing(trial):
    by = trial.author.user
    return acknowledged(by, lambda: withdraw(share=trial.share, by=by))


def restricting(trial):
    restriction = Restriction(client=trial.client, provider=trial.recipient.provider)
    return acknowledged(trial.owner, lambda: restriction.save(force_insert=True))


def suspending(trial):
    entry = Provider.objects.filter(pk=trial.recipient.provider.pk)
    return acknowledged(trial.admin, lambda: entry.update(standing=Standing.SUSPENDED))


def leaving(trial):
    there = Membership.objects.filter(provider=trial.recipient.provider)
    until_now = Func(Lower(F("during")), ClockTimestamp(), function="tstzrange")
    return acknowledged(trial.admin, lambda: there.update(during=until_now))


def leaks(outcomes):
    """The trials in which something was shown after the closing was acknowledged."""
    return [one for one in outcomes if one[1] and one[1] > one[0]]


def late_lines(prepared, outcomes):
    """The lines about a disclosure that are later than the acknowledgement of its end."""
    acknowledged = {
        str(trial.share.pk): told for trial, (told, _shown) in zip(prepared, outcomes, strict=True)
    }
    lines = Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).values_list("subject_id", "at")
    return [line for line in lines if line[1] > acknowledged[line[0]]]


def test_nothing_is_shown_after_a_revocation_was_acknowledged():
    prepared = list(trials(200))
    outcomes = race(prepared, revoking, careful)
    assert leaks(outcomes) == []
    assert late_lines(prepared, outcomes) == []
    shown = sum(1 for _told, at in outcomes if at)
    assert 0 < shown < len(outcomes), "the two never met: the trials prove nothing"


def test_the_naive_reader_leaks_in_the_same_trials():
    prepared = list(trials(80))
    outcomes = race(prepared, revoking, naive)
    assert leaks(outcomes)
    assert late_lines(prepared, outcomes)


@pytest.mark.long
@pytest.mark.parametrize("close", [revoking, withdrawing, restricting, suspending, leaving])
def test_nothing_is_shown_after_it_was_closed_in_any_way(close):
    prepared = list(trials(2000, recipient_each=close in (suspending, leaving)))
    admin, clinic = make.staff("Priya Nair", is_directory_admin=True), make.organization()
    for one in prepared:
        one.admin = admin
        if close is leaving:
            make.membership(one.recipient.provider, clinic)
            party = one.release.parties.get(side="recipient")
            make.change(party, provider=None, organization=clinic)
    outcomes = race(prepared, close, careful)
    assert leaks(outcomes) == []
    assert late_lines(prepared, outcomes) == []


def sharing(trial):
    author = trial.author
    with acting_as(author.user):
        share_item(item=trial.item, recipients=[trial.recipient.provider], by=author.user)


def open_now():
    return value("select count(*) from coordination_share where consent @> clock_timestamp()")


def test_what_is_shared_while_its_release_is_stopped_ends_up_closed():
    race(list(trials(200, shared=False)), revoking, sharing)
    assert value("select count(*) from coordination_share") == 200
    assert (differences(), open_now()) == ([], 0)


def test_without_the_locks_a_share_keeps_a_dead_consent():
    for name in ("lock_shared", "lock_exclusive"):
        run(
            f"create or replace function {name}(ids uuid[]) returns void language sql"
            " as 'select null::void'"
        )
    race(list(trials(80, shared=False)), revoking, sharing)
    assert differences()
    assert open_now()


def test_two_clients_of_one_note_stop_at_once():
    """Neither waits for the other for ever, and neither computes over the other's old release."""
    prepared = list(trials(40))
    for one in prepared:
        one.second_owner = make.user("Sam Whitaker")
        other = make.client("Sam Whitaker", user=one.second_owner)
        parties = {
            "disclosers": [one.author.provider],
            "recipients": [one.recipient.provider],
        }
        one.second_release = make.release(other, **parties)
        one.item.subjects.add(other)

    def other_revoking(trial):
        with acting_as(trial.second_owner):
            revoke(release=trial.second_release, by=trial.second_owner)

    assert open_now() == 40
    race(prepared, revoking, other_revoking)
    assert (differences(), open_now()) == ([], 0)
