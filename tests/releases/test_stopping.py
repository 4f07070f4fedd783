"""Stopping: one release, all of them; and what it closes."""

from ledger.models import Verb
from releases.actions import revoke, stop_all
from releases.models import Release
from tests import factories as make
from tests.written import last_line, lines, promises


def test_stopping_closes_at_once(ana, psychiatrist, open_share, as_web):
    with as_web(ana.user):
        moment = revoke(release=psychiatrist.release, by=ana.user)
    open_share.refresh_from_db()
    assert open_share.consent[-1][1] == moment
    assert psychiatrist.release in Release.objects.over()


def test_stopping_twice_is_stopping_once(ana, psychiatrist, as_web):
    with as_web(ana.user):
        first = revoke(release=psychiatrist.release, by=ana.user, reason="I moved.")
        assert revoke(release=psychiatrist.release, by=ana.user) == first
    assert lines(ana.client) == [Verb.RELEASE_REVOKED]
    assert last_line(ana.client).reason == "I moved."


def test_both_sides_are_told(ana, therapist, psychiatrist, as_web):
    with as_web(ana.user):
        revoke(release=psychiatrist.release, by=ana.user)
    assert promises(psychiatrist.release) == {
        ("release_receipt_stopped", ana.user.pk),
        ("release_stopped", therapist.user.pk),
        ("release_stopped", psychiatrist.user.pk),
    }


def test_what_was_never_signed_is_not_stopped(ana, waiting, as_web):
    with as_web(ana.user):
        assert revoke(release=waiting, by=ana.user) is None
    assert lines(ana.client) == []


def test_a_parent_stops_for_the_child(leo, mother, family_counsellor, as_web):
    with as_web(mother.user):
        assert revoke(release=family_counsellor.release, by=mother.user)
    assert last_line(leo.client).acting_for == leo.client.pk


def test_nobody_else_stops_anything(ana, therapist, psychiatrist, stranger, sam, as_web):
    for person in (therapist, psychiatrist, stranger, sam):
        with as_web(person.user):
            Release.objects.filter(pk=psychiatrist.release.pk).update(revoked_at=make.ago(days=1))
    psychiatrist.release.refresh_from_db()
    assert psychiatrist.release.revoked_at is None


def test_stopping_all_stops_what_runs_and_what_has_not_begun(
    ana, therapist, psychiatrist, gp, waiting, stranger, as_web
):
    later = make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        effective_at=make.ahead(days=9),
    )
    with as_web(ana.user):
        stopped = stop_all(client=ana.client, by=ana.user)
    assert set(stopped) == {psychiatrist.release, later}
    assert lines(ana.client) == [Verb.RELEASE_REVOKED] * 2
    gp.release.refresh_from_db()
    assert (gp.release.revoked_at, list(Release.objects.waiting())) == (None, [waiting])


def test_stopping_all_again_stops_nothing(ana, psychiatrist, as_web):
    with as_web(ana.user):
        stop_all(client=ana.client, by=ana.user)
        assert stop_all(client=ana.client, by=ana.user) == []


def test_nobody_elses_release_is_stopped_with_all(ana, psychiatrist, family_counsellor, as_web):
    with as_web(ana.user):
        stop_all(client=ana.client, by=ana.user)
    family_counsellor.release.refresh_from_db()
    assert family_counsellor.release.revoked_at is None
