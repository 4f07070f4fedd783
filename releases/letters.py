"""What the mails about releases say: nothing that tells about whom or about what they are.

Each letter asks again, as the clerk and as late as can be, whether what it says is still so.
"""

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from ledger.clock import StatementTimestamp
from ledger.outbox import Mail, delivers
from providers.models import Provider
from releases import reminders
from releases.models import Release


@delivers("release_expiring")
def release_expiring(outgoing):
    """That a permission ends soon; None when it ended, ends at another time, goes on by another
    one, or is not theirs."""
    if not reminders.is_still_due(outgoing):
        return None
    waits = reminders.renewal_of(outgoing.subject_id).waits
    page, about = _where_to_renew(outgoing, waits)
    return _mail(outgoing, _("A permission will end soon"), page=page, about=about, waits=waits)


@delivers("release_ended")
def release_ended(outgoing):
    """That a permission has ended; None when another one goes on, or it is not theirs."""
    if not reminders.is_still_due(outgoing):
        return None
    waits = reminders.renewal_of(outgoing.subject_id).waits
    page, about = _where_to_renew(outgoing, waits)
    return _mail(outgoing, _("A permission has ended"), page=page, about=about, waits=waits)


@delivers("release_to_sign")
@delivers("release_nudged")
def release_to_sign(outgoing):
    """That something waits, or still waits; None once it was answered or has run out, or when the
    person no longer signs."""
    waiting = Release.objects.waiting().filter(pk=outgoing.subject_id)
    if not waiting.exists() or not _signs(outgoing):
        return None
    return _mail(outgoing, _("You have something to review"), page="review")


@delivers("release_answered")
def release_answered(outgoing):
    """That a request was answered, and not how."""
    answered = Q(signed_at__isnull=False) | Q(declined_at__isnull=False)
    if not _is(outgoing, answered) or not _is_active_provider(outgoing.recipient):
        return None
    return _mail(outgoing, _("Your receipt"))


@delivers("release_receipt")
def release_receipt(outgoing):
    """That a receipt is there, for whoever signed and may still read it."""
    if not _is(outgoing, Q(signed_at__isnull=False)) or not _signs(outgoing):
        return None
    return _mail(outgoing, _("Your receipt"), page="release_receipt")


@delivers("release_receipt_stopped")
def release_receipt_stopped(outgoing):
    """That a receipt is there, for whoever stopped it and may still read it."""
    if not _is(outgoing, Q(revoked_at__isnull=False)) or not _signs(outgoing):
        return None
    return _mail(outgoing, _("Access changed"), page="release_receipt")


@delivers("release_followed")
def release_followed(outgoing):
    """That the directory lists somebody differently whom it names, for whoever signs it."""
    if not _is(outgoing, Q(in_force__contains=StatementTimestamp())) or not _signs(outgoing):
        return None
    return _mail(outgoing, _("Look at a permission of yours"), page="release_receipt")


@delivers("release_stopped")
def release_stopped(outgoing):
    """That access has changed, for those whom the release names; where it ended with a treatment,
    for whoever signs as well."""
    is_over = Q(revoked_at__isnull=False) | Q(ended_at__lte=StatementTimestamp())
    if not _is(outgoing, is_over):
        return None
    if _signs(outgoing):
        return _mail(outgoing, _("Access changed"), page="release_receipt")
    return _mail(outgoing, _("Access changed")) if _is_active_provider(outgoing.recipient) else None


def _is(outgoing, condition):
    return Release.objects.filter(condition, pk=outgoing.subject_id).exists()


def _is_active_provider(user_id):
    return Provider.objects.addressable().filter(user=user_id).exists()


def _signs(outgoing, release_id=None):
    """Whether the release is the recipient's to sign, at this moment: their own, or a client's."""
    with connection.cursor() as cursor:
        promise = [outgoing.recipient, release_id or outgoing.subject_id]
        cursor.execute("select %s in (select signers_of(%s))", promise)
        return cursor.fetchone()[0]


def _where_to_renew(outgoing, waits):
    """The page on which this recipient does something about the end, and of which release."""
    if waits and _signs(outgoing, waits):
        return "review", waits
    return ("renew_sharing" if _signs(outgoing) else "release_page"), outgoing.subject_id


def _mail(outgoing, subject, page="", about=None, **words):
    """The letter of this kind in the recipient's language; None when the account is off.

    It leads to the page of the release where it says which, else to the front page.
    """
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    if user is None:
        return None
    path = reverse(page, args=[about or outgoing.subject_id]) if page else "/"
    with override(user.language):
        context = {"site_url": settings.SITE_URL, "link": settings.SITE_URL + path, **words}
        body = render_to_string(f"emails/{outgoing.kind}.txt", context)
        return Mail(user.email, str(subject), body)
