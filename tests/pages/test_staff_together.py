"""Couples and families on a provider's pages: formed, found again, changed."""

import pytest
from django.urls import reverse

from clients.models import Unit
from ledger.models import Verb
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt
from tests.pages.reading import words
from tests.people import a_client
from tests.written import lines


def form_page(person):
    return reverse("unit_new", args=[person.client.pk])


@pytest.fixture
def form(sam, robin, couples_counsellor):
    """Sends the form by which the counsellor notes that Sam is seen with Robin."""

    def send(by=couples_counsellor, **entered):
        filled = {"kind": "couple", "joining": [robin.client.pk], "name": "", "secrets": "none"}
        return by.http.post(form_page(sam), filled | entered)

    return send


@pytest.fixture
def noor(couples_counsellor):
    """Another client of the same counsellor."""
    noor = a_client("Noor Amin")
    make.treatment(noor.client, couples_counsellor.provider)
    return noor


def test_a_couple_is_formed_and_stands_on_the_page_of_each(form, sam, robin, couples_counsellor):
    form()
    couple = Unit.objects.get()
    assert (couple.name, couple.secrets) == ("Sam and Robin", "none")
    for one in (sam, robin):
        page = couples_counsellor.http.get(reverse("client_page", args=[one.client.pk]))
        assert "Couple: Sam and Robin" in words(page)
        assert lines(one.client) == [Verb.UNIT_FORMED]


def test_its_page_says_who_and_what_was_agreed(form, couples_counsellor):
    shown = words(couples_counsellor.http.get(form().url))
    assert "Robin Hale Sam Whitaker" in shown
    assert "No secrets: what one says alone may be spoken of with everybody" in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"joining": []}, "Choose who is seen together with them"),
        ({"kind": ""}, "Choose couple or family"),
        ({"joining": ["no-id"]}, "Choose from your clients"),
    ],
)
def test_what_cannot_be_is_said(form, wrong, sentence):
    assert sentence in words(form(name="Kept", **wrong))
    assert not Unit.objects.exists()


def test_a_couple_is_two(form, robin, noor):
    answer = form(joining=[robin.client.pk, noor.client.pk])
    assert "A couple is two people. Choose family, or one of them." in words(answer)


def test_somebody_elses_client_is_not_offered_and_cannot_join(form, ana, sam, couples_counsellor):
    page = couples_counsellor.http.get(form_page(sam)).content.decode()
    assert "Robin Hale" in page
    assert "Ana Moreno" not in page
    assert "Choose from your clients" in words(form(joining=[ana.client.pk]))


def test_a_search_keeps_what_was_typed_and_ticked(form, robin, noor):
    shown = form(search="1", q="Noor", name="The two").context["form"]
    assert (shown["name"].value(), shown["joining"].value()) == ("The two", [str(robin.client.pk)])
    assert set(shown.offered) == {str(robin.client.pk), str(noor.client.pk)}
    assert not Unit.objects.exists()


def test_somebody_joins_a_family_and_each_reads_of_it(form, sam, robin, noor, couples_counsellor):
    form(kind="family")
    family = Unit.objects.get()
    page = reverse("unit_change", args=[family.pk])
    sent = {"joining": [noor.client.pk], "name": "The Whitakers", "secrets": "limited"}
    couples_counsellor.http.post(page, sent)
    family.refresh_from_db()
    assert (family.name, family.secrets, family.memberships.count()) == (
        "The Whitakers",
        "limited",
        3,
    )
    assert [lines(one.client)[-1] for one in (sam, robin, noor)] == [Verb.UNIT_CHANGED] * 3


def test_a_couple_is_asked_for_its_name_and_agreement_only(couple, couples_counsellor):
    page = reverse("unit_change", args=[couple.pk])
    assert "joining" not in couples_counsellor.http.get(page).context["form"].fields
    assert "Enter what you call them" in words(couples_counsellor.http.post(page, {"name": ""}))


@pytest.mark.parametrize("who", ["stranger", "sam"])
@pytest.mark.parametrize("page", ["unit_page", "unit_change"])
def test_nobody_else_finds_it(request, couple, who, page):
    person = request.getfixturevalue(who)
    assert person.http.get(reverse(page, args=[couple.pk])).status_code == 404


def test_whoever_is_not_treated_any_more_is_not_named(couple, robin, couples_counsellor):
    ended = robin.client.treatments.get()
    make.change(ended, during=(make.ago(days=9), make.ago(days=1)))
    shown = words(couples_counsellor.http.get(reverse("unit_page", args=[couple.pk])))
    assert "Robin Hale" not in shown


# By raw SQL

JOIN = "insert into clients_unitmember (id, unit_id, client_id) values (uuidv7(), %s, %s)"
CHANGE = "update clients_unit set secrets = %s where id = %s"


def test_a_couple_of_three_is_refused_by_the_database(couple, noor, couples_counsellor, as_web):
    with as_web(couples_counsellor.user):
        assert attempt(JOIN, couple.pk, noor.client.pk) == "unit_couple_is_two"


@pytest.mark.parametrize(
    ("who", "outcome"), [("couples_counsellor", 1), ("sam", NO_ROW), ("stranger", NO_ROW)]
)
def test_what_was_agreed_is_noted_by_who_formed_it(request, couple, as_web, who, outcome):
    with as_web(request.getfixturevalue(who).user):
        assert attempt(CHANGE, "limited", couple.pk) == outcome


def test_who_formed_it_and_as_what_stays(couple, couples_counsellor, as_web):
    with as_web(couples_counsellor.user):
        for column in ("kind", "created_by_id"):
            assert attempt(f"update clients_unit set {column} = {column}") == NOT_ALLOWED
        assert attempt(CHANGE, "some", couple.pk) == "unit_secrets_are_known"
