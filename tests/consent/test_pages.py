"""Every number and every list on the pages is what the oracle says, over random worlds of today."""

import csv
import io
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from clients.models import Client
from coordination.letters import share_arrived
from coordination.models import Item, Share, Thread
from coordination.views import finding, home, shared, their_view, threads
from ledger.models import Entry, Outgoing, Verb
from providers.models import Provider
from releases.models import EXCLUSIVE
from tests import factories as make

from .facts import present_world
from .holding import holding
from .oracle import Oracle
from .worlds import world

pytestmark = pytest.mark.django_db
TOGETHER, FIRST, LATER = 2, 4, range(50, 90, 2)
"""How many worlds at once, and from which number on: in number 4 much is open, some is joint."""


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    """So that lists go over several pages."""
    for view in (finding, home, shared, their_view, threads):
        monkeypatch.setattr(view, "ROWS", 3)


class Truth:
    """What the oracle says of everything that is in the database at this moment."""

    def __init__(self):
        self.oracle, self.at = Oracle(present_world()), datetime.now(UTC)
        self.shares = {str(one.pk): one for one in Share.objects.select_related("item")}

    def open_to(self, provider):
        return {*self.oracle.open_to(str(provider.pk), self.at)}

    def held_by(self, provider):
        """What the provider sent, did not take back, and nobody can open by consent now."""
        sent = (one for one in self.shares.values() if one.author_id == provider.pk)
        return {
            str(one.pk)
            for one in sent
            if one.withdrawn_at is None and self.at not in self.oracle.consent(str(one.pk))
        }

    def about(self, client):
        return {key for key, one in self.shares.items() if client.pk in one.subjects}


def worlds_of_today(first):
    """Worlds whose days lie around this one."""
    start = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return [world(first + n, start - timedelta(days=3)) for n in range(TOGETHER)]


def twins():
    """A message beside each note that could be one, sent to whom the note was."""
    for note in Item.objects.exclude(categories__overlap=list(EXCLUSIVE)).order_by("pk"):
        message = make.message(
            note.author,
            *note.subjects.all(),
            categories=note.categories,
            organization=note.organization,
            service_date=note.service_date,
        )
        for one in note.shares.filter(withdrawn_at=None):
            make.share(message, one.recipient, shared=one.shared_at, purpose=one.purpose)


def logins():
    for one in Provider.objects.order_by("pk"):
        make.change(one, user=make.staff(one.name))
    for one in Client.objects.order_by("pk"):
        make.change(one, user=make.user(one.name))


def words_of_their_own():
    """In each body a word that stands nowhere else."""
    for one in Item.objects.order_by("pk"):
        make.change(one, body=canary(one))


def canary(item):
    return f"canary-{item.pk}-yranac"


def keys(lines):
    return sorted(str(line.share.pk) for line in lines)


def walked(browser, name, *args, **query):
    """What stands on all pages of a list, and the context of the last."""
    found, number = [], 1
    while True:
        address = reverse(name, args=args) + "?" + urlencode({**query, "page": number})
        context = browser.get(address).context
        found += context["page"].object_list
        if not context["page"].has_next():
            return found, context
        number += 1


def badge(browser):
    """The number beside "Messages" in the navigation."""
    page = browser.get(reverse("today")).content.decode()
    found = re.search(r'class="count">(\d+)<', page)
    return int(found[1]) if found else 0


def lists_are_true(truth, provider, browser):
    wanted = truth.open_to(provider)
    assert keys(walked(browser, "shared_with_me")[0]) == sorted(wanted)
    for kind in ["", *sorted({kind for key in wanted for kind in truth.shares[key].categories})]:
        lines, page = walked(browser, "find", of="others", category=kind)
        fitting = [key for key in wanted if not kind or kind in truth.shares[key].categories]
        assert keys(lines) == sorted(fitting)
        assert page["theirs"].counted == len(fitting)
    assert page["mine"].counted <= Item.objects.filter(author=provider).count()
    today = browser.get(reverse("today")).context["today"]
    assert keys(today.new.lines) == sorted(wanted)
    assert keys(today.held.lines) == sorted(truth.held_by(provider))
    rows, _page = walked(browser, "thread_list")
    unread = {str(row.thread.pk): row.unread for row in rows if row.unread}
    messages = [str(truth.shares[key].item.thread_id) for key in wanted]
    assert unread == Counter(one for one in messages if one != "None")
    assert badge(browser) == sum(unread.values())
    # Each of the twins is alone in its thread: whatever is open there was written last.
    waiting, (rows, _page) = {*messages} - {"None"}, walked(browser, "thread_list", of="answer")
    assert {str(row.thread.pk) for row in rows} == waiting
    assert today.unanswered.count == str(len(rows)) == str(len(waiting))


