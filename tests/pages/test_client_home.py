"""A client's home: what needs them, who can see what until when, what was opened last."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.pages.reading import words

NOTHING = "You are not sharing anything. No one outside your therapist's office can see your record"


def home(person):
    return words(person.http.get(reverse("client_home")))


def asked(ana, therapist, hears, **fields):
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[hears],
        proposed_by=therapist.provider,
        **fields,
    )


def test_somebody_who_shares_nothing_reads_so(ana):
    page = home(ana)
    assert NOTHING in page
    assert "Nobody has opened anything." in page
    assert "Stop all sharing" not in page.split("Who can see what about you", 1)[1]


def test_an_open_permission_says_who_what_and_until_when(ana, therapist, psychiatrist):
    page = home(ana)
    assert NOTHING not in page
    assert "Julian Okafor Psychiatrist Progress summary, Medications" in page
    assert "Miriam Stone tells Julian Okafor Open until" in page
    assert "Change : Julian Okafor Stop sharing : Julian Okafor" in page


def test_the_states_stand_in_words_what_needs_the_client_first(ana, therapist, psychiatrist, gp):
    asked(ana, therapist, make.provider("Dana Cole"))
    ending = {"disclosers": [therapist.provider], "expires_at": make.ahead(days=20)}
    make.release(ana.client, recipients=[make.provider("Iris Vale")], **ending)
    later = {"disclosers": [therapist.provider], "effective_at": make.ahead(days=20)}
    make.release(ana.client, recipients=[make.provider("Omar Reed")], **later)
    table = home(ana).split("State ", 1)[1]
    order = [
        table.index(one)
        for one in ("Waits for you", "Begins later", "Ends soon", "Open until", "Ended")
    ]
    assert order == sorted(order)


def test_what_ended_long_ago_is_left_to_the_history(ana, therapist, stranger):
    long_ago = {"signed": make.ago(days=300), "expires_at": make.ago(days=120)}
    make.release(
        ana.client, disclosers=[therapist.provider], recipients=[stranger.provider], **long_ago
    )
    assert "Victor Lang" not in home(ana)


def test_what_was_stopped_before_it_began_is_still_told(ana, therapist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        effective_at=make.ahead(days=20),
        revoked=make.ago(days=1),
    )
    assert "Ended stopped" in home(ana)


def test_at_most_three_requests_stand_on_top(ana, therapist):
    for number in range(5):
        asked(ana, therapist, make.provider(f"Doctor {number}"))
    page = home(ana)
    assert page.count("Miriam Stone asks for a permission.") == 3
    assert "2 more requests wait below." in page


def test_a_request_that_was_answered_or_is_too_old_asks_nothing(ana, therapist, stranger):
    asked(ana, therapist, stranger.provider, declined_at=make.ago(days=1))
    asked(ana, therapist, stranger.provider, expires_at=make.ago(days=1))
    assert "asks for a permission" not in home(ana)


def test_the_last_five_openings_are_told_with_their_reason(ana, therapist, psychiatrist):
    for _number in range(6):
        share = make.share(make.item(therapist.provider, ana.client), psychiatrist.provider)
        psychiatrist.http.get(reverse("shared_open", args=[share.pk]))
    page = home(ana)
    assert page.count("Julian Okafor opened a note by Miriam Stone.") == 5
    assert page.count("Why: permission for Julian Okafor, signed") == 5


def test_both_sides_hear_by_a_permission_that_goes_both_ways(ana, therapist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        direction="two_way",
    )
    page = ana.http.get(reverse("client_home"))
    assert "Miriam Stone and Victor Lang tell each other" in words(page)
    drawn = page.content.decode().split("<svg viewBox", 1)[1].split("</svg>", 1)[0]
    assert ">Miriam Stone</text>" in drawn
    assert ">Victor Lang</text>" in drawn


def test_one_person_with_two_permissions_stands_on_the_map_once(ana, therapist, psychiatrist, gp):
    asked(ana, therapist, psychiatrist.provider, categories=["goals"])
    page = ana.http.get(reverse("client_home")).content.decode()
    assert page.split("<svg viewBox", 1)[1].count(">Julian Okafor</text>") == 1


def test_an_organization_can_hear(ana, therapist):
    school = make.organization("Northfield School", kind="school")
    make.release(ana.client, disclosers=[therapist.provider], recipients=[school])
    assert "Northfield School School Progress summary" in home(ana)


def test_a_parent_reads_about_the_child(leo, mother, family_counsellor):
    page = home(mother)
    assert "Who can see what about Leo" in page
    assert "Owen Brandt" in page


def test_a_parent_of_a_child_without_permissions_reads_so(leo, mother):
    assert "Nothing about Leo is shared." in home(mother)


def test_a_name_from_right_to_left_does_not_turn_its_sentence(ana, therapist):
    doctor = make.provider("دكتورة ليلى منصور")
    make.release(ana.client, disclosers=[therapist.provider], recipients=[doctor])
    assert "Miriam Stone tells \u2068دكتورة ليلى منصور\u2069" in home(ana)


def test_the_number_of_queries_does_not_grow(ana, therapist):
    def queries_with(rows):
        for number in range(rows):
            hears = make.provider(f"Doctor {rows} {number}")
            make.release(ana.client, disclosers=[therapist.provider], recipients=[hears])
        with CaptureQueriesContext(connection) as queries:
            home(ana)
        return len(queries)

    home(ana)
    assert queries_with(3) == queries_with(30)
