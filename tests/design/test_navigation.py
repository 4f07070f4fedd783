"""Everybody is led where they may go, and nowhere else."""

import pytest

from tests import factories as make
from tests.design.pages import Page


def places(response):
    """The addresses in the navigation, and which of them is marked as here."""
    html = response.content.decode()
    nav = html.split("<nav")[1].split("</nav>")[0] if "<nav" in html else ""
    links = Page(nav).all("a")
    return [a["href"] for a in links], [a["href"] for a in links if "aria-current" in a]


PEOPLE = {
    "ana": ["/home/", "/history/", "/stop/"],
    "therapist": [
        "/today/",
        "/clients/",
        "/shared/",
        "/messages/",
        "/releases/",
        "/directory/",
    ],
    "directory_admin": ["/directory/"],
    "privacy_officer": ["/officer/", "/directory/"],
}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_place_that_is_offered_opens(request, who):
    http = request.getfixturevalue(who).http
    offered, _here = places(http.get("/help/"))
    assert offered == PEOPLE[who]
    assert [http.get(place).status_code for place in offered] == [200] * len(offered)


def test_the_place_where_one_is_is_marked(therapist):
    assert places(therapist.http.get("/clients/"))[1] == ["/clients/"]


def test_an_account_without_a_record_is_offered_nothing(db):
    assert places(make.signed_in(make.user("Nobody Yet")).get("/help/"))[0] == []


def test_whoever_is_not_signed_in_has_no_navigation(client, db):
    assert places(client.get("/accounts/login/"))[0] == []
