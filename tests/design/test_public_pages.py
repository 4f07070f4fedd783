"""Help, and the way out."""

import pytest

from tests import factories as make


@pytest.fixture
def ana_at_home(db):
    return make.signed_in(make.user("Ana Moreno"))


def test_help_is_there_for_anybody(client, db):
    response = client.get("/help/")
    assert response.status_code == 200
    assert b"Quick exit" not in response.content.split(b"<main")[0]


def test_every_page_leads_to_help(client, db):
    assert b'href="/help/"' in client.get("/accounts/login/").content


def test_a_client_sees_the_quick_exit_and_staff_do_not(ana_at_home, db):
    staff = make.signed_in(make.staff("Miriam Stone"))
    assert b"data-quick-exit" in ana_at_home.get("/help/").content
    assert b"data-quick-exit" not in staff.get("/help/").content


def test_quick_exit_signs_out(ana_at_home):
    response = ana_at_home.post("/exit/")
    assert response.status_code == 302
    assert response.url == "/exit/"
    assert "_auth_user_id" not in ana_at_home.session


def test_looking_at_the_empty_page_signs_nobody_out(ana_at_home):
    ana_at_home.get("/exit/")
    assert "_auth_user_id" in ana_at_home.session


def test_the_empty_page_does_not_say_whose_it_is(client, db):
    html = client.get("/exit/").content.decode()
    assert "Accord" not in html
    assert "css" not in html


def test_quick_exit_needs_no_token(db):
    http = make.signed_in(make.user("Ana Moreno"))
    http.handler.enforce_csrf_checks = True
    assert http.post("/exit/").status_code == 302


def test_sign_out_is_a_form_with_a_token(ana_at_home):
    html = ana_at_home.get("/help/").content.decode()
    form = html.split('action="/accounts/logout/"')[1].split("</form>")[0]
    assert "csrfmiddlewaretoken" in form
