"""Signing: what was on the screen, by whom, once."""

import hashlib

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from clients.models import Representative
from ledger.actions import record
from ledger.clock import ClockTimestamp, StatementTimestamp, clock
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive
from releases.actions.keeping import keep_record_after_commit
from releases.assent import represents_minor
from releases.changes import is_less
from releases.counting import signed_by_guardians
from releases.document import fingerprint, form_of, render_document
from releases.esign import agreement_of, agreement_to, terms_for
from releases.models import Assent, Category, Release, Signature, SignedBy
from releases.notify import parties_with_a_login
from releases.states import Event
from releases.validity import validity_problems

CHANGED = gettext_lazy(
    "Someone changed this while you were reading. Nothing was signed. Please check it again."
)


class NothingSignedError(Exception):
    """The release was not signed; the message says why and what to do."""


@transaction.atomic
def sign(
    *, release, by, typed_name, shown_sha256, language, initialled=(), child=None, evidence=None
):
    """The signature. The same one given twice is one.

    1. Take the client's lock: from here on nobody changes the release but us.
    2. Build the document again and compare it with the hash of what was shown.
    3. Keep the signature with these words; stamp the release, which opens what it permits.

    `child` is the `assent` and `assent_words` of a minor for whom somebody else signs.
    `evidence` may hold `authenticated_by`, `address`, `user_agent`. Raises NothingSignedError.
    """
    lock_exclusive([release.client_id])
    release = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if earlier := _signed_before(release, by, shown_sha256):
        return earlier
    form = form_of(release, language)
    document = render_document(release, form)
    _check(release, document, shown_sha256, typed_name, initialled)
    signature = Signature(
        release=release,
        signer=by,
        typed_name=typed_name.strip(),
        initialled=sorted(initialled),
        form_version=form,
        language=form.language,
        shown=document,
        shown_sha256=shown_sha256,
        agreement=_agreement(by),
        **_capacity(release, by, child),
        **(evidence or {}),
    )
    signature.save(force_insert=True)
    if _waits_for_another(release, signature):
        _record(Verb.RELEASE_HALF_SIGNED, release, signature)
        return signature
    _put_in_force(release, signature)
    keep_record_after_commit(release, by)
    return signature


def as_if_signed(*, release, by):
    """Signs the words of this moment, so that a preview can say what comes of it and undo it.

    No page reaches it otherwise: nobody was shown these words.
    """
    if agreement_of(by) is None:
        agreement_to(terms_for(get_language()), by, "nothing").save(force_insert=True)
    form = form_of(release, get_language())
    sign(
        release=release,
        by=by,
        typed_name=by.name,
        shown_sha256=fingerprint(render_document(release, form)),
        language=form.language,
        initialled=sensitive_categories(release),
        child={"assent": Assent.TOO_YOUNG},
    )


def _signed_before(release, by, shown_sha256):
    """The same signature, if it was given already."""
    earlier = release.signatures.filter(signer=by).first()
    if earlier and earlier.shown_sha256 == shown_sha256:
        return earlier
    if earlier and not release.signed_at:
        raise NothingSignedError(_("You have signed this already. It waits for another guardian."))
    return None


def _check(release, document, shown_sha256, typed_name, initialled):
    if release.signed_at or release.declined_at:
        raise NothingSignedError(_("This was answered already. Nothing was signed."))
    if fingerprint(document) != shown_sha256:
        raise NothingSignedError(CHANGED)
    if not typed_name.strip():
        raise NothingSignedError(_("Type your full name to sign. Nothing was signed."))
    if problems := validity_problems(release, clock()):
        words = " ".join(one.words for one in problems)
        raise NothingSignedError(_("%(problems)s Nothing was signed.") % {"problems": words})
    if Release.objects.filter(pk=release.supersedes_id, superseded_at__isnull=False).exists():
        raise NothingSignedError(
            _("Another permission has taken its place already. Nothing was signed.")
        )
    missing = sensitive_categories(release) - set(initialled)
    if missing:
        raise NothingSignedError(
            _("Put your initials beside each sensitive kind of information. Nothing was signed.")
        )


def sensitive_categories(release):
    """The codes in this release that are initialled one by one."""
    chosen = Category.objects.filter(code__in=release.categories, is_sensitive=True)
    return set(chosen.values_list("code", flat=True))


def _capacity(release, by, child):
    """As whom the person signs and, for a minor, what the child thinks of it."""
    if release.client.user_id == by.pk:
        return {"role": SignedBy.CLIENT}
    capacity = {
        "role": SignedBy.REPRESENTATIVE,
        "representative": _authority(release.client, by),
    }
    if not represents_minor(release.client) or is_less(release):
        return capacity
    if not child:
        raise NothingSignedError(
            _("Say whether you have talked about this with %(name)s. Nothing was signed.")
            % {"name": release.client.short_name}
        )
    return capacity | child


def _authority(client, user):
    """The representative that this login is for the client at this moment."""
    authority = Representative.objects.filter(
        client=client, user=user, verified_at__isnull=False, during__contains=StatementTimestamp()
    ).first()
    if authority is None:
        raise NothingSignedError(
            _("Only the client or a representative can sign. Nothing was signed.")
        )
    return authority


def _agreement(user):
    """To sign online at all."""
    agreement = agreement_of(user)
    if agreement is None:
        raise NothingSignedError(
            _("Read what signing online means, and agree to it first. Nothing was signed.")
        )
    return agreement


def drawn(signature):
    """What the ledger remembers of a drawing, where there is one."""
    drawing = signature.drawing
    return {"drawing_sha256": hashlib.sha256(drawing).hexdigest()} if drawing else {}


def _waits_for_another(release, signature):
    """Whether both guardians sign, and one of them has not."""
    if not signature.representative_id:
        return False
    count = signed_by_guardians([release]).get(release.pk)
    return count is not None and count.signed < count.asked


def _put_in_force(release, signature):
    release.signed_at = ClockTimestamp()
    release.signed_by = signature.role
    release.save(update_fields=["signed_at", "signed_by"])
    # After the stamp on the new one: between the two nothing is closed, not even for a moment.
    replaced = Release.objects.of(release.client).that_may(Event.REPLACE)
    replaced.filter(pk=release.supersedes_id).update(superseded_at=ClockTimestamp())
    _record(Verb.RELEASE_SIGNED, release, signature)
    # Also whoever signed first, of two: now it is in force.
    for signer in release.signatures.values_list("signer", flat=True):
        enqueue("release_receipt", subject_id=release.pk, recipient=signer)
    for person in parties_with_a_login(release):
        enqueue("release_answered", subject_id=release.pk, recipient=person)


def _record(verb, release, signature):
    acting_for = release.client_id if signature.representative_id else None
    record(
        verb,
        by=signature.signer_id,
        client=release.client_id,
        subject=release,
        releases=[release],
        acting_for=acting_for,
        detail={
            "shown_sha256": signature.shown_sha256,
            "form": str(signature.form_version),
            "supersedes": release.supersedes_id,
            **drawn(signature),
            **({"assent": signature.assent} if signature.assent else {}),
        },
    )
