"""Those who read in a race, and those who close: what each does, and when it was over.

A path is one way on which a body reaches a recipient. A reader gives back the last moment, by
the database's clock, at which it was still being shown, or None.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import render
from django.urls import reverse

from accounts.acting import acting_as
from accounts.refusals import Blocked
from clients.actions import end_treatment
from coordination.actions import disclose, withdraw
from coordination.models import ItemSubject
from coordination.views import shared
from ledger.models import Entry, Verb
from providers.actions import begin_membership, end_membership, move
from providers.models import Provider, Standing
from releases.actions import revoke
from releases.models import Restriction
from tests.attempts import value
from tests.consent.racing import clock, pause
from tests.consent.trials import BODY, clinic, join_all, prepare

# Readers


class Page:
    """Opens the share in a browser, all middleware included."""

    def __init__(self, monkeypatch):
        self.mine = threading.local()
        monkeypatch.setattr(shared, "render", self.render)

    def render(self, *args):
        """The page as the view makes it; its last moment is noted within the transaction."""
        page = render(*args)
        pause()
        self.mine.at = clock()
        return page

    def __call__(self, trial):
        self.mine.at = None
        answer = trial.recipient.http.get(reverse("shared_open", args=[trial.share.pk]))
        shown = BODY in answer.content.decode()
        assert (answer.status_code, shown) in {(200, True), (404, False)}
        return self.mine.at if shown else None


def by_action(trial):
    """Takes what the page takes, and makes a page of its own from it."""
    reader = trial.recipient
    try:
        with acting_as(reader.user):
            shown = disclose(share_id=trial.share.pk, provider=reader.provider, by=reader.user)
            assert shown.item.body == BODY
            pause()
            return clock()
    except Blocked:
        return None


# Who looks again and again until it is closed, and once more: each gives back when the last look
# that found something began


def looking(trial, looks):
    last = None
    while True:
        closed = trial.closed.is_set()
        for look, *where in looks:
            begun = time.perf_counter()
            if look(*where):
                last = begun
        if closed:
            return last
        time.sleep(0.002)


def found(user, statement, *ids):
    """What the tables themselves tell this person."""
    with acting_as(user):
        return value(statement, *ids)


A_SHARE = "select count(*) from coordination_share where id = %s"
AN_ITEM = "select count(*) from coordination_item where id = %s and body <> ''"
A_LIST = (
    "select count(*) from coordination_share s join coordination_item i on i.id = s.item_id"
    " where s.recipient_id = %s and i.id = %s"
)


def by_statement(trial):
    """The recipient, past all pages."""
    user, item = trial.recipient.user, trial.item.pk
    a_list = (found, user, A_LIST, trial.recipient.provider.pk, item)
    return looking(
        trial, [(found, user, A_SHARE, trial.share.pk), (found, user, AN_ITEM, item), a_list]
    )


def named_on(http, page, text):
    return text in http.get(reverse(page)).content.decode()


def by_lists(trial):
    """The recipient, on the pages that tell what there is."""
    pages = ("shared_with_me", "today")
    return looking(
        trial, [(named_on, trial.recipient.http, page, str(trial.share.pk)) for page in pages]
    )


def as_the_other_client(trial):
    """Who else the note is about, and reads it while it is open to somebody."""
    other = trial.sides[1]
    page = reverse("client_note", args=[trial.share.pk])
    return looking(
        trial,
        [
            (found, other.owner, AN_ITEM, trial.item.pk),
            (lambda: BODY in other.http.get(page).content.decode(),),
        ],
    )


# Closers


@dataclass(frozen=True)
class Told:
    """When whoever closed it was told so: by the database's clock, and by ours."""

    at: datetime
    here: float


def closing(close):
    """The act of the closer, for a race: it gives back when it was acknowledged."""

    def act(trial):
        try:
            close(trial)
            here = time.perf_counter()
            return Told(clock(), here)
        finally:
            trial.closed.set()  # also after a failure: somebody waits for it

    return act


def revoking(trial, side=0):
    mine = trial.sides[side]
    with acting_as(mine.owner):
        assert revoke(release=mine.release, by=mine.owner)


