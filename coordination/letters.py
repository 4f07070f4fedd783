"""What the mail about shares, reports, corrections and emergencies says: that there is something,
and not what, by whom, about whom."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, UUIDField
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from coordination import prompts
from coordination.actions import OpenThisMoment
from coordination.emergencies import people_to_tell
from coordination.models import (
    Amendment,
    Complaint,
    EmergencyReview,
    Share,
    TeamCopy,
    TeamMessage,
)
from ledger.alerts import OPERATOR, operator_mail
from ledger.clock import StatementTimestamp
from ledger.models import Entry, Verb
from ledger.outbox import Mail, delivers, enqueue
from providers.models import Provider, Standing

MORNING = time(8)
TO_REVIEW = _("You have something to review")


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


@delivers("complaint_made")
def complaint_made(outgoing):
    """That something waits, for a privacy officer; None once it was answered."""
    if not Complaint.objects.open().filter(pk=outgoing.subject_id).exists():
        return None
    if outgoing.recipient == OPERATOR:
        return operator_mail(
            _("A report waits, and no privacy officer may answer it"),
            _(
                "Nobody is privacy officer, or who is has to do with it themselves. Name another: "
                "manage.py grant_role. They find it when they sign in."
            ),
        )
    return _letter_to(outgoing)


@delivers("complaint_answered")
def complaint_answered(outgoing):
    """That an answer is there, for whoever asked and still acts for the client."""
    complaint = Complaint.objects.filter(pk=outgoing.subject_id, made_by=outgoing.recipient)
    return _letter_to(outgoing) if complaint.filter(_acts(outgoing.recipient)).exists() else None


@delivers("amendment_asked")
def amendment_asked(outgoing):
    """That something waits, for the author of a note; None once it was answered."""
    waits = Amendment.objects.open().filter(pk=outgoing.subject_id).exists()
    author = Provider.objects.addressable().filter(user=outgoing.recipient).exists()
    return _letter_to(outgoing) if waits and author else None


@delivers("amendment_answered")
def amendment_answered(outgoing):
    """That an answer is there, for whoever asked and still acts for the client."""
    asked = Amendment.objects.filter(pk=outgoing.subject_id, asked_by=outgoing.recipient)
    return _letter_to(outgoing) if asked.filter(_acts(outgoing.recipient)).exists() else None


@delivers("team_message_sent")
def team_message_sent(outgoing):
    """That something waits, for whom a client wrote to; None once they have read it."""
    copy = TeamCopy.objects.filter(pk=outgoing.subject_id, read_at=None)
    to = {"provider__user": outgoing.recipient, "provider__standing": Standing.ACTIVE}
    return _letter_to(outgoing) if copy.filter(**to).exists() else None


@delivers("team_message_answered")
def team_message_answered(outgoing):
    """That an answer is there, for whoever wrote, has not read it and still acts for the client."""
    news = {"copies": outgoing.subject_id, "copies__answer_read_at": None}
    mine = TeamMessage.objects.filter(written_by=outgoing.recipient, **news)
    return _letter_to(outgoing) if mine.filter(_acts(outgoing.recipient)).exists() else None


def _acts(user_id):
    """Of rows that have a client: those in which this login acts for the client now."""
    return Q(client__user=user_id) | Q(
        client__representatives__user=user_id,
        client__representatives__verified_at__isnull=False,
        client__representatives__during__contains=StatementTimestamp(),
    )


def _letter_to(outgoing):
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    return user and _letter(user)


@delivers(prompts.KIND)
def check_in_prompt(outgoing):
    """That it is time to look; None for who does not want to be asked any more, or no longer acts
    for the client."""
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    return _letter(user) if user and prompts.holds(outgoing.subject_id) else None


def _open_to(user):
    standing = {"recipient__user": user.pk, "recipient__standing": Standing.ACTIVE}
    return Share.objects.filter(OpenThisMoment(), **standing)


def _tomorrow():
    """The same moment for all that comes on a day, so that it is one promise."""
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


@delivers("emergency_used")
def emergency_used(outgoing):
    """That there is an access to look at; None while it must not be told of, or not to them."""
    told = outgoing.recipient in people_to_tell(outgoing.subject_id)
    return _of_emergency(outgoing, "access_history") if told else None


@delivers("emergency_to_review")
def emergency_to_review(outgoing):
    """That a privacy officer has an access to look at; None where one of them did."""
    reviewed = EmergencyReview.objects.filter(access=outgoing.subject_id).exists()
    return None if reviewed else _of_emergency(outgoing, "officer_emergencies")


def _of_emergency(outgoing, page):
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    return user and _letter(user, _("Please review an access"), reverse(page))


def _letter(user, subject=TO_REVIEW, page="/"):
    with override(user.language):
        context = {"link": settings.SITE_URL + page}
        body = render_to_string("emails/share_arrived.txt", context)
        return Mail(user.email, str(subject), body)
