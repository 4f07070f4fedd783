"""Refuses to serve a production site that could not seal what is signed there."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from releases.sealing.keys import NoSealError, own_seal


@register(Tags.security, deploy=True)
def check_seal(app_configs=None, **kwargs):
    """An error where the site's own processes have no key to seal with."""
    # At a desk the key is made when it is first needed; asking would make it.
    if settings.ROLE != "web" or settings.SEAL_FILE:
        return []
    try:
        own_seal()
    except NoSealError as missing:
        return [Error(str(missing), id="releases.E001")]
    return []


def refuse_without_seal():
    """Ends a web process that has no key, here and not at somebody's first signature."""
    if errors := check_seal():
        raise ImproperlyConfigured(errors[0].msg)
