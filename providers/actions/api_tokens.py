"""Tokens by which the programs of an organization read the directory."""

from django.db import transaction

from accounts.invitations import hash_of
from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.models import ApiToken
from providers.tokens import new_secret


@transaction.atomic
def make_api_token(*, organization, purpose, ends_at, by):
    """The new token, and its secret, which nobody can read again."""
    secret = new_secret()
    facts = {"purpose": purpose, "ends_at": ends_at}
    token = ApiToken(organization=organization, hash=hash_of(secret), made_by=by, **facts)
    token.save(force_insert=True)
    _record(Verb.API_TOKEN_MADE, token, by, was={}, now=facts)
    return token, secret


@transaction.atomic
def revoke_api_token(*, token, by):
    """Whether it lets nobody in any more with this."""
    working = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if not working.update(revoked_at=ClockTimestamp(), revoked_by=by):
        return False
    _record(Verb.API_TOKEN_REVOKED, token, by, was={"purpose": token.purpose}, now={})
    return True


def _record(verb, token, by, *, was, now):
    """The line is about the organization."""
    about = ("providers.organization", token.organization_id)
    named = {"part": "apitoken", "id": token.pk}
    record(verb, by=by, subject=about, detail=named | {"was": was, "is": now})
