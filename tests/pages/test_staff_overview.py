"""The overview of releases: each under its tab, as many as the tab says, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from releases.overview import TABS, WEEKS
from tests import factories as make
from tests.attempts import value
from tests.pages.reading import words

LIST = "/releases/"
ROW = re.compile(r'person-row__go" href="/releases/([0-9a-f-]{36})/"')


def rows(answer):
    """The ids of the releases on the page, from top to bottom."""
    return ROW.findall(answer.content.decode())


def shown(person, **query):
    return person.http.get(LIST, query)


def counts(answer):
    return {key: total for key, _title, total in answer.context["tabs"]}


@pytest.fixture
def scene(ana, therapist, psychiatrist, gp, stranger):
    """One of Ana's under each tab, by name; the psychiatrist's is in force, the GP's has ended."""
    parties = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    asked = parties | {"proposed_by": therapist.provider}
    return {
        "open": psychiatrist.release,
        "over": gp.release,
        "waiting": make.request(ana.client, requested_at=make.ago(days=5), **asked),
        "declined": make.request(ana.client, declined_at=make.ago(days=2), **asked),
        "unanswered": make.request(
            ana.client, requested_at=make.ago(days=40), answer_by=make.ago(days=9), **asked
        ),
        "stopped": make.release(ana.client, revoked=make.ago(days=1), **asked),
        "ending": make.release(ana.client, expires_at=make.ahead(days=10), **asked),
    }


@pytest.mark.parametrize("tab", TABS)
def test_each_stands_under_its_tab_as_often_as_it_says(therapist, scene, tab):
    also = {"open": ["ending"], "over": ["stopped"], "": scene}
    expected = {str(scene[one].pk) for one in [tab, *also.get(tab, [])] if one}
    answer = shown(therapist, state=tab)
    found = rows(answer)
    assert (set(found), len(found)) == (expected, counts(answer)[tab])


def test_what_needs_somebody_now_stands_on_top(therapist, scene):
    found = rows(shown(therapist))
    assert found[:2] == [str(scene["ending"].pk), str(scene["waiting"].pk)]
    assert found[-2:] == [str(scene["over"].pk), str(scene["unanswered"].pk)]


@pytest.mark.parametrize(("within", "there"), [(30, True), (14, True), (7, False)])
def test_what_ends_soon_by_the_days_that_are_left(therapist, scene, within, there):
    answer = shown(therapist, state="ending", within=within)
    assert (str(scene["ending"].pk) in rows(answer)) is there
    assert dict(answer.context["soon"])[within] == len(rows(answer))


AS_SQL = """select count(*) from releases_release where release_stage(
    proposed_by_id, answer_by, declined_at, signed_at, effective_at, expires_at, revoked_at,
    superseded_at, ended_at, majority_at, statement_timestamp()) = any (%s)"""
STAGES = {
    "waiting": ["waiting"],
    "declined": ["declined"],
    "unanswered": ["unanswered", "outdated"],
    "open": ["in_force"],
    "over": ["stopped", "replaced", "ended", "of_age", "expired"],
}


@pytest.mark.parametrize("who", ["therapist", "psychiatrist", "gp", "stranger"])
def test_row_security_counts_the_same(request, scene, sam, as_web, who):
    make.release(sam.client, disclosers=[make.provider("X")], recipients=[make.provider("Y")])
    person = request.getfixturevalue(who)
    page = counts(shown(person))
    with as_web(person.user):
        assert {tab: value(AS_SQL, stages) for tab, stages in STAGES.items()} == {
            tab: page[tab] for tab in STAGES
        }
        assert value("select count(*) from releases_release") == page[""]


def test_what_a_client_began_alone_is_not_there(ana, therapist, scene):
    before = counts(shown(therapist))
    make.request(ana.client, disclosers=[therapist.provider], recipients=[make.provider("Z")])
    assert counts(shown(therapist)) == before


def test_by_client_and_by_provider(therapist, scene, psychiatrist, ana):
    other = make.client("Bela Novak")
    make.treatment(other, therapist.provider)
    parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    theirs = make.release(other, **parties)
    assert rows(shown(therapist, client=other.pk)) == [str(theirs.pk)]
    with_her = rows(shown(therapist, other=psychiatrist.provider.pk))
    assert set(with_her) == {str(theirs.pk), str(scene["open"].pk)}
    both = shown(therapist, client=ana.client.pk, other=psychiatrist.provider.pk, state="open")
    assert rows(both) == [str(scene["open"].pk)]
    assert counts(both)[""] == 1


