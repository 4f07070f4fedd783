"""Finding entries: by what, with which mistakes forgiven, in which order, and by whom never."""

import random
import time
from datetime import timedelta

import pytest

from providers.directory import kept_by, search_organizations, search_providers
from providers.finding import MOST_FOUND, find_addressable, find_askable
from providers.models import Provider, Word
from providers.tasks import seek_where_days_passed
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run

SYLLABLES = ["ba", "ker", "lin", "mor", "tan", "vel", "sho", "gra", "du", "pes", "ni", "ro"]


@pytest.fixture
def helen(practice):
    """A provider with everything that one is found by."""
    make.location(practice, city="Astoria", state="OR", postal_code="97103")
    one = make.provider(
        "Helen Muñoz-O’Brien", other_names=["Helen Castle"], credentials="MD", npi="1234567893",
        profession="gp", languages=["es", "en"],
    )  # fmt: skip
    make.location(one, city="Bend", state="WA", postal_code="98601-1234")
    make.membership(one, practice)
    return one


@pytest.fixture
def find(as_web, therapist):
    """What a therapist finds, by name, in this order."""

    def ask(words, **criteria):
        with as_web(therapist.user):
            return [one.name for one in search_providers(therapist.user, words=words, **criteria)]

    return ask


@pytest.mark.parametrize(
    "words",
    [
        "helen", "HELEN muñoz", "munoz helen", "obrien", "o'brien", "O’Brien", "castle", "md",
        "1234567893", "hel mun", "harbor", "street munoz", "astoria", "bend", "97103", "98601",
        "muñ", "he",
    ],
)  # fmt: skip
def test_each_of_its_words_finds_an_entry(helen, find, words):
    assert helen.name in find(words)


@pytest.mark.parametrize("words", ["helen lang", "elen x", "1234567894", "97104", "%", "_", "zzzz"])
def test_a_word_that_it_has_not_finds_it_not(helen, find, words):
    assert helen.name not in find(words)


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"state": "OR"}, True), ({"state": "WA"}, True), ({"state": "CA"}, False),
        ({"language": "es"}, True), ({"language": "fr"}, False),
        ({"language": "es", "state": "OR", "profession": "gp"}, True),
        ({"language": "es", "profession": "nurse"}, False),
        ({"words": "helen", "standing": "active"}, True),
        ({"words": "helen", "standing": "suspended"}, False),
    ],
)  # fmt: skip
def test_place_language_profession_and_standing_narrow_it(helen, find, criteria, found):
    assert (helen.name in find(**{"words": "", **criteria})) == found


def test_what_changes_is_found_anew_and_no_longer_by_what_it_was(helen, practice, find):
    make.change(helen, name="Iris Vale", other_names=[], standing="suspended")
    make.change(practice, name="Quay House")
    practice.locations.update(city="Salem")
    helen.locations.all().delete()
    assert find("helen") == find("astoria vale") == find("harbor vale") == find("bend") == []
    assert find("iris") == find("quay vale") == find("salem vale") == ["Iris Vale"]
    assert find("iris", standing="suspended") == ["Iris Vale"]
    helen.memberships.update(during=(None, make.ago(days=1)))
    assert find("quay vale") == []


def test_where_somebody_worked_or_will_work_does_not_find_them(helen, find):
    for name, days in (("Coming House", (3, None)), ("Former House", (-9, -3))):
        since, until = (one and make.ago() + timedelta(days=one) for one in days)
        make.membership(helen, make.organization(name), since=since, until=until)
    assert find("coming") == find("former") == []


def test_a_membership_that_begins_or_ends_by_itself_counts_from_that_night(helen, find, as_clerk):
    make.membership(helen, make.organization("Quay House"), until=make.ahead(seconds=1))
    make.membership(helen, make.organization("Hill House"), since=make.ahead(seconds=1))
    time.sleep(1.1)
    assert (find("quay"), find("hill")) == ([helen.name], [])
    with as_clerk():
        seek_where_days_passed()
    assert (find("quay"), find("hill")) == ([], [helen.name])


# Typing mistakes


def mistakes(word):
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i] + word[i:]
        yield word[:i] + "q" + word[i + 1 :]
        if i and word[i] != word[i - 1]:
            yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]


@pytest.fixture
def crowd(db):
    """Two thousand people of invented names."""
    chance = random.Random(6)
    names = {
        " ".join("".join(chance.choices(SYLLABLES, k=n)).capitalize() for n in (2, 3))
        for _one in range(2000)
    }
    Provider.objects.bulk_create(
        Provider(name=name, profession="other", standing="active") for name in sorted(names)
    )
    return sorted(names)


def test_each_single_mistake_in_a_name_finds_the_person_among_the_first_ten(
    crowd, as_web, therapist
):
    chance, missed, tried = random.Random(7), [], 0
    with as_web(therapist.user):
        for name in chance.sample(crowd, 12):
            first, last = name.casefold().split()
            for wrong in mistakes(last):
                tried += 1
                found = find_addressable(f"{first} {wrong}", by=therapist.provider)[:10]
                if name not in [one.name for one in found]:
                    missed.append((name, wrong))
    assert tried > 300
    assert missed == []


