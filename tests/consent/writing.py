"""What people do at once to what a consent depends on, through the site's own actions."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import IntegrityError
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import Invitation, Kind
from clients.models import Client
from coordination.actions import share_item, withdraw, write_item
from coordination.models import Item, ItemSubject, Share
from ledger.clock import ClockTimestamp
from providers.actions import begin_membership, end_membership
from releases.actions import NothingSignedError, decline, revise_request, revoke, sign, stop_all
from releases.document import fingerprint, form_of, render_document
from releases.models import Release, Restriction
from tests import factories as make
from tests.attempts import value
from tests.consent.trials import BODY

A_CHILD, AN_ADULT = date(2020, 5, 5), date(1980, 5, 5)

# What is made ready before a trial, by the owner of the database


def words_are_read(trial):
    """Whoever signs has the words of the release on the screen."""
    for side in trial.sides:
        waiting = side.waiting or side.release
        if waiting.signed_at is None:
            side.waiting = Release.objects.select_related("client").get(pk=waiting.pk)
            form = form_of(side.waiting, "en")
            side.words = fingerprint(render_document(side.waiting, form))


def renewal_is_read(trial):
    """Signing it puts it in the place of the old one."""
    parties = {"disclosers": [trial.author.provider], "recipients": [trial.recipient.provider]}
    for side in trial.sides:
        side.waiting = make.request(side.client, supersedes=side.release, **parties)
    words_are_read(trial)


def two_renewals_are_read(trial):
    """The same person in two windows, with two requests for the same thing."""
    trial.sides.append(replace(trial.sides[0]))
    renewal_is_read(trial)


def restricted(trial):
    trial.restriction = make.restriction(trial.client)


def shared_with_another(trial):
    """Another note about the same client, which somebody else may read."""
    note = make.item(trial.author.provider, trial.client)
    trial.share = make.share(note, trial.other)


def invited(trial):
    """The recipient has no account yet; somebody has just made one by their invitation."""
    user, admin = make.staff("Helen Park", second_factor=False), trial.admin
    trial.recipient.user, trial.recipient.provider.user = user, None
    make.change(trial.recipient.provider, user=None)
    trial.invitation = Invitation.objects.create(
        email=user.email,
        kind=Kind.STAFF,
        subject_type="providers.provider",
        subject_id=trial.recipient.provider.pk,
        token_hash=fingerprint(user.email),
        invited_by=admin,
        expires_at=timezone.now() + timedelta(days=1),
        used_at=timezone.now(),
        used_by=user,
    )


# The author


def sharing(trial):
    by = trial.author.user
    with acting_as(by):
        share_item(item=trial.item, recipients=[trial.recipient.provider], by=by)


def sharing_by_statement(trial):
    """Past the action, which takes the locks; here only the triggers do."""
    with acting_as(trial.author.user):
        Share(item=trial.item, recipient=trial.recipient.provider).save(force_insert=True)


def sharing_with_both(trial):
    by = trial.author.user
    with acting_as(by):
        share_item(item=trial.item, recipients=[trial.recipient.provider, trial.other], by=by)


def withdrawing(trial):
    with acting_as(trial.author.user):
        withdraw(share=trial.share, by=trial.author.user)


def naming_another(trial):
    """The note turns out to be about the second client as well."""
    with acting_as(trial.author.user):
        ItemSubject(item=trial.item, client=trial.sides[1].client).save(force_insert=True)


def writing(trial, order=1):
    """A note about both, begun on the page of the one or of the other."""
    author = trial.author
    about = [side.client for side in trial.sides][::order]
    facts = {"categories": ["progress"], "body": BODY, "service_date": make.TODAY}
    with acting_as(author.user):
        write_item(author=author.provider, subjects=about, by=author.user, **facts)


def writing_from_the_other_page(trial):
    writing(trial, order=-1)


def correcting_the_birthday(trial, born=AN_ADULT):
    with acting_as(trial.author.user):
        assert Client.objects.filter(pk=trial.client.pk).update(born=born)


def making_a_child(trial):
    correcting_the_birthday(trial, A_CHILD)


def recategorising(trial):
    """Nobody on the site may, the owner of the database can."""
    assert Item.objects.filter(pk=trial.item.pk).update(categories=["billing"])


recategorising.role = "owner"

# The client


def revoking(trial, side=0):
    mine = trial.sides[side]
    with acting_as(mine.owner):
        return revoke(release=mine.release, by=mine.owner)


def revoking_by_statement(trial):
    """Past the action, which takes the locks; here only the triggers do."""
    with acting_as(trial.owner):
        mine = Release.objects.filter(pk=trial.release.pk)
        assert mine.update(revoked_at=ClockTimestamp())


def second_revoking(trial):
    revoking(trial, 1)


def stopping_all(trial):
    with acting_as(trial.owner):
        stop_all(client=trial.client, by=trial.owner)


def signing(trial, side=0):
    """Whether it was signed: not where the words are others by now, or there was an answer."""
    mine = trial.sides[side]
    words = {"typed_name": "Ana Moreno", "shown_sha256": mine.words, "language": "en"}
    try:
        with acting_as(mine.owner):
            return bool(sign(release=mine.waiting, by=mine.owner, **words))
    except NothingSignedError:
        return False


def second_signing(trial):
    return signing(trial, 1)


def declining(trial):
    with acting_as(trial.owner):
        return decline(release=trial.sides[0].waiting, by=trial.owner)


def revising(trial):
    """Whether the client could still leave something out."""
    try:
        with acting_as(trial.owner):
            revise_request(release=trial.sides[0].waiting, by=trial.owner, categories=["goals"])
    except IntegrityError:
        return False
    return True


def restricting(trial):
    with acting_as(trial.owner):
        Restriction(client=trial.client, provider=trial.recipient.provider).save(force_insert=True)


def lifting(trial):
    with acting_as(trial.owner):
        mine = Restriction.objects.filter(pk=trial.restriction.pk)
        assert mine.update(ends_at=ClockTimestamp())


# The office and the recipient


def leaving(trial):
    with acting_as(trial.admin):
        assert end_membership(membership=trial.membership, by=trial.admin)


def joining(trial):
    facts = {"provider": trial.recipient.provider, "organization": trial.place}
    with acting_as(trial.admin):
        begin_membership(**facts, by=trial.admin)


def claiming(trial):
    with acting_as(trial.recipient.user):
        assert value("select claim_provider(%s)", trial.invitation.pk)
