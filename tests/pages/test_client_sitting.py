"""Several forms in one sitting: answered one after the other, and never as one."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.pages.reading import words


@pytest.fixture
def forms(ana, therapist, psychiatrist):
    """A general request and one for psychotherapy notes, of which Ana has chosen all."""
    facts = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    return [
        make.request(
            ana.client,
            instrument=instrument,
            categories=kinds,
            asked_categories=kinds,
            proposed_by=therapist.provider,
            **facts,
        )
        for instrument, kinds in [
            ("general", ["goals"]),
            ("psychotherapy_notes", ["psychotherapy_notes"]),
        ]
    ]


def sign(ana, release, **entered):
    there = reverse("review_sign", args=[release.pk])
    sent = {"shown_sha256": ana.http.get(there).context["shown_sha256"], **entered}
    return ana.http.post(there, {"typed_name": "Ana Moreno"} | sent, follow=True)


def test_once_one_is_signed_the_next_is_offered(ana, forms):
    page = sign(ana, forms[0])
    assert "One more form waits for you Release of psychotherapy notes" in words(page)
    assert reverse("review", args=[forms[1].pk]) in page.content.decode()


def test_the_last_one_leads_home(ana, forms):
    sign(ana, forms[0])
    page = sign(ana, forms[1], initials_psychotherapy_notes="AM")
    assert "Sharing is on" in words(page)
    assert "One more form" not in words(page)


def test_saying_no_to_one_leaves_the_other(ana, forms):
    page = ana.http.post(reverse("review_no", args=[forms[1].pk]), follow=True)
    assert "One more form waits for you Release of information" in words(page)
    assert "Sharing is on" in words(sign(ana, forms[0]))


@pytest.mark.parametrize("step", ["review", "review_what", "review_check"])
def test_every_page_of_a_form_that_stands_alone_can_be_read(ana, forms, step):
    page = ana.http.get(reverse(step, args=[forms[1].pk]))
    assert page.status_code == 200


def test_the_kind_that_stands_alone_is_not_ticked(ana, forms):
    make.change(forms[1], asked_categories=None)
    page = ana.http.get(reverse("review_what", args=[forms[1].pk]))
    assert 'value="psychotherapy_notes"' in page.content.decode()
    assert "checked" not in page.content.decode()