def test_an_organization_is_somebody_to_look_for(ana, therapist, practice, stranger, scene):
    theirs = make.release(ana.client, disclosers=[stranger.provider], recipients=[practice])
    assert rows(shown(therapist, other=practice.pk)) == [str(theirs.pk)]


@pytest.mark.parametrize(
    "query",
    [
        {"client": "nobody"},
        {"client": "00000000-0000-7000-8000-000000000000"},
        {"other": "' or true --"},
        {"sort": "client__born"},
        {"state": "secret"},
        {"within": "9999"},
        {"page": "x"},
        {"client": "\0"},
    ],
)
def test_what_stands_on_no_list_narrows_nothing(therapist, scene, query):
    assert len(rows(shown(therapist, **query))) == len(scene)


def test_a_client_of_somebody_else_is_no_filter(therapist, scene, sam):
    assert sam.client.name not in shown(therapist, client=sam.client.pk).content.decode()


def searched(person, text, query=""):
    return person.http.post(LIST + query, {"q": text})


@pytest.mark.parametrize("text", ["julian", "ana okafor", "OKAFOR"])
def test_a_name_is_found_on_either_side(therapist, scene, text):
    answer = searched(therapist, text)
    assert rows(answer) == [str(scene["open"].pk)]
    assert counts(answer)[""] == 1


def test_a_name_is_posted_and_never_part_of_an_address(therapist, scene):
    answer = searched(therapist, "victor", "?state=waiting")
    assert rows(answer) == [str(scene["waiting"].pk)]
    assert 'formaction="?state=declined"' in answer.content.decode()
    assert "victor" not in "".join(re.findall(r'(?:href|action)="[^"]*"', answer.content.decode()))


def test_a_name_that_nothing_bears_says_so_and_leads_back(therapist, scene):
    assert "No release here names “Quux”. Show all" in words(searched(therapist, "Quux"))


def test_an_empty_tab_says_so(therapist, psychiatrist):
    assert "Nobody has said no." in words(shown(therapist, state="declined"))
    assert "Nothing ends within 30 days." in words(shown(therapist, state="ending"))


@pytest.mark.parametrize("sort", ["newest", "client", "end"])
def test_any_order_shows_the_same(therapist, scene, sort):
    assert sorted(rows(shown(therapist, sort=sort))) == sorted(rows(shown(therapist)))


def test_pages_hold_as_many_as_the_tab_says(ana, therapist, stranger):
    parties = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    for _number in range(32):
        make.release(ana.client, **parties)
    pages = [shown(therapist, state="open", page=number) for number in (1, 2)]
    found = [one for page in pages for one in rows(page)]
    assert (len(found), len(set(found)), counts(pages[0])["open"]) == (32, 32, 32)
    assert "state=open&amp;page=2" in pages[0].content.decode()


def test_the_chart_and_its_table_say_what_ends_week_by_week(ana, therapist, stranger):
    parties = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    monday = make.TODAY - timedelta(days=make.TODAY.weekday())
    for weeks in (2, 2, 4, WEEKS + 1):
        make.release(ana.client, expires_at=make.ahead(days=7 * weeks), **parties)
    make.release(ana.client, expires_at=make.ahead(days=14), revoked=make.ago(days=1), **parties)
    answer = shown(therapist)
    found = dict(answer.context["chart"].rows)
    assert (len(found), sum(found.values())) == (WEEKS, 3)
    assert found[monday + timedelta(weeks=2)] == 2
    page = answer.content.decode()
    assert page.count('class="chart__bar"') == 2
    week = date_format(monday + timedelta(weeks=4), "DATE_FORMAT")
    assert f'<th scope="row">{week}</th><td class="number">1</td>' in page


def test_where_nothing_ends_there_is_no_chart(therapist):
    page = shown(therapist).content.decode()
    assert 'class="chart"' not in page


def test_a_part_of_the_page_is_the_same_part(therapist, scene):
    part = therapist.http.get(LIST, {"state": "open"}, headers={"HX-Request": "true"})
    whole = shown(therapist, state="open").content.decode()
    assert "<html" not in part.content.decode()
    assert rows(part) == ROW.findall(whole)


def test_a_suspended_provider_and_a_client_have_no_overview(ana, psychiatrist):
    make.change(psychiatrist.provider, standing="suspended")
    assert {shown(psychiatrist).status_code, shown(ana).status_code} == {404}
    assert reverse("release_list") == LIST
