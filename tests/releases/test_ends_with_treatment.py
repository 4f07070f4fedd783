"""A release that ends with a treatment ends in the same moment, however the treatment ended."""

import pytest
from django.db import IntegrityError

from clients.actions import begin_treatment, end_treatment
from ledger.models import Entry, Outgoing, Verb
from ledger.outbox import deliver_due
from releases.actions.changing import draft_change
from releases.document import form_of, render_document
from releases.models import Release
from releases.validity import validity_problems
from tests import factories as make
from tests.attempts import run
from tests.roles import as_role


def tied(ana, therapist, to, **facts):
    """A signed release that ends with Ana's treatment by the therapist."""
    facts = {"disclosers": [therapist.provider], "recipients": [to.provider]} | facts
    return make.release(ana.client, signer=ana.user, ends_with_treatment=True, **facts)


@pytest.fixture
def release(ana, therapist, stranger):
    return tied(ana, therapist, stranger)


@pytest.fixture
def share(note, stranger, release):
    return make.share(note, stranger.provider)


def is_open(share):
    share.refresh_from_db()
    return any(begin <= make.ago() < end for begin, end in share.consent)


def by_the_site(ana, therapist, as_web):
    with as_web(therapist.user):
        end_treatment(client=ana.client, provider=therapist.provider, by=therapist.user)


def by_raw_sql(ana, therapist, as_web):
    run("update clients_treatment set during = tstzrange(lower(during), clock_timestamp())")


def as_a_thing_of_the_past(ana, therapist, as_web):
    run("update clients_treatment set during = tstzrange(lower(during), now() - interval '9 days')")


def by_deleting(ana, therapist, as_web):
    run("delete from clients_treatment")


def by_handing_over(ana, therapist, as_web):
    run("update clients_treatment set provider_id = %s", make.provider("Helen Park").pk)


def as_if_it_began_later(ana, therapist, as_web):
    run("update clients_treatment set during = tstzrange(now() - interval '2 days', null)")


WAYS = [
    by_the_site,
    by_raw_sql,
    as_a_thing_of_the_past,
    by_deleting,
    by_handing_over,
    as_if_it_began_later,
]


@pytest.mark.parametrize("way", WAYS)
def test_however_the_treatment_ends(ana, therapist, as_web, release, share, way):
    assert is_open(share)
    before = make.ago()
    way(ana, therapist, as_web)
    release.refresh_from_db()
    assert before < release.ended_at == release.in_force.upper
    assert not is_open(share)


def test_what_is_not_tied_stays(ana, therapist, psychiatrist, open_share, as_web):
    by_the_site(ana, therapist, as_web)
    assert is_open(open_share)


def test_neither_does_another_treatment_end_it(ana, sam, therapist, stranger, share):
    for client, provider in ((sam.client, therapist), (ana.client, stranger)):
        make.treatment(client, provider.provider)
        end_treatment(client=client, provider=provider.provider, by=provider.user)
    assert is_open(share)


def test_of_two_who_tell_the_first_to_go_ends_it(ana, therapist, gp, stranger, as_web):
    make.treatment(ana.client, gp.provider)
    release = tied(ana, therapist, stranger, disclosers=[therapist.provider, gp.provider])
    end_treatment(client=ana.client, provider=gp.provider, by=gp.user)
    release.refresh_from_db()
    assert release.ended_at


def test_a_treatment_that_begins_anew_revives_nothing(ana, therapist, share, as_web):
    by_the_site(ana, therapist, as_web)
    begin_treatment(client=ana.client, provider=therapist.provider, by=therapist.user)
    assert not is_open(share)


def test_an_end_that_is_planned_ends_it_then_and_may_move(ana, therapist, release, share):
    plan = "update clients_treatment set during = tstzrange(lower(during), %s)"
    for until in (make.ahead(days=9), make.ahead(days=12)):
        run(plan, until)
        release.refresh_from_db()
        assert (release.ended_at, release.in_force.upper) == (until, until)
    assert is_open(share)
    assert not Outgoing.objects.filter(kind="release_stopped").exists()
    run(plan, None)
    release.refresh_from_db()
    assert release.ended_at is None


def test_one_that_was_planned_before_the_signature_counts(ana, therapist, stranger):
    until = make.ahead(days=9)
    run("update clients_treatment set during = tstzrange(lower(during), %s)", until)
    assert tied(ana, therapist, stranger).ended_at == until


def test_what_was_stopped_before_is_left_as_it_was(ana, therapist, release, as_web):
    make.change(release, revoked_at=make.ago(minutes=1))
    by_the_site(ana, therapist, as_web)
    release.refresh_from_db()
    assert release.ended_at is None
    assert not Entry.objects.filter(verb=Verb.RELEASE_ENDED).exists()


def test_a_line_says_so_in_the_name_of_whoever_ended_it(ana, therapist, release, as_web):
    by_the_site(ana, therapist, as_web)
    [line] = Entry.objects.about(ana.client.pk).filter(verb=Verb.RELEASE_ENDED)
    assert (line.actor, line.release_ids, line.subject_id) == (
        therapist.user.pk,
        [release.pk],
        str(release.pk),
    )


def test_everybody_concerned_hears_of_it(ana, therapist, stranger, release, as_web, mailoutbox):
    by_the_site(ana, therapist, as_web)
    with as_role("clerk"):
        deliver_due()
    told = {letter.to[0]: letter for letter in mailoutbox}
    assert set(told) == {one.user.email for one in (ana, therapist, stranger)}
    assert {letter.subject for letter in mailoutbox} == {"Access changed"}
    assert f"/releases/{release.pk}/receipt/" in told[ana.user.email].body
    assert f"{release.pk}" not in told[stranger.user.email].body


def test_a_parent_hears_nothing_of_what_is_the_minors_own(
    noa, noas_father, counsellor, stranger, mailoutbox
):
    make.release(
        noa.client,
        disclosers=[counsellor.provider],
        recipients=[stranger.provider],
        categories=["sexual_reproductive"],
        ends_with_treatment=True,
    )
    end_treatment(client=noa.client, provider=counsellor.provider, by=counsellor.user)
    with as_role("clerk"):
        deliver_due()
    to = {letter.to[0] for letter in mailoutbox}
    assert noa.user.email in to
    assert noas_father.user.email not in to


def test_without_a_treatment_there_is_nothing_to_sign(ana, therapist, stranger, as_web):
    request = make.request(
        ana.client,
        disclosers=[stranger.provider],
        recipients=[therapist.provider],
        ends_with_treatment=True,
    )
    assert "treatment" in {one.code for one in validity_problems(request, make.ago())}
    with pytest.raises(IntegrityError, match="nobody who tells treats"):
        make.change(request, signed_at=make.ago())


def test_it_is_part_of_the_words(ana, therapist, release):
    words = render_document(release, form_of(release, "en"))
    assert "It ends earlier if the treatment with Miriam Stone, LCSW ends." in words
    release.ends_with_treatment = False
    assert "earlier" not in render_document(release, form_of(release, "en"))


@pytest.mark.parametrize("is_over", [False, True])
def test_what_renews_it_ends_with_the_treatment_while_there_is_one(
    ana, therapist, release, is_over
):
    if is_over:
        run("update clients_treatment set during = tstzrange(lower(during), clock_timestamp())")
        release.refresh_from_db()
    draft = draft_change(
        release=release, by=ana.user, categories=["progress"], expires_at=make.ahead(days=300)
    )
    assert Release.objects.get(pk=draft.pk).ends_with_treatment is not is_over
