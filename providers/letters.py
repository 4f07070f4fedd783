"""What the mail about the directory says: to those who keep it, and to whom an entry is about."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from ledger.outbox import Mail, delivers
from providers.models import Licence, Provider, Standing, Verification
from providers.quality import LOOKS
from providers.warning import AHEAD

YOUR_ENTRY = _("Please look at your entry in the directory")
LINES = {
    "licence-ending": _("Licences that end within 60 days: %(total)s"),
    "licence-ended": _("Licences that have ended: %(total)s"),
    "verify-again": _("Entries to verify again: %(total)s"),
    "changed-since-check": _("Entries that were checked and have changed since: %(total)s"),
}


@delivers("directory_digest")
def directory_digest(outgoing):
    """How much is due now, for somebody who keeps the directory; None where nothing is."""
    keepers = User.objects.addressees().filter(is_directory_admin=True)
    user = keepers.filter(pk=outgoing.recipient).first()
    totals = {name: LOOKS[name].found.count() for name in LINES}
    if user is None or not any(totals.values()):
        return None
    with override(user.language):
        lines = [str(LINES[name]) % {"total": total} for name, total in totals.items() if total]
        return _letter(user, _("The directory needs a look"), "directory_digest",
                       reverse("quality"), lines="\n".join(lines))  # fmt: skip


@delivers("licence_ends")
def licence_ends(outgoing):
    """That a licence of theirs ends, and when; None once its last day is another one."""
    warned_on = localtime(outgoing.due_at).date()
    days = [warned_on + timedelta(days=one) for one in AHEAD]
    ending = Licence.objects.filter(pk=outgoing.subject_id, ends__in=days, ends__gte=localdate())
    of = {"provider__user": outgoing.recipient, "provider__standing": Standing.ACTIVE}
    licence = ending.filter(**of).only("provider", "state", "number", "ends").first()
    user = _addressee(outgoing)
    if user is None or licence is None:
        return None
    page = reverse("provider_page", args=[licence.provider_id])
    with override(user.language):
        facts = {"licence": licence, "day": date_format(licence.ends)}
        return _letter(user, YOUR_ENTRY, "licence_ends", page, **facts)


@delivers("verification_due")
def verification_due(outgoing):
    """That a year has passed; None once somebody has looked again."""
    due = Verification.objects.due().filter(provider=outgoing.subject_id)
    entry = Provider.objects.filter(pk=outgoing.subject_id, user=outgoing.recipient)
    user = _addressee(outgoing)
    if user is None or not (due.exists() and entry.filter(standing=Standing.ACTIVE).exists()):
        return None
    page = reverse("provider_page", args=[outgoing.subject_id])
    with override(user.language):
        return _letter(user, YOUR_ENTRY, "verification_due", page)


def _addressee(outgoing):
    return User.objects.addressees().filter(pk=outgoing.recipient).first()


def _letter(user, subject, template, page, **facts):
    """A letter in the language that is spoken now."""
    context = facts | {"link": settings.SITE_URL + page}
    return Mail(user.email, str(subject), render_to_string(f"emails/{template}.txt", context))
