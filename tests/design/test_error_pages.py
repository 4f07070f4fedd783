"""What cannot be shown is answered with the same bytes, whoever asks for what."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.views import defaults

from tests import factories as make
from tests.design.pages import Page, unsafe_for_the_policy

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"]


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_needs_no_request_no_token_and_no_database(name):
    html = render_to_string(name)
    assert "csrf" not in html.lower()
    assert list(unsafe_for_the_policy(html)) == []
    assert len(Page(html).all("h1")) == 1


def test_a_missing_page_says_whom_to_ask(client, db):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "If you think you should, ask your clinic." in response.content.decode()


def test_two_missing_pages_are_the_same_bytes(db):
    http = make.signed_in(make.user("Ana Moreno"))
    answers = {http.get(f"/nothing/{n}/").content for n in range(3)}
    assert len(answers) == 1


def test_a_client_can_leave_from_an_error_page(db):
    http = make.signed_in(make.user("Ana Moreno"))
    assert b"Quick exit" in http.get("/nothing/").content


def test_a_refusal_with_a_reason_says_it(rf):
    response = defaults.permission_denied(rf.get("/"), PermissionDenied("Ask Ana for a new one."))
    assert b"Ask Ana for a new one." in response.content


def test_a_failure_on_our_side_is_a_page_of_ours(rf):
    response = defaults.server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content
