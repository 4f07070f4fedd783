"""The front door leads everybody to their own first page."""

import pytest
from django.urls import reverse

from providers.models import Standing
from tests import factories as make
from tests.pages.reading import words


def test_whoever_is_not_signed_in_reads_what_this_is(client, db):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Nothing is shared until you sign for it." in words(answer)
    assert reverse("account_login") in answer.content.decode()


@pytest.mark.parametrize(
    ("person", "page"),
    [
        ("ana", "client_home"),
        ("mother", "client_home"),
        ("therapist", "today"),
        ("directory_admin", "provider_list"),
        ("privacy_officer", "officer_overview"),
    ],
)
def test_everybody_begins_where_they_work(request, person, page):
    person = request.getfixturevalue(person)
    assert person.http.get("/").url == reverse(page)


def test_a_suspended_provider_reads_whom_to_ask(stranger):
    make.change(stranger.provider, standing=Standing.SUSPENDED)
    assert "Ask your directory admin" in words(stranger.http.get("/"))


def test_an_account_without_a_record_reads_whom_to_ask(db):
    browser = make.signed_in(make.user("Nobody Yet"))
    answer = browser.get("/")
    assert "ask your clinic" in words(answer)
    assert reverse("client_home") not in answer.content.decode()