def letters_are_true(truth, provider):
    for key, share in truth.shares.items():
        if share.recipient_id == provider.pk:
            letter = Outgoing(subject_id=key, recipient=provider.user_id)
            assert bool(share_arrived(letter)) == (key in truth.open_to(provider))


def looks_are_true(truth, provider, browser):
    """Each share and each thread, asked for by its address: the words of what is open and no
    others; and what was opened is new no more."""
    for key, share in truth.shares.items():
        page = browser.get(reverse("shared_open", args=[key]))
        is_open = key in truth.open_to(provider)
        assert page.status_code == (200 if is_open else 404)
        assert (canary(share.item) in page.content.decode()) == is_open
    for thread in Thread.objects.all():
        page = browser.get(reverse("thread_page", args=[thread.pk])).content.decode()
        told = {*re.findall(r"canary-[0-9a-f-]+-yranac", page)}
        assert told == {canary(one) for one in thread.messages.all() if reads(truth, provider, one)}
    assert browser.get(reverse("today")).context["today"].new.lines == []
    assert badge(browser) == 0


def reads(truth, provider, item):
    opened = {truth.shares[key].item_id for key in truth.open_to(provider)}
    return provider.standing == "active" and (item.author_id == provider.pk or item.pk in opened)


def clients_pages_are_true(truth, client, browser):
    about = truth.about(client)
    told = walked(browser, "client_notes")[1]
    assert {str(one.share.pk) for one in told["notes"]} <= about
    shown = {str(one.pk): one for one in walked(browser, "client_notes")[0]}
    assert shown.keys() == about
    for key in about:
        share = truth.shares[key]
        page = browser.get(reverse("client_note", args=[key])).context["told"]
        assert page.is_open == (key in truth.open_to(share.recipient))
    for provider in Provider.objects.filter(received_shares__in=about).distinct():
        lines, _page = walked(browser, "their_list", provider.pk)
        assert keys(lines) == sorted(truth.open_to(provider) & about)


def histories_are_true(client, browser):
    """As many lines, on the screen and in the file, as the ledger has about this client."""
    lines = Entry.objects.filter(client=client.pk)
    opened = lines.filter(verb=Verb.ITEM_DISCLOSED)
    found = browser.get(reverse("history_file"), {"what": "opened"}).content.decode()
    assert len(list(csv.reader(io.StringIO(found)))) == 1 + opened.count()


@pytest.mark.parametrize(
    "first", [FIRST, *(pytest.param(n, marks=pytest.mark.long) for n in LATER)]
)
def test_every_page_tells_what_the_gate_says(first):
    with holding(worlds_of_today(first)):
        twins()
        words_of_their_own()
        logins()
        truth = Truth()
        for provider in Provider.objects.filter(standing="active"):
            browser = make.signed_in(provider.user)
            lists_are_true(truth, provider, browser)
            letters_are_true(truth, provider)
            looks_are_true(truth, provider, browser)
        for client in Client.objects.all():
            browser = make.signed_in(client.user)
            clients_pages_are_true(truth, client, browser)
            histories_are_true(client, browser)


def test_the_worlds_have_something_to_tell():
    """Open and held shares, messages among both: else all of this would compare nothing."""
    with holding(worlds_of_today(FIRST)):
        twins()
        truth = Truth()
        opened = {key for one in Provider.objects.all() for key in truth.open_to(one)}
        held = truth.shares.keys() - opened
        for found in (opened, held):
            assert {bool(truth.shares[key].item.thread_id) for key in found} == {True, False}