def test_what_is_typed_rightly_comes_before_what_is_like_it(find, db):
    for name in ("Anna Smyth", "Smith Alder", "Zoe Smith", "Anna Smithson", "Bo Smithfield"):
        make.provider(name)
    assert set(find("smith")[:2]) == {"Smith Alder", "Zoe Smith"}
    assert set(find("smith")) == {
        "Smith Alder", "Zoe Smith", "Anna Smithson", "Bo Smithfield", "Anna Smyth"
    }  # fmt: skip
    assert find("smith")[-1] == "Anna Smyth"


def test_where_enough_is_found_nothing_is_guessed(find, db):
    for number in range(10):
        make.provider(f"Smith {chr(97 + number)}")
    make.provider("Anna Smyth")
    assert len(find("smith")) == 10


# Order, limits, and who asks


def test_no_more_than_the_likeliest_are_told(find, db):
    Provider.objects.bulk_create(
        Provider(name=f"Ada Lund {one}", profession="other") for one in range(MOST_FOUND + 5)
    )
    assert len(find("ada")) == MOST_FOUND
    assert len(find("ada", most=10**6)) == MOST_FOUND + 5


@pytest.mark.parametrize(
    "words", ["", " ", "%", "'", "a\\", ":*", "a & b", "\x00", "🙂", "a" * 500]
)
def test_nothing_that_is_typed_breaks_it(helen, find, as_web, therapist, words):
    find(words)
    with as_web(therapist.user):
        assert list(find_addressable(words, by=therapist.provider)) is not None


def test_one_letter_finds_those_whose_name_begins_with_it(helen, find, db):
    make.provider("Ada Hart")
    make.provider("Hal Abel")
    assert find("h") == ["Hal Abel", helen.name]


def test_only_who_is_active_is_found_to_write_to(helen, as_web, therapist):
    with as_web(therapist.user):
        assert list(find_addressable("helen", by=therapist.provider)) == [helen]
    for standing in ("unverified", "suspended"):
        make.change(helen, standing=standing)
        with as_web(therapist.user):
            assert not find_addressable("helen", by=therapist.provider)


def test_whoever_is_not_signed_in_finds_nobody(helen, as_web, therapist):
    ask = "select * from find_in_directory('helen', '{of=provider}', 10)"
    with as_web(None):
        assert run(ask) == []
    with as_web(therapist.user):
        assert len(run(ask)) == 1
        assert attempt("select * from providers_sought") == NOT_ALLOWED
        assert attempt("select * from providers_word") == NOT_ALLOWED
        assert attempt("select seek_providers('{}')") == NOT_ALLOWED


def test_organizations_are_found_in_the_same_way(helen, practice, as_web, directory_admin):
    make.organization("Quay House", is_active=False)
    with as_web(directory_admin.user):
        for words in ("harbor", "habror", "astoria", "97103"):
            (found,) = search_organizations(directory_admin.user, words=words)
            assert (found, found.members) == (practice, 1)
        assert search_organizations(directory_admin.user, words="quay").count() == 1
        assert list(kept_by(directory_admin.user, words="quay")) == []
        assert list(kept_by(directory_admin.user, words="harbor")) == [practice]


def test_an_entry_that_is_taken_away_is_found_no_more(find, db):
    make.provider("Ada Lund").delete()
    assert find("lund") == []
    assert Word.objects.filter(word="lund").exists()


# A crowd hides nobody


def test_pages_of_what_was_found_show_everybody_once_the_likeliest_first(db, directory_admin):
    crowd_of("Ada Lundy", count=120)
    make.provider("Zoe Lund")
    shown, query = [], {"words": "lund"}
    for _page in range(4):
        page = directory_admin.http.get("/directory/", query).context["page"]
        shown += [one.name for one in page]
        query["after"] = str(page.last)
        if not page.goes_on:
            break
    assert (len(shown), len(set(shown)), shown[0]) == (121, 121, "Zoe Lund")


def test_a_list_without_words_tells_everybody(find, db):
    make.provider("Ada Lund")
    for one in Provider.objects.bulk_create(
        Provider(name=f"Bo {number}", profession="other", languages=["es"])
        for number in range(MOST_FOUND + 5)
    ):
        assert one.languages == ["es"]
    assert len(find("", language="es")) == MOST_FOUND + 5


def crowd_of(name, count=2100, **facts):
    Provider.objects.bulk_create(
        Provider(name=f"{name} {one}", profession="other", **facts) for one in range(count)
    )


def test_a_short_name_is_found_among_many_that_begin_with_it(find, db):
    crowd_of("Mary Stone")
    make.provider("Yo Ma")
    assert find("ma")[0] == "Yo Ma"


def test_whom_one_can_ask_about_is_found_among_many_who_only_wait(as_web, therapist):
    crowd_of("Helen", standing="unverified")
    crowd_of("Ivo", count=1, standing="unverified")
    active = make.provider("Helen Park")
    proposed = make.provider("Helen Quay", standing="unverified", proposed_by=therapist.provider)
    with as_web(therapist.user):
        assert set(find_askable("helen", by=therapist.provider)) == {active, proposed}
        assert not find_askable("ivo", by=therapist.provider)
