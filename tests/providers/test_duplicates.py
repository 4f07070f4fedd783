"""Entries that may be one are found by what they share, and by nothing else."""

import time

import pytest

from ledger.models import Entry, Verb
from providers import actions, duplicates
from providers.models import Apart, Location, Organization, Provider
from tests import factories as make
from tests.attempts import run
from tests.roles import as_web


def at(name, zip_code="97204", **facts):
    entry = make.provider(name, **facts)
    make.location(entry, postal_code=zip_code)
    return entry


def working(name, place, **facts):
    entry = make.provider(name, **facts)
    make.membership(entry, place)
    return entry


def licensed(name, number):
    entry = make.provider(name)
    make.licence(entry, number=number)
    return entry


def place(name, **facts):
    made = make.organization(name, **facts)
    make.location(made, postal_code="97204-1234")
    return made


def harbor():
    return Organization.objects.filter(name="Harbor").first() or place("Harbor")


ALIKE = [
    (lambda: [licensed("Ada Lund", "LP-0012"), licensed("Helen Park", "lp 0012")], "licence"),
    (
        lambda: [
            make.provider("Ann Lee", email="ann@example.org"),
            make.provider("Ann Smith", secure_email="Ann@Example.org"),
        ],
        "email",
    ),
    (lambda: [at("Helen Park"), at("Park, Helen", "97204-1234")], "city zip"),
    (lambda: [at("Jon Smith"), at("John Smith")], "zip"),
    (lambda: [at("Helen Park"), at("H. Parker", other_names=["Helen Park"])], "zip"),
    (lambda: [at("Helen Park"), at("Helen Park", "97301")], "city"),
    (lambda: [working("Helen Park", harbor()), working("Helen B Park", harbor())], "work zip"),
    (lambda: [at("Helen Park"), working("Helen Park", place("Hill"))], "zip"),
    (lambda: [place("Harbor Clinic"), place("Harbor Clinic Inc")], "zip"),
    (
        lambda: [
            make.organization("Harbor Clinic", phone="+15035550100"),
            make.organization("Harbor", phone="+15035550100"),
        ],
        "phone",
    ),
]
UNLIKE = [
    lambda: [at("Helen Park"), at("Ada Lund")],
    lambda: [at("Helen Park"), at("Harry Park")],
    lambda: [at("Helen Park"), make.provider("Helen Park")],
    lambda: [at("Jon Smith"), at("John Smith", "97301")],
    lambda: [
        make.provider("Ann Lee", email="office@example.org"),
        make.provider("Robert Brown", email="office@example.org"),
    ],
    lambda: [place("Harbor Clinic"), place("Hill Street School")],
]


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "why"), ALIKE)
def test_two_that_may_be_one_are_found_from_either(made, why):
    one, other = sorted(made(), key=lambda entry: entry.pk)
    for entry in (one, other):
        (found,) = duplicates.look_alikes([entry.pk], type(entry))
        assert found == (one.pk, other.pk, why.split())
    (pair,) = duplicates.pairs_after(type(one)).pairs
    assert (pair.one, pair.other) == (one, other)


@pytest.mark.django_db
@pytest.mark.parametrize("made", UNLIKE)
def test_others_are_not(made):
    entries = made()
    assert duplicates.look_alikes([one.pk for one in entries], type(entries[0])) == []


def test_what_was_told_apart_or_merged_is_not_found_again(keeping, directory_admin):
    one, other, third = (at("Helen Park") for _each in range(3))
    assert keeping(actions.tell_apart, one=other, other=one)
    assert not keeping(actions.tell_apart, one=one, other=other)
    assert Apart.objects.count() == 1
    assert Entry.objects.filter(verb=Verb.ENTRIES_TOLD_APART).count() == 2
    assert len(duplicates.pairs_of(one)) == 1
    keeping(
        actions.merge,
        survivor=one,
        absorbed=third,
        facts={},
        why="I called.",
        as_seen=actions.seen(one, third),
    )
    assert duplicates.pairs_of(one) == []


@pytest.mark.django_db
def test_the_list_goes_on_where_it_ended(monkeypatch):
    monkeypatch.setattr(duplicates, "WINDOW", 3)
    monkeypatch.setattr(duplicates, "ENOUGH", 2)
    for number in range(4):
        for _each in range(2):
            at(f"Person{number} Name{number}", f"9720{number}")
    found, after = [], ""
    while after is not None:
        page = duplicates.pairs_after(Provider, str(after))
        found += [pair.one.name for pair in page.pairs]
        after = page.last
    assert sorted(found) == [f"Person{number} Name{number}" for number in range(4)]


