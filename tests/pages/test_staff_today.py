"""The work list of a provider."""

from django.urls import reverse

from tests import factories as make


def today(person):
    return person.http.get(reverse("today")).content.decode()


def test_somebody_with_nothing_to_do_reads_so(stranger):
    assert "Nothing waiting. New requests appear here." in today(stranger)


def test_a_request_waits_with_its_age(ana, therapist, stranger):
    make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        proposed_by=therapist.provider,
        requested_at=make.ago(days=5, hours=1),
    )
    assert "Waiting for signature for 5 days" in today(therapist)
    assert "Nothing waiting" in today(stranger)


def test_what_ends_stands_under_the_days_that_are_left(ana, therapist, psychiatrist):
    for days in (3, 10, 20, 40):
        make.release(
            ana.client,
            disclosers=[therapist.provider],
            recipients=[psychiatrist.provider],
            expires_at=make.ahead(days=days),
        )
    page = today(therapist)
    order = [page.index(f"Ending within {days} days") for days in (7, 14, 30)]
    assert order == sorted(order)
    assert page.count("pill--ending") == 3


def test_a_release_that_was_stopped_this_week_is_told(ana, therapist, psychiatrist):
    make.change(psychiatrist.release, revoked_at=make.ago(days=2))
    assert "Stopped this week" in today(therapist)
    assert "Stopped this week" in today(psychiatrist)


def test_what_was_stopped_earlier_is_not_told_again(ana, therapist, psychiatrist):
    make.change(psychiatrist.release, revoked_at=make.ago(days=8))
    assert "Stopped this week" not in today(therapist)


def test_what_others_shared_is_new_until_it_is_opened(psychiatrist, open_share):
    assert "New from others" in today(psychiatrist)
    psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    assert "New from others" not in today(psychiatrist)


def test_what_is_closed_is_not_new(psychiatrist, open_share):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    assert "New from others" not in today(psychiatrist)


def test_a_held_share_says_what_is_missing_and_where_to_ask(therapist, gp, held_share):
    page = today(therapist)
    assert "No permission covers Progress summary now." in page
    assert f"?with={gp.provider.pk}&amp;kinds=progress" in page


def test_no_body_stands_on_the_work_list(psychiatrist, therapist, note, open_share):
    assert note.body not in today(psychiatrist)
    assert note.body not in today(therapist)


def test_a_client_has_no_work_list(ana):
    assert ana.http.get(reverse("today")).status_code == 404


def test_a_suspended_provider_has_no_work_list(psychiatrist):
    make.change(psychiatrist.provider, standing="suspended")
    assert psychiatrist.http.get(reverse("today")).status_code == 404
