"""What needs a look in the directory: each list holds what its words say, and its count is true."""

import re
from datetime import timedelta
from itertools import count

import pytest

from ledger.models import Entry, Verb
from providers.npi import luhn
from providers.quality import LOOKS, counts
from tests import factories as make

DAY = timedelta(days=1)
NPIS = (str(one) for one in count(10**9) if luhn(f"80840{one}") % 10 == 0)


def somebody(**facts):
    """An entry that needs no look, but for what the test says."""
    user = facts.pop("user", None) or make.staff(facts.get("name", "Helen Park"))
    facts = {"name": "Helen Park", "npi": next(NPIS)} | facts
    entry = make.provider(user=user, **facts)
    make.location(entry)
    make.verification(entry)
    return entry


def unchecked(**facts):
    return make.provider(user=make.staff("Eve Hall"), name="Eve Hall", npi=next(NPIS), **facts)


def checked_at(moment):
    entry = unchecked()
    make.location(entry)
    make.verification(entry, at=moment)
    return entry


def reached(entry):
    make.change(entry, email="park@example.org")
    make.verification(entry, "email")
    return entry


def renamed(entry):
    return make.change(entry, name="Helen Li")


def without(part, entry):
    getattr(entry, part).all().delete()
    return entry


def licensed(ends):
    entry = somebody()
    make.licence(entry, ends=ends)
    return entry


def member(entry, place=None, **facts):
    make.membership(entry, place or make.organization(), **facts)
    return entry


def idle(**facts):
    return make.change(somebody(), user=None, created_at=make.ago(days=91), **facts)


def place(**facts):
    made = make.organization(**{"npi": next(NPIS)} | facts)
    make.location(made)
    make.membership(make.provider("Ada Lund", standing="suspended"), made)
    return made


MADE = [
    (lambda: somebody(), ""),
    (lambda: somebody(npi=""), "no-npi"),
    (lambda: somebody(npi_deactivated_on=make.TODAY), "deactivated-npi"),
    (lambda: licensed(make.TODAY - DAY), "licence-ended"),
    (lambda: licensed(make.TODAY + 2 * DAY), "licence-ending"),
    (lambda: licensed(make.TODAY + 70 * DAY), ""),
    (lambda: licensed(None), ""),
    (lambda: without("locations", somebody()), "no-address"),
    (lambda: member(without("locations", somebody()), place()), ""),
    (
        lambda: member(without("locations", somebody()), place(), until=make.ago(days=1)),
        "no-address",
    ),
    (lambda: make.change(somebody(), user=None), "no-verified-email"),
    (lambda: reached(make.change(somebody(), user=None)), ""),
    (
        lambda: make.change(reached(make.change(somebody(), user=None)), email="x@example.org"),
        "no-verified-email changed-since-check",
    ),
    (lambda: somebody(said_phone="555 0171"), "phone"),
    (lambda: make.change(somebody(), kept_at=make.ago(days=366)), "stale"),
    (lambda: make.change(somebody(), kept_at=make.ago(days=364)), ""),
    (lambda: idle(), "no-verified-email unused"),
    (lambda: member(idle(), place(), since=make.ahead(days=2)), "no-verified-email"),
    (lambda: make.change(somebody(npi=""), standing="suspended"), ""),
    (lambda: unchecked(), "no-address never-verified"),
    (lambda: unchecked(standing="unverified"), "unverified"),
    (lambda: checked_at(make.ago(days=366)), "verify-again"),
    (lambda: make.change(checked_at(make.ago(days=366)), standing="suspended"), ""),
    (lambda: checked_at(make.ago(days=364)), ""),
    (lambda: renamed(somebody()), "changed-since-check"),
    (lambda: place(), ""),
    (lambda: place(npi=""), "organization-no-npi"),
    (lambda: place(npi_deactivated_on=make.TODAY), "organization-deactivated-npi"),
    (lambda: without("locations", place()), "organization-no-address"),
    (lambda: make.change(place(), kept_at=make.ago(days=366)), "organization-stale"),
    (
        lambda: make.change(without("memberships", place()), created_at=make.ago(days=91)),
        "organization-unused",
    ),
    (lambda: without("memberships", place()), ""),
]


@pytest.mark.django_db
def test_an_entry_stands_in_the_lists_that_it_should_and_in_no_other():
    entries = [(made(), named) for made, named in MADE]
    listed = {key: set(look.found.values_list("pk", flat=True)) for key, look in LOOKS.items()}
    for number, (entry, named) in enumerate(entries):
        stands_in = {key for key, found in listed.items() if entry.pk in found}
        assert stands_in == set(named.split()), number
    assert counts() == {key: len(found) for key, found in listed.items()}


def test_each_count_leads_to_as_many_entries(directory_admin):
    for name in ("Ada", "Eve"):
        make.provider(name, said_phone="555")
    without("locations", place())
    text = directory_admin.http.get("/directory/quality/").content.decode()
    linked = re.findall(r'href="([^"]+what=[\w-]+)".*?class="number">(\d+)<', text, re.DOTALL)
    assert len(linked) == 6
    for href, total in linked:
        page = directory_admin.http.get(href).content.decode()
        assert page.count('<div class="person-row">') == int(total), href


def test_the_lists_go_on_after_fifty(directory_admin):
    for number in range(52):
        make.provider(f"Ada {number // 2:03}", said_phone="555")
    first = directory_admin.http.get("/directory/quality/list/?what=phone").content.decode()
    after = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = directory_admin.http.get(f"/directory/quality/list/{after}").content.decode()
    assert (first.count("person-row__name"), second.count("person-row__name")) == (50, 2)
    assert "Ada 025" not in first
    assert second.count("Ada 025") == 2


def test_the_page_asks_as_often_for_many_as_for_none(
    directory_admin, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        directory_admin.http.get("/directory/quality/")
    for number in range(10):
        make.provider(f"Ada {number}", said_phone="555")
    with django_assert_max_num_queries(len(few)):
        directory_admin.http.get("/directory/quality/")


@pytest.mark.parametrize("kind", ["", "organizations/"])
def test_whoever_looks_says_that_all_is_still_right(directory_admin, kind):
    entry = make.change(place() if kind else somebody(), kept_at=make.ago(days=400))
    directory_admin.http.post(f"/directory/{kind}{entry.pk}/confirm/")
    assert not any(LOOKS[f"{one}stale"].found.exists() for one in ("", "organization-"))
    assert Entry.objects.get(verb=Verb.ENTRY_CONFIRMED).subject_id == str(entry.pk)