def test_only_those_who_keep_the_directory_are_told(directory_admin, therapist):
    at("Helen Park"), at("Helen Park")
    ids = list(Provider.objects.values_list("pk", flat=True))
    for who, total in ((directory_admin, 1), (therapist, 0)):
        with as_web(who.user):
            assert len(duplicates.look_alikes(ids)) == total


def test_the_pages_show_the_pair_and_take_the_answer(directory_admin):
    one, other = sorted((at("Helen Park"), at("Park, Helen")), key=lambda entry: entry.pk)
    for address in ("/directory/duplicates/", f"{other.get_absolute_url()}look-alikes/"):
        page = directory_admin.http.get(address).content.decode()
        assert "A similar name at the same ZIP code" in page.replace(
            "The same name in the same city; a", "A"
        )
        assert f"{one.get_absolute_url()}merge/?with={other.pk}" in page
    directory_admin.http.post(f"{one.get_absolute_url()}apart/", {"with": other.pk})
    assert (
        "No two entries look like one"
        in directory_admin.http.get("/directory/duplicates/").content.decode()
    )


def test_the_form_merges_what_was_chosen(directory_admin):
    one = at("Helen Park", phone="+15035550100")
    other = at("Park, Helen", npi="1234567893", other_names=["Helen Lund"])
    address = f"{one.get_absolute_url()}merge/?with={other.pk}"
    page = directory_admin.http.get(address)
    form = page.context["form"]
    assert [*form.fields] == ["seen", "name", "other_names", "npi", "phone", "why"]
    sent = {"seen": form.fields["seen"].initial, "name": "kept", "other_names": "both"}
    sent |= {"npi": "other", "phone": "kept", "why": "I called her."}
    refused = directory_admin.http.post(address, sent | {"why": ""})
    assert "Write down how you know" in refused.content.decode()
    assert directory_admin.http.post(address, sent).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.other_names) == ("Helen Park", ["Helen Lund", "Park, Helen"])
    assert (one.npi, one.phone) == ("1234567893", "+15035550100")
    again = directory_admin.http.post(address, sent)
    assert again.status_code == 302
    assert again.url == other.get_absolute_url()


def test_the_history_shows_the_merge_and_undoing_leads_back(directory_admin):
    one, other = at("Helen Park"), at("Park, Helen")
    seen = actions.seen(one, other)
    sent = {"seen": seen, "name": "other", "why": "I called her."}
    directory_admin.http.post(f"{one.get_absolute_url()}merge/?with={other.pk}", sent)
    history = directory_admin.http.get(f"{one.get_absolute_url()}history/").content.decode()
    assert "Two entries of the directory merged" in history
    assert "I called her." in history
    merge = duplicates.merge_of(Provider.objects.get(pk=other.pk))
    address = f"/directory/merges/{merge.pk}/undo/"
    assert directory_admin.http.get(address).status_code == 200
    assert directory_admin.http.post(address).url == other.get_absolute_url()
    refused = directory_admin.http.post(address).content.decode()
    assert "undone already" in refused


def test_the_page_asks_as_often_for_many_as_for_few(directory_admin, django_assert_max_num_queries):
    for _each in range(2):
        at("Helen Park")
    with django_assert_max_num_queries(60) as few:
        directory_admin.http.get("/directory/duplicates/")
    for number in range(6):
        at("Ada Lund", f"9720{number % 3}")
    with django_assert_max_num_queries(len(few)):
        directory_admin.http.get("/directory/duplicates/")


@pytest.mark.long
@pytest.mark.django_db
def test_the_time_grows_with_the_entries_and_not_with_their_square():
    """Eight times as many entries, all asked about: 64 times as long would be the square."""
    taken = []
    for total in (5_000, 40_000):
        crowd(Provider.objects.count(), total)
        ids = list(Provider.objects.values_list("pk", flat=True))
        begun = time.perf_counter()
        duplicates.look_alikes(ids)
        taken.append(time.perf_counter() - begun)
    assert taken[1] < 20 * taken[0] + 2


def crowd(first, last):
    """So many entries, about one for each name and 44 at most for each ZIP code."""
    made = Provider.objects.bulk_create(
        Provider(name=f"N{n * 7919 % 10007} P{n * 104729 % 7919}", profession="therapist")
        for n in range(first, last)
    )
    Location.objects.bulk_create(
        Location(provider=one, street="1", city="X", state="OR", postal_code=f"97{n % 900:03}")
        for n, one in enumerate(made)
    )
    run("analyze providers_provider, providers_location")
