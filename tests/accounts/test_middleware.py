"""Each request is one transaction of the person who acts; failures and refusals, in order."""

import pytest
from django.db import DatabaseError

from accounts.middleware import LateBodyError
from accounts.refusals import Blocked, write_refusal
from ledger.models import Entry, Verb
from tests import factories as make
from tests.accounts.pages import ANA, who

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]


@pytest.fixture
def ana():
    return make.user("Ana Moreno")


@pytest.fixture
def browser(ana):
    browser = make.signed_in(ana)
    browser.raise_request_exception = False
    return browser


def test_a_request_acts_as_the_signed_in_person(browser, ana):
    assert browser.get("/private/").content.decode() == str(ana.pk)


def test_a_visitor_acts_as_nobody(client):
    assert client.get("/who/").content == b"None"


def test_the_next_request_on_the_connection_is_not_the_person_before(browser, client):
    browser.get("/private/")
    assert client.get("/who/").content == b"None"


def test_a_deactivated_account_acts_as_nobody_from_the_next_request(browser, ana):
    make.change(ana, is_active=False)
    assert browser.get("/private/").status_code == 302


def test_a_lazy_response_of_a_view_is_rendered_as_the_person(browser, ana):
    assert browser.get("/lazy/").content.decode() == str(ana.pk)


def test_a_stream_is_refused_with_advice(ana):
    with pytest.raises(LateBodyError, match="Build the whole body"):
        make.signed_in(ana).get("/stream/")


def test_a_response_that_would_be_rendered_too_late_is_refused(ana, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.accounts.pages.unrendered_later"]
    with pytest.raises(LateBodyError, match="render()"):
        make.signed_in(ana).get("/private/")


@pytest.mark.parametrize(
    ("how", "status"), [("crash", 500), ("missing", 404), ("forbidden", 403), ("blocked", 404)]
)
def test_what_a_failing_view_wrote_is_undone(browser, ana, how, status):
    assert browser.get(f"/fail/{how}/").status_code == status
    ana.refresh_from_db()
    assert ana.name == "Ana Moreno"


@pytest.mark.parametrize(
    ("status", "name"), [(200, "Changed"), (302, "Changed"), (409, "Changed"), (500, "Ana Moreno")]
)
def test_an_answer_keeps_what_was_written_unless_it_is_an_error_of_ours(browser, ana, status, name):
    browser.get(f"/answer/{status}/")
    ana.refresh_from_db()
    assert ana.name == name


def test_a_blocked_attempt_is_in_the_ledger_though_the_request_was_undone(browser, ana):
    browser.get("/fail/blocked/")
    line = Entry.objects.get(verb=Verb.ACCESS_BLOCKED)
    assert (str(line.client), line.actor, line.subject_id) == (ANA, ana.pk, ANA)


def test_a_blocked_attempt_looks_like_a_missing_page(browser):
    blocked, missing = (browser.get(f"/fail/{how}/") for how in ("blocked", "missing"))
    assert blocked.content == missing.content
    assert blocked.headers == missing.headers


def test_an_attempt_that_concerns_no_client_has_its_line_too(ana):
    write_refusal(Blocked(subject=("providers.provider", ANA)), ana)
    assert Entry.objects.get().client is None


def test_a_floor_above_can_write_the_lines_itself(ana):
    noted = []
    write_refusal(Blocked(subject=("x", ANA), note=lambda: noted.append(who())), ana)
    assert noted == [str(ana.pk)]


def test_a_ledger_that_cannot_be_written_does_not_change_the_answer(browser, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("accounts.refusals.record_each", fail)
    assert browser.get("/fail/blocked/").status_code == 404


def test_nobody_may_keep_a_private_page(browser):
    headers = browser.get("/private/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_page_that_signs_out_may_not_be_kept_either(browser):
    assert browser.post("/accounts/logout/").headers["Cache-Control"] == "no-store"