def withdrawing(trial):
    with acting_as(trial.author.user):
        assert withdraw(share=trial.share, by=trial.author.user)


def restricting(trial):
    with acting_as(trial.owner):
        Restriction(client=trial.client, provider=trial.recipient.provider).save(force_insert=True)


def suspending(trial):
    entry, why = trial.recipient.provider, "A complaint is looked into."
    with acting_as(trial.admin):
        assert move(provider=entry, name="suspend", by=trial.admin, why=why)


def leaving(trial):
    with acting_as(trial.admin):
        assert end_membership(membership=trial.membership, by=trial.admin)


def naming_another(trial):
    """The note turns out to be about the second client as well, who released nothing."""
    with acting_as(trial.author.user):
        ItemSubject(item=trial.item, client=trial.sides[1].client).save(force_insert=True)


def naming_one_who_stops(trial):
    """The second client's release keeps it open for a moment."""
    naming_another(trial)
    revoking(trial, 1)


def treating_no_more(trial):
    author = trial.author
    with acting_as(author.user):
        assert end_treatment(client=trial.client, provider=author.provider, by=author.user)


CLOSERS = revoking, withdrawing, restricting, suspending, leaving, treating_no_more
ABOUT_ANOTHER = {
    naming_another: {"signed": (True, False)},
    naming_one_who_stops: {"signed": True},
}


def stage_together(number):
    """Notes about two who both released it; everybody's browser is there."""
    trials = prepare(number, about=2)
    for one in trials:
        assert one.recipient.http
        assert one.sides[1].http
    return trials


def stage(close, number):
    """The trials for a closer, and what makes each of them open before its turn.

    Neighbours have other recipients: one is made ready while the one before it runs.
    """
    place = clinic() if close is leaving else None
    people = {"about": 2, "named": 1} if close in ABOUT_ANOTHER else {}
    trials = prepare(number, to=place, **people, **ABOUT_ANOTHER.get(close, {}))
    if close is leaving:
        join_all(trials, place)
    for one in trials:
        assert one.recipient.http  # signed in by now
    return rows_of(trials), {suspending: reinstate, leaving: come_back}.get(close)


def rows_of(trials):
    """Everybody's first, then everybody's second: the trials of one recipient lie apart."""
    seen = {}
    for one in trials:
        seen.setdefault(one.recipient.user.pk, []).append(one)
    longest = max(map(len, seen.values()))
    return [some[turn] for turn in range(longest) for some in seen.values() if turn < len(some)]


def reinstate(trial):
    Provider.objects.filter(pk=trial.recipient.provider.pk).update(standing=Standing.ACTIVE)


def come_back(trial):
    """A membership of this trial's own; the one of the trial before has ended."""
    trial.membership.refresh_from_db()
    if trial.membership.during.upper:
        parties = {
            "provider": trial.recipient.provider,
            "organization": trial.membership.organization,
        }
        trial.membership = begin_membership(**parties, by=trial.admin)


# What must never come out


def shown_late(outcomes):
    """The trials in which somebody was shown something after they could know that it is closed.

    That is: a page still being made after the acknowledgement, a body in the answer to a request
    that began after it, or a statement begun after it that found something.
    """
    late = []
    for closed, *reads in outcomes:
        told = closed.result
        for read in reads:
            last = read.result
            if last is None:
                continue
            limit = told.at if isinstance(last, datetime) else told.here
            if last > limit or (read.begun > told.here and isinstance(last, datetime)):
                late.append((closed, read))
    return late


def late_lines(trials, outcomes):
    """The lines about a disclosure that are later than the acknowledgement of its end."""
    ends = {
        str(trial.share.pk): closed.result.at
        for trial, (closed, *_reads) in zip(trials, outcomes, strict=True)
    }
    lines = Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).values_list("subject_id", "at")
    return [line for line in lines if line[1] > ends[line[0]]]


def overlap(outcomes, reader):
    """In which part of the trials this reader read while it was being closed."""
    return sum(one[0].met(one[reader]) for one in outcomes) / len(outcomes)


def shown_part(outcomes, reader):
    """In which part of the trials this reader was shown something."""
    return sum(one[reader].result is not None for one in outcomes) / len(outcomes)
