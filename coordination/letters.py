"""What the mail about a share says: that there is something, and not what, by whom, about whom."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from coordination.actions import OpenThisMoment
from coordination.models import Share
from ledger.outbox import Mail, delivers
from providers.models import Standing


@delivers("share_arrived")
def share_arrived(outgoing):
    """That something waits to be read; None unless this recipient may open it at this moment.

    What is held is not told of: its recipient must not learn that it exists.
    """
    open_now = Share.objects.filter(
        OpenThisMoment(),
        pk=outgoing.subject_id,
        recipient__user=outgoing.recipient,
        recipient__standing=Standing.ACTIVE,
    )
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    if user is None or not open_now.exists():
        return None
    with override(user.language):
        context = {"link": settings.SITE_URL + "/"}
        body = render_to_string("emails/share_arrived.txt", context)
        return Mail(user.email, str(_("You have something to review")), body)
