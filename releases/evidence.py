"""What is kept with a signature beside the words: how one signed in, from where, with what."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records


def evidence_of(request):
    """The facts that `sign` keeps as evidence."""
    return {
        "authenticated_by": _methods(request)[:100],
        "address": get_adapter(request).get_client_ip(request),
        "user_agent": request.headers.get("User-Agent", "")[:300],
    }


def _methods(request):
    """How the person proved who they are in this session, such as "password, mfa totp"."""
    records = get_authentication_records(request, request.user)
    methods = [" ".join(filter(None, [one["method"], one.get("type")])) for one in records]
    return ", ".join(dict.fromkeys(methods))
