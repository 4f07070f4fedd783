"""The sweep against a site that is broken on purpose: it must notice."""

import pytest
from django.http import Http404
from django.urls import reverse

from coordination.actions import Disclosure
from coordination.models import Share
from coordination.views import shared
from ledger.ids import uuid7
from tests.attempts import run
from tests.sweep.test_raw_sql import CANARY, everything
from tests.sweep.test_sweep import Visitor, outcome, told


def naive(*, share_id, **_):
    """Shows whatever has that id."""
    share = Share.objects.filter(pk=share_id).select_related("item", "author").first()
    if share is None:
        raise Http404
    return Disclosure(share, share.item, frozenset(), [], [])


def hole(table):
    run(f"create policy hole on {table} for select to web using (true)")


@pytest.fixture
def gp_visits(scene):
    return Visitor(scene, "gp")


def test_a_naive_page_behind_a_hole_is_noticed(scene, gp_visits, monkeypatch):
    hole("coordination_share")
    hole("coordination_item")
    monkeypatch.setattr(shared, "disclose", naive)
    response = gp_visits.ask_about("shared_open", "GET", scene.objects["ana_held_share"].pk)
    assert outcome(response) == "in"
    assert "ana-shared-body" in {found for _method, _url, found in gp_visits.leaks}


def test_row_security_alone_stops_the_naive_page(scene, gp_visits, monkeypatch):
    monkeypatch.setattr(shared, "disclose", naive)
    response = gp_visits.ask_about("shared_open", "GET", scene.objects["ana_held_share"].pk)
    assert (outcome(response), gp_visits.leaks) == ("nothing", [])


def test_the_page_alone_stops_what_a_hole_would_show(scene, gp_visits):
    hole("coordination_share")
    hole("coordination_item")
    response = gp_visits.ask_about("shared_open", "GET", scene.objects["ana_held_share"].pk)
    assert (outcome(response), gp_visits.leaks) == ("nothing", [])


def test_a_hole_in_row_security_is_noticed(scene, stranger, as_web):
    hole("coordination_item")
    with as_web(stranger.user):
        assert "ana-private-body" in CANARY.findall(everything())


def test_a_body_under_a_refusal_is_noticed(gp_visits):
    """A page that says "not found" and carries the note is a leak all the same."""
    name = reverse("help") + "?canary-ana-name-yranac"
    gp_visits._look_for_canaries("GET", name, FakeAnswer("canary-sam-shared-body-yranac"))
    assert gp_visits.leaks


class FakeAnswer:
    def __init__(self, text):
        self.content, self.headers, self.cookies, self.status_code = text.encode(), {}, {}, 404

    def getvalue(self):
        return self.content


def test_an_answer_that_differs_in_one_header_is_noticed(gp_visits):
    first, second = (gp_visits.ask_about("shared_open", "GET", uuid7()) for _ in range(2))
    assert told(first) == told(second)
    second.headers["X-Found"] = "yes"
    assert told(first) != told(second)
