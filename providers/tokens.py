"""Who reads the directory by a token: a secret that is shown once, and kept as its hash."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.shortcuts import get_object_or_404

from accounts.invitations import hash_of
from providers.models import ApiToken, Organization

BEGINS = "accord_"
"""By which a secret is recognised where it should not stand: in a log, in somebody's code."""
MOST_SHOWN = 100


@dataclass(frozen=True)
class Bearer:
    """Whoever holds the secret of a token. Nobody's account: it holds no role and no factor."""

    pk: UUID
    is_authenticated = is_active = True
    is_anonymous = is_directory_admin = is_privacy_officer = False


def new_secret():
    return BEGINS + secrets.token_urlsafe(32)


def bearer_of(secret):
    """The one who holds this secret, or None where it lets nobody in.

    The secret is looked for by its hash, so how long the answer takes tells nothing of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select use_api_token(%s)", [hash_of(secret)])
        (token,) = cursor.fetchone()
    return token and Bearer(token)


def api_tokens_of(organization):
    """The newest tokens of an organization that the acting person keeps."""
    return list(ApiToken.objects.of(organization)[:MOST_SHOWN])


def find_api_token(user, token_id):
    """The token of an organization that this person may edit, or a 404."""
    own = ApiToken.objects.filter(organization__in=Organization.objects.kept_by(user))
    return get_object_or_404(own, pk=token_id)
