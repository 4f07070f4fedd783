"""Changing and renewing: another release that takes the place of the one that was signed."""

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.actions import record
from ledger.clock import StatementTimestamp, clock
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive
from releases.actions.requests import name_parties
from releases.actions.signing import NothingSignedError, sensitive_categories, sign
from releases.changes import initialled_before, is_less
from releases.models import Party, Release
from releases.notify import people_who_sign
from releases.terms import time_to_answer
from releases.treatments import can_end_with_treatment

KEPT = (
    "client",
    "instrument",
    "direction",
    "purposes",
    "information_from",
    "information_until",
    "reason",
)


@transaction.atomic
def draft_change(*, release, by, categories, expires_at):
    """The draft that would take the place of the release: the client's own, not signed yet.

    There is one: the same page sent from two windows writes the same draft. Nobody is told of
    it and the ledger is silent, as nothing has happened.
    """
    lock_exclusive([release.client_id])
    draft = Release.objects.drafts_of(release).first() or _like(release)
    draft.categories = draft.asked_categories = list(categories)
    draft.expires_at = expires_at
    if not draft._state.adding:
        draft.save(update_fields=["categories", "asked_categories", "expires_at"])
        return draft
    draft.save(force_insert=True)
    name_parties(draft, *sides_of(release))
    return draft


@transaction.atomic
def ask_for_renewal(*, release, proposed_by, by, expires_at):
    """The request that asks the client for the same again, or None while one waits already."""
    lock_exclusive([release.client_id])
    if Release.objects.waiting().filter(supersedes=release, proposed_by=proposed_by).exists():
        return None
    request = _like(release)
    request.proposed_by = proposed_by
    request.categories, request.expires_at = release.categories, expires_at
    for name, value in time_to_answer(clock()).items():
        setattr(request, name, value)
    request.save(force_insert=True)
    name_parties(request, *sides_of(release))
    record(Verb.RELEASE_REQUESTED, by=by, client=release.client_id, subject=request)
    for person in people_who_sign(release.client, request.categories):
        enqueue("release_to_sign", subject_id=request.pk, recipient=person)
    return request


@transaction.atomic
def confirm_less(*, release, by, shown_sha256, language, evidence=None):
    """The signature under a draft that only takes away from what is in force.

    One press is enough: everything that is left was signed before, and initialled where it is
    sensitive. Raises NothingSignedError where it is not so, or not so any more.
    """
    lock_exclusive([release.client_id])
    release = Release.objects.select_related("supersedes", "client").get(pk=release.pk)
    if not is_less(release):
        raise NothingSignedError(_("This shares more than before. Nothing changed. Sign it."))
    alive = Release.objects.filter(
        pk=release.supersedes_id, in_force__endswith__gt=StatementTimestamp()
    )
    if release.signed_at is None and not alive.exists():
        raise NothingSignedError(
            _("What you wanted to change has ended meanwhile. Nothing was signed.")
        )
    return sign(
        release=release,
        by=by,
        typed_name=by.name,
        shown_sha256=shown_sha256,
        language=language,
        initialled=sensitive_categories(release) & initialled_before(release),
        evidence=evidence,
    )


def _like(release):
    """Another release with the same parties-to-be, purposes and dates, for the same client."""
    facts = {name: getattr(release, name) for name in KEPT}
    later = Release.objects.filter(pk=release.pk, effective_at__gt=StatementTimestamp())
    effective_at = release.effective_at if later.exists() else None
    # A treatment that has ended has no end to come: what renews this one has its last day alone.
    with_treatment = release.ends_with_treatment and can_end_with_treatment(release)
    return Release(
        supersedes=release,
        effective_at=effective_at,
        ends_with_treatment=with_treatment,
        **facts,
    )


def sides_of(release):
    """Those who tell, and those who hear: for one who was merged, the entry that goes on."""
    return [
        [one.provider or one.organization for one in release.parties_now if one.side == side]
        for side in (Party.Side.DISCLOSER, Party.Side.RECIPIENT)
    ]
