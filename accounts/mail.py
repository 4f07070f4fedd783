"""Who wants no mail: the outbox asks about each letter, just before it goes."""

from accounts.models import User
from ledger.outbox import knows_who_wants_no_mail


@knows_who_wants_no_mail
def wants_no_mail(recipient):
    """Whether this person chose so on their account's page."""
    return User.objects.filter(pk=recipient, no_mail=True).exists()
