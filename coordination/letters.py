"""What the mail about shares says: that there is something, and not what, by whom, about whom."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import UUIDField
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from coordination.actions import OpenThisMoment
from coordination.models import Share
from ledger.models import Entry, Verb
from ledger.outbox import Mail, delivers, enqueue
from providers.models import Standing

MORNING = time(8)


@delivers("share_arrived")
def share_arrived(outgoing):
    """That something waits to be read; None unless this recipient may open it at this moment.

    What is held is not told of: its recipient must not learn that it exists. Who wants one mail a
    day gets that one, tomorrow morning, however much comes until then.
    """
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    if user is None or not _open_to(user).filter(pk=outgoing.subject_id).exists():
        return None
    if User.objects.filter(pk=user.pk, daily_mail=True).exists():
        enqueue("shares_of_a_day", subject_id=user.pk, recipient=user, due_at=_tomorrow())
        return None
    return _letter(user)


@delivers("shares_of_a_day")
def shares_of_a_day(outgoing):
    """That something waits; None where all was opened meanwhile, or nothing may be any more."""
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    if user is None:
        return None
    lines = Entry.objects.filter(
        actor=user.pk, verb=Verb.ITEM_DISCLOSED, subject_type="coordination.share"
    )
    opened = lines.annotate(share=Cast("subject_id", UUIDField())).values("share")
    waits = _open_to(user).exclude(pk__in=opened).exists()
    return _letter(user) if waits else None


def _open_to(user):
    standing = {"recipient__user": user.pk, "recipient__standing": Standing.ACTIVE}
    return Share.objects.filter(OpenThisMoment(), **standing)


def _tomorrow():
    """The same moment for all that comes on a day, so that it is one promise."""
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


def _letter(user):
    with override(user.language):
        context = {"link": settings.SITE_URL + "/"}
        body = render_to_string("emails/share_arrived.txt", context)
        return Mail(user.email, str(_("You have something to review")), body)
