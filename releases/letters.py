"""What the mails about releases say: nothing that tells about whom or about what they are."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from ledger.outbox import Mail, delivers
from releases import reminders


@delivers("release_expiring")
def release_expiring(outgoing):
    """That a permission ends soon; None when it ended, ends at another time, or is not theirs."""
    if not reminders.is_still_due(outgoing):
        return None
    return _mail(outgoing, _("A permission will end soon"))


def _mail(outgoing, subject):
    """The letter of this kind in the recipient's language; None when the account is off."""
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    if user is None:
        return None
    with override(user.language):
        body = render_to_string(f"emails/{outgoing.kind}.txt", {"site_url": settings.SITE_URL})
        return Mail(user.email, str(subject), body)
