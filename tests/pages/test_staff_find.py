"""Finding something written: one's own, and what is open now; counts agree with the gate."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination.models import Share
from coordination.presenters import finding
from tests import factories as make


def found(person, words=None, **wanted):
    url = reverse("find", query=wanted)
    answer = person.http.get(url) if words is None else person.http.post(url, {"words": words})
    assert answer.status_code == 200
    return answer.context


def items(page):
    return {one.item.pk for one in page["page"]}


def shares(page):
    return {one.share.pk for one in page["page"]}


@pytest.fixture
def plan(ana, therapist):
    day = make.TODAY - timedelta(days=40)
    return make.item(
        therapist.provider, ana.client, kind="treatment_plan", categories=["goals"],
        service_date=day, body="Walks to the lighthouse.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "treatment_plan"},
        {"category": "goals"},
        {"until": (make.TODAY - timedelta(days=30)).isoformat()},
        {"kind": "treatment_plan", "since": (make.TODAY - timedelta(days=40)).isoformat()},
    ],
)
def test_ones_own_are_narrowed_by_sort_kind_and_date(therapist, note, plan, wanted):
    page = found(therapist, **wanted)
    assert items(page) == {plan.pk}
    assert page["mine"].number == 1


def test_by_client_and_for_somebody_unknown_as_if_nobody_was_chosen(ana, therapist, plan, leo):
    other = make.client("Kim Rivlin")
    make.treatment(other, therapist.provider)
    about_kim = make.item(therapist.provider, other)
    assert items(found(therapist, client=other.pk)) == {about_kim.pk}
    both = {plan.pk, about_kim.pk}
    assert both <= items(found(therapist, client=leo.client.pk))
    assert both <= items(found(therapist, client="nonsense", since="nonsense"))


def test_words_are_looked_for_in_ones_own_notes_only(therapist, psychiatrist, plan, open_share):
    assert items(found(therapist, words="LIGHTHOUSE walks")) == {plan.pk}
    assert not items(found(therapist, words="lighthouse harbour"))
    word = open_share.item.body.split()[0]
    page = found(psychiatrist, words=word, of="others")
    assert not list(page["page"])
    assert not page["of_others"]


def test_what_is_found_of_others_is_what_the_gate_opens(
    ana, psychiatrist, gp, open_share, held_share
):
    page = found(psychiatrist, of="others")
    opened = Share.objects.visible_to(psychiatrist.provider)
    assert shares(page) == set(opened.values_list("pk", flat=True)) == {open_share.pk}
    assert page["theirs"].number == 1
    nothing = found(gp, of="others")
    assert (list(nothing["page"]), nothing["theirs"].number) == ([], 0)


def test_a_held_share_and_its_words_are_in_no_byte(gp, held_share):
    for answer in (
        gp.http.get(reverse("find") + "?of=others"),
        gp.http.get(reverse("find", query={"client": held_share.subjects[0]})),
        gp.http.post(reverse("find"), {"words": held_share.item.body[:20]}),
    ):
        text = answer.content.decode().replace(held_share.item.body[:20], "", 2)
        assert str(held_share.pk) not in text
        assert "Miriam Stone" not in text
        assert held_share.item.body not in text


def test_no_more_are_counted_than_is_of_use():
    many, few = finding.Total(finding.MOST_COUNTED + 1), finding.Total(finding.MOST_COUNTED)
    assert (many.number, many.is_more) == (finding.MOST_COUNTED, True)
    assert (few.number, few.is_more) == (finding.MOST_COUNTED, False)
