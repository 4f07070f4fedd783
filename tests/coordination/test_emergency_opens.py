"""What an open access reaches and what it does not, as the site's role in raw SQL."""

import pytest
from django.db import IntegrityError, transaction

from coordination.models import EmergencyAccess, EmergencyWish
from coordination.models.emergencies import LASTS
from tests import emergencies as em
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run


def note(**facts):
    return lambda get: make.item(
        get("therapist").provider, get("ana").client, organization=get("practice"), **facts
    )


def of_their_own(get):
    return make.item(get("colleague").provider, get("ana").client, organization=get("practice"))


def about_another(get):
    return make.item(get("therapist").provider, get("sam").client, organization=get("practice"))


def joint(get):
    both = get("ana").client, get("sam").client
    return make.item(get("therapist").provider, *both, organization=get("practice"))


def written_elsewhere(get):
    return make.item(get("therapist").provider, get("ana").client, organization=get("clinic"))


def written_nowhere(get):
    return make.item(get("therapist").provider, get("ana").client)


def message(get):
    return make.message(get("therapist").provider, get("ana").client, organization=get("practice"))


def of_a_programme_since(get):
    written = note()(get)
    make.change(get("practice"), is_part2_programme=True)
    return written


def kept_back(get):
    written = note()(get)
    make.restriction(get("ana").client, item=written.pk)
    return written


def kept_from_them(get):
    make.restriction(get("ana").client, provider=get("colleague").provider)
    return note()(get)


CLOSED = [
    note(categories=["psychotherapy_notes"]),
    note(categories=["sud_counseling_notes"]),
    note(categories=["progress", "substance_use_part2"]),
    of_their_own,
    about_another,
    joint,
    written_elsewhere,
    written_nowhere,
    message,
    of_a_programme_since,
    kept_back,
    kept_from_them,
]


@pytest.mark.parametrize("written", CLOSED)
def test_this_stays_closed(request, emergency, tablets, colleague, as_web, written):
    closed = written(request.getfixturevalue)
    with as_web(colleague.user):
        assert em.opened(closed) is None
        assert closed.pk not in em.listed(emergency)


@pytest.mark.parametrize("ground", ["threat", "part2_medical"])
def test_a_record_of_a_part_2_programme_opens_on_its_ground_alone(
    request, turned_on, ana, therapist, colleague, practice, as_web, ground
):
    em.access_of(colleague.provider, ana.client, practice, ground=ground)
    record = note(categories=["substance_use_part2"])(request.getfixturevalue)
    with as_web(colleague.user):
        assert (em.opened(record) is not None) is (ground == "part2_medical")


def test_what_is_listed_is_what_opens(emergency, tablets, colleague, as_web):
    with as_web(colleague.user):
        assert em.listed(emergency) == {tablets.pk}
        assert em.opened(tablets) == em.BODY


@pytest.mark.parametrize("begun", [LASTS, -LASTS])
def test_before_and_after_the_two_hours_nothing_opens(
    turned_on, ana, tablets, colleague, practice, as_web, begun
):
    late = em.access_of(colleague.provider, ana.client, practice, begun=make.ago() - begun)
    with as_web(colleague.user):
        assert em.opened(tablets) is None
        assert em.listed(late) == set()


@pytest.mark.parametrize(
    "who", ["therapist", "psychiatrist", "stranger", "ana", "directory_admin", "privacy_officer"]
)
def test_nobody_else_opens_anything_by_it(request, emergency, tablets, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        assert em.opened(tablets) is None
        assert em.listed(emergency) == set()
        assert run("select * from emergency_shown(%s)", emergency.pk) == []


# What it does not touch


def test_row_security_shows_the_asker_nothing_more(emergency, tablets, colleague, as_web):
    tables = [
        "coordination_item",
        "coordination_share",
        "clients_client",
        "coordination_itemsubject",
    ]
    with as_web(colleague.user):
        em.opened(tablets)
        assert {table: run(f"select * from {table}") for table in tables} == {
            table: [] for table in tables
        }


def test_the_access_is_written_by_its_door_alone(emergency, as_web):
    with as_web(emergency.provider.user):
        assert attempt("insert into coordination_emergencyaccess default values") == NOT_ALLOWED
        for deed in ("update coordination_emergencyaccess set until = until + '1 day'",
                     "delete from coordination_emergencyaccess"):  # fmt: skip
            assert attempt(deed) == NOT_ALLOWED


@pytest.mark.parametrize("table", ["access", "switch", "wish", "delay", "review"])
def test_nothing_of_it_is_changed_even_by_the_owner(emergency, table):
    em.delay(emergency, make.ahead(days=1))
    em.review(em.access_of(emergency.provider, emergency.client, emergency.organization,
                           begun=make.ago(hours=9)))  # fmt: skip
    EmergencyWish.objects.create(client=emergency.client, is_barred=False)
    name = f"coordination_emergency{table}"
    assert attempt(f"update {name} set id = uuidv7()") == "emergency_is_kept"
    assert attempt(f"delete from {name}") == "emergency_is_kept"


def test_it_lasts_two_hours_in_the_table_itself(emergency):
    until = emergency.until + LASTS
    facts = {"client": emergency.client, "provider": emergency.provider}
    with pytest.raises(IntegrityError, match="emergency_lasts_two_hours"), transaction.atomic():
        EmergencyAccess.objects.create(
            **facts, organization=emergency.organization, ground="threat", nature=em.NATURE,
            asked="unable", begun_at=emergency.begun_at, until=until,
        )  # fmt: skip
