"""Who changed what in the directory, from what to what: for those who keep it, and nobody else."""

import pytest

from ledger.actions import record
from ledger.models import Entry, Verb
from providers import actions
from tests import factories as make
from tests.roles import as_web


@pytest.fixture
def park(keeping):
    return keeping(actions.add_provider, name="Helen Park", profession="gp", languages=["en"])


def history(person, of, kind=""):
    return person.http.get(f"/directory/{kind}{of.pk}/history/")


def words(answer):
    return " ".join(answer.content.decode().split())


def test_each_field_is_shown_as_it_was_and_as_it_became(keeping, directory_admin, park):
    keeping(actions.change_provider, provider=park, name="Helen Li", phone="+15035550100",
            languages=["en", "ko"], profession="doctor")  # fmt: skip
    text = words(history(directory_admin, park))
    for was, now in (("Helen Park", "Helen Li"), ("English", "English, Korean"),
                     ("Family doctor", "Doctor")):  # fmt: skip
        assert f"<bdi>{was}</bdi></del> → <ins>" in text
        assert f"<bdi>{now}</bdi></ins>" in text
    assert "(503) 555-0100" in text
    assert "Provider changed by <bdi>Priya Nair</bdi>" in text


def test_licences_standing_and_memberships_belong_to_it(keeping, directory_admin, park, practice):
    keeping(actions.add_licence, of=park, state="OR", number="L1", kind="", ends=make.TODAY)
    make.verification(park)
    keeping(actions.move, provider=park, name="activate", why="Licence seen.")
    facts = {"provider": park, "organization": practice}
    membership = keeping(actions.begin_membership, **facts, begins=make.ahead(days=5))
    keeping(actions.end_membership, membership=membership)
    text = words(history(directory_admin, park))
    for said in ("Licence: licence number", "Not verified yet", "Why: Licence seen."):
        assert said in text
    assert text.count("Harbor Street Practice") == 2, "begun, and taken back before it began"


def test_an_organization_has_one_too(keeping, directory_admin, park, practice):
    keeping(actions.begin_membership, provider=park, organization=practice)
    keeping(actions.change_organization, organization=practice, is_part2_programme=True)
    keeping(actions.add_location, of=practice, use="practice", street="1 Elm", city="Salem",
            state="OR", postal_code="97301")  # fmt: skip
    text = words(history(directory_admin, practice, "organizations/"))
    for said in ("Address: street", "1 Elm", "42 CFR Part 2 programme", "<bdi>no</bdi></del> →",
                 "Membership started by", "Helen Park, Harbor Street Practice"):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("who", ["ana", "therapist", "privacy_officer"])
def test_nobody_else_reads_it(request, park, who):
    person = request.getfixturevalue(who)
    assert history(person, park).status_code == 404


def test_whoever_keeps_the_directory_reads_these_lines_of_the_ledger_and_no_other(
    scene_of_lines, directory_admin
):
    with as_web(directory_admin.user):
        read = set(Entry.objects.values_list("verb", flat=True))
    assert read == {Verb.PROVIDER_ADDED}


@pytest.fixture
def scene_of_lines(park, practice, ana, therapist, as_web):
    """Lines about a client, and what a practice asks, of the same subjects."""
    with as_web(therapist.user):
        record(Verb.DEFAULT_SET, by=therapist.user, subject=practice)
        record(Verb.PROVIDER_CHANGED, by=therapist.user, subject=park, client=ana.client)


def test_many_changes_take_as_many_queries_as_few(
    keeping, directory_admin, park, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45) as few:
        history(directory_admin, park)
    for number in range(8):
        keeping(actions.change_provider, provider=park, name=f"Helen {number}")
    with django_assert_max_num_queries(len(few)):
        assert "Helen 7" in words(history(directory_admin, park))
