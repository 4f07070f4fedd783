"""Emergency access on the pages of providers: beginning it, the list, one note, and the end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime

from coordination.models import EmergencyAccess
from coordination.models.emergencies import LASTS
from ledger.models import Entry, Verb
from releases.notices import PART2_NOTICE
from tests import emergencies as em
from tests import factories as make
from tests.corrections import amendment
from tests.pages.reading import words

NEW = "/emergency/"
SENT = {
    "name": "Ana Moreno",
    "born": "1991-03-14",
    "ground": "threat",
    "nature": em.NATURE,
    "asked": "unable",
}


def page_of(access):
    return reverse("emergency_page", args=[access.pk])


def note_of(item):
    return reverse("emergency_note", args=[item.pk])


def ends_at(access):
    return time_format(localtime(access.until), "H:i")


def test_where_it_is_off_there_is_no_such_page(practice, privacy_officer, colleague):
    assert colleague.http.get(NEW).status_code == 404
    assert colleague.http.post(NEW, SENT).status_code == 404


def test_the_way_to_it_stands_where_it_is_on(turned_on, ana, therapist, colleague, stranger):
    own = reverse("client_page", args=[ana.client.pk])
    assert f"{NEW}?client={ana.client.pk}" in therapist.http.get(own).content.decode()
    assert f'"{NEW}"' in colleague.http.get("/clients/").content.decode()
    assert NEW not in stranger.http.get("/clients/").content.decode()


def test_begin_find_and_open(turned_on, ana, tablets, colleague):
    to_list = colleague.http.post(NEW, SENT)
    access = EmergencyAccess.objects.get()
    assert to_list.url == page_of(access)
    listed = words(colleague.http.get(to_list.url))
    assert "Emergency: Ana Moreno" in listed
    assert "Miriam Stone" in listed
    assert em.BODY not in listed
    assert em.BODY in words(colleague.http.get(note_of(tablets)))
    assert Entry.objects.filter(verb=Verb.EMERGENCY_OPENED).count() == 1


@pytest.mark.parametrize("place", ["list", "note"])
def test_each_page_says_what_it_is_and_until_when(emergency, tablets, colleague, place):
    url = page_of(emergency) if place == "list" else note_of(tablets)
    told = words(colleague.http.get(url))
    assert "Seen in an emergency, without a permission" in told
    assert f"Ends at {ends_at(emergency)}" in told


def test_a_part_2_record_carries_its_notice(turned_on, ana, therapist, colleague, practice):
    em.access_of(colleague.provider, ana.client, practice, ground="part2_medical")
    kinds = {"categories": ["substance_use_part2"]}
    record = make.item(therapist.provider, ana.client, organization=practice, **kinds)
    assert PART2_NOTICE in words(colleague.http.get(note_of(record)))


def test_what_the_client_states_against_a_note_goes_along(emergency, tablets, ana, colleague):
    said = {"outcome": "declined", "reason": "I heard four.", "answered_at": make.ago(hours=2)}
    asked = amendment(tablets, ana, **said)
    assert "I heard four." not in words(colleague.http.get(note_of(tablets)))
    stated = {"disagreement": "I slept six.", "disagreed_by": ana.user}
    make.change(asked, disagreed_at=make.ago(hours=1), **stated)
    told = words(colleague.http.get(note_of(tablets)))
    assert "The client disagrees with this note" in told
    assert "I slept six." in told
    assert "Asked for Ana Moreno" in told


def test_from_the_page_of_ones_own_client_no_name_is_typed(turned_on, ana, colleague, therapist):
    make.treatment(ana.client, colleague.provider)
    there = f"{NEW}?client={ana.client.pk}"
    assert "full name" not in words(colleague.http.get(there))
    said = {name: value for name, value in SENT.items() if name not in ("name", "born")}
    assert colleague.http.post(there, said).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"name": "Ana Morena"}, {"born": "1991-03-15"}, {"name": "Sam Whitaker"}]
)
def test_who_is_not_found_is_answered_as_who_is_not_there(
    turned_on, ana, sam, tablets, colleague, wrong
):
    told = words(colleague.http.post(NEW, SENT | wrong))
    assert "can't be used here for this client" in told
    em.bar(ana.client)
    assert "can't be used here for this client" in words(colleague.http.post(NEW, SENT))
    assert not EmergencyAccess.objects.exists()
    assert Entry.objects.filter(verb=Verb.ACCESS_BLOCKED).count() == 2


# what is typed wrongly, what is said
WRONG = [
    ({"nature": "Too short"}, "Write at least 20 characters"),
    ({"nature": ""}, "Write what has happened"),
    ({"ground": ""}, "Choose the ground"),
    ({"asked": "no_answer"}, "Write how you tried to ask"),
    ({"asked": "refused", "asked_how": "By phone", "ground": "incapacity"}, "only a serious"),
    ({"safety_reason": em.DANGER}, "Choose the day on which the client is told"),
    ({"safety_reason": em.DANGER, "told_not_before": "2199-01-01"}, "within the next 30 days"),
    ({"told_not_before": str(make.TODAY)}, "within the next 30 days"),
    ({"ground": "part2_medical"}, "doctors and psychiatrists"),
]


@pytest.mark.parametrize(("sent", "said"), WRONG)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    turned_on, ana, tablets, colleague, sent, said
):
    make.change(colleague.provider, profession="therapist")
    answer = colleague.http.post(NEW, SENT | sent)
    assert said in words(answer)
    assert 'value="Ana Moreno"' in answer.content.decode()
    assert not EmergencyAccess.objects.exists()


def test_after_two_hours_there_is_nothing(turned_on, ana, tablets, colleague, practice):
    over = em.access_of(colleague.provider, ana.client, practice, begun=make.ago() - LASTS)
    assert colleague.http.get(page_of(over)).status_code == 404
    assert colleague.http.get(note_of(tablets)).status_code == 404


def test_turned_off_it_closes_at_once(emergency, tablets, colleague, practice):
    assert colleague.http.get(note_of(tablets)).status_code == 200
    em.turn(practice, is_on=False)
    assert colleague.http.get(page_of(emergency)).status_code == 404
    assert colleague.http.get(note_of(tablets)).status_code == 404


def test_nothing_that_stays_closed_stands_in_any_byte(
    emergency, tablets, ana, sam, therapist, colleague, practice
):
    canary = "canary-closed"
    both = {"organization": practice, "body": canary}
    closed = [
        make.item(therapist.provider, ana.client, categories=["psychotherapy_notes"], **both),
        make.item(therapist.provider, ana.client, sam.client, **both),
        make.item(therapist.provider, sam.client, **both),
        make.item(therapist.provider, ana.client, body=canary),
        make.message(therapist.provider, ana.client, **both),
    ]
    pages = [page_of(emergency), note_of(tablets), *map(note_of, closed), "/shared/", "/find/"]
    for url in pages:
        answer = colleague.http.get(url).content.decode()
        assert canary not in answer
        assert not [one for one in closed if str(one.pk) in answer]


def test_the_list_costs_the_same_for_two_and_for_twelve_notes(
    emergency, tablets, ana, therapist, colleague, practice
):
    def queries(notes):
        for _ in range(notes):
            make.item(therapist.provider, ana.client, organization=practice)
        colleague.http.get(page_of(emergency))
        with CaptureQueriesContext(connection) as captured:
            colleague.http.get(page_of(emergency))
        return len(captured)

    assert queries(1) == queries(10)
