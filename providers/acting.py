"""Views for those who provide care, and for those who hold a role."""

from functools import wraps

from django.http import Http404

from providers.models import Organization, Provider


def as_provider(view):
    """The view, called with `provider`: the active directory entry of whoever is signed in.

    Everybody else, also a provider whose standing is not active, finds nothing (404).
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        provider = Provider.objects.acting_for(request.user).first()
        if provider is None:
            raise Http404
        return view(request, *args, provider=provider, **kwargs)

    return wrapped


def as_directory_admin(view):
    """The view, for whoever keeps the directory; everybody else finds nothing (404)."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_directory_admin:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def as_privacy_officer(view):
    """The view, for a privacy officer; everybody else finds nothing (404)."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_privacy_officer:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def as_keeper(view):
    """The view, for whoever edits at least one organization; which, the view asks the directory."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        user = request.user
        if not (user.is_directory_admin or Organization.objects.kept_by(user).exists()):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped
