"""Renewing: filled in, never by itself, and the page says what has changed since."""

import pytest
from django.urls import reverse
from django.utils import timezone

from releases.models import Release, Signature
from releases.terms import latest_end
from tests import factories as make
from tests.pages.reading import words
from tests.pages.test_client_changes import at, day_of, draft, press, send, sign


@pytest.fixture
def release(psychiatrist):
    return psychiatrist.release


@pytest.fixture
def ending(ana, therapist, psychiatrist):
    """The same, with a sensitive kind that was initialled, for nine days more."""
    one = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["progress", "hiv_sti"],
        expires_at=make.ahead(days=9),
    )
    make.signature(one, ana.user, initialled=["hiv_sti"])
    return make.change(one, signed_at=make.ago(days=300))


def test_renewing_is_filled_in_with_a_year_more(ana, ending):
    page = ana.http.get(at("renew_sharing", ending)).content.decode()
    assert page.count(" checked") == 2
    assert str(latest_end(timezone.localdate())) in page


def test_renewing_shows_the_difference_and_takes_a_signature(ana, ending):
    ends = latest_end(timezone.localdate())
    answer = send(ana, ending, ending.categories, ends=ends, page="renew_sharing")
    page = words(ana.http.get(answer.url)).split("What is different from what was signed")[1]
    assert "As before Progress summary HIV and other sexually transmitted infections" in page
    assert "Last day" in page.split("All of it")[0]
    assert sign(ana, draft(), initials_hiv_sti="AM").status_code == 302


def test_what_was_initialled_before_needs_no_initials_to_be_kept(ana, ending):
    send(ana, ending, ["hiv_sti"])
    assert press(ana, at("review_less", draft())).url == at("review_done", draft())
    assert Signature.objects.get(release=draft()).initialled == ["hiv_sti"]


def test_renewing_says_what_has_changed_since(ana, therapist, psychiatrist, practice, release):
    make.membership(psychiatrist.provider, practice, since=make.ago(days=3))
    page = words(ana.http.get(at("renew_sharing", release)))
    assert "Julian Okafor works at Harbor Street Practice since" in page
    make.change(psychiatrist.provider, standing="suspended")
    page = words(ana.http.get(at("renew_sharing", release)))
    assert "Julian Okafor can't open anything at the moment." in page


def test_somebody_who_left_is_said_to_have_left(ana, psychiatrist, practice, release):
    make.membership(
        psychiatrist.provider, practice, since=make.ago(days=99), until=make.ago(days=2)
    )
    page = words(ana.http.get(at("renew_sharing", release)))
    assert "Julian Okafor has not worked at Harbor Street Practice since" in page


def test_what_has_run_out_can_be_signed_again(ana, gp):
    home = ana.http.get(reverse("client_home")).content.decode()
    assert at("renew_sharing", gp.release) in home
    send(ana, gp.release, ["progress"], ends=day_of(make.ahead(days=30)), page="renew_sharing")
    assert ana.http.get(at("review_less", draft())).url == at("review_check", draft())
    assert sign(ana, draft()).status_code == 302
    assert Release.objects.in_force().filter(pk=draft().pk).exists()


def test_what_was_stopped_is_not_renewed(ana, release):
    make.change(release, revoked_at=make.ago(minutes=1))
    assert ana.http.get(at("renew_sharing", release)).url == at("release_receipt", release)
