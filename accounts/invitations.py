"""The offer behind an invitation's link: its token, what its holder may know, who is told."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.db import connection, models
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import User

SESSION_KEY = "invitation"
_accepted = {}


class State(models.TextChoices):
    """What has become of an invitation, by the database's clock."""

    LIVE = "live"
    EXPIRED = "expired"
    USED = "used"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"


class Case(models.TextChoices):
    """What the page behind a link has to say to the visitor who opened it."""

    LIVE = "live"
    MINE = "mine"
    FOREIGN = "foreign"
    OTHER_KIND = "other_kind"
    EXPIRED = "expired"
    USED = "used"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Offer:
    """What the holder of a link may know of the invitation."""

    token_hash: str
    id: object
    email: str
    name: str
    kind: str
    subject_type: str
    subject_id: object
    language: str
    generation: int
    inviter: str
    state: str
    used_by: object
    sent_at: datetime

    @property
    def masked_email(self):
        """The address as its owner recognises it and nobody else learns it: a•••@example.org."""
        local, _sign, domain = self.email.partition("@")
        return f"{local[0]}•••@{domain}"


def token_of(invitation_id, generation):
    """The secret in the link of this generation. Derived, so that it is stored nowhere."""
    mac = salted_hmac("accounts.invitation", f"{invitation_id}:{generation}", algorithm="sha256")
    return urlsafe_b64encode(mac.digest()).decode().rstrip("=")


def hash_of(token):
    """What the database knows a token by."""
    return sha256(token.encode()).hexdigest()


def find(token_hash):
    """The offer that a link leads to, or None: the newest of those that replaced it. Looking uses
    nothing up."""
    with connection.cursor() as cursor:
        cursor.execute("select * from find_invitation(%s)", [token_hash])
        row = cursor.fetchone()
    return Offer(*row) if row else None


def case_of(offer, user):
    """Which of the page's cases this visitor is."""
    if offer is None:
        return Case.UNKNOWN
    if offer.state != State.LIVE:
        return Case(offer.state)
    if not user.is_authenticated:
        return Case.LIVE
    if user.email != offer.email:
        return Case.FOREIGN
    return Case.MINE if user.kind == offer.kind else Case.OTHER_KIND


def has_account(offer):
    """Whether the invited address can sign in already. Asked while nobody is signed in."""
    return User.objects.filter(email=offer.email).exists()


def gone_address():
    """The invitation's page, for whoever tried to use one that is worth nothing any more."""
    return f"{reverse('invitation_open')}?gone"


def sign_in_address():
    """The sign-in page, with the way back to the invitation that the session remembers."""
    return f"{reverse('account_login')}?{urlencode({'next': reverse('invitation_open')})}"


def hold(token_hash):
    """Makes everybody else with this link wait until this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute("select hold_invitation(%s)", [token_hash])


def on_accept(subject_type):
    """Registers who is told when an invitation for this type of record has been accepted.

    The function is called as `function(offer=…, user=…)`, acting as the user, in the transaction
    that opened or linked the account. It gives back the client in whose ledger the line about it
    shall stand, or None.
    """

    def register(function):
        if _accepted.setdefault(subject_type, function) is not function:
            raise ValueError(f"Invitations for {subject_type} are accepted elsewhere already.")
        return function

    return register


def accepter_of(subject_type):
    """The function registered for this type of record."""
    if subject_type not in _accepted:
        raise LookupError(
            f"Nobody accepts invitations for {subject_type}. Register a function with on_accept."
        )
    return _accepted[subject_type]
