"""Who was invited to act as an entry and has not come yet, and what became of the link."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery

from accounts.models import Invitation
from ledger.clock import StatementTimestamp
from providers.models import Provider, Standing

OF_ENTRIES = Invitation.objects.filter(subject_type="providers.provider", used_at=None)
NEWEST = ("-created_at", "-id")


@dataclass(frozen=True)
class Invited:
    """A provider without an account, and the newest invitation of theirs that nobody used."""

    provider: Provider
    invitation: Invitation

    @property
    def state(self):
        """What the link is worth, and since or until when."""
        if self.invitation.taken_back_at:
            return "taken_back"
        return "sent" if self.invitation.is_live else "expired"

    @property
    def can_be_used(self):
        return self.state == "sent"


def invitation_of(provider):
    """The newest one, or None: also where there is an account by now."""
    newest = None if provider.user_id else _told().filter(subject_id=provider.pk).first()
    return newest and Invited(provider, newest)


def waiting(*, expired_only=False):
    """The entries in use whose newest invitation nobody has used, none that were taken back."""
    newest = OF_ENTRIES.filter(subject_id=OuterRef("pk")).order_by(*NEWEST)
    found = Provider.objects.filter(user=None, pk__in=OF_ENTRIES.values("subject_id"))
    found = found.exclude(standing=Standing.SUSPENDED).annotate(
        invited_until=Subquery(newest.values("expires_at")[:1]),
        taken_back_at=Subquery(newest.values("taken_back_at")[:1]),
    )
    found = found.filter(taken_back_at=None)
    return found.filter(invited_until__lte=StatementTimestamp()) if expired_only else found


def invited(providers):
    """Each of these with their newest invitation, in one query."""
    providers = {one.pk: one for one in providers}
    found = _told().filter(subject_id__in=providers).order_by("subject_id", *NEWEST)
    newest = {one.subject_id: one for one in found.distinct("subject_id")}
    return [Invited(one, newest[pk]) for pk, one in providers.items() if pk in newest]


def _told():
    """Invitations with `is_live`: whether the link still works."""
    works = ExpressionWrapper(Q(expires_at__gt=StatementTimestamp()), BooleanField())
    return OF_ENTRIES.annotate(is_live=works).select_related("invited_by").order_by(*NEWEST)
