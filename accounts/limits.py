"""The cache that counts sign-in attempts. It counts on in this process while Valkey is away."""

import logging

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class CountingCache(RedisCache):
    """Redis or Valkey; without it each process counts for itself, so no limit falls open."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._own = LocMemCache("accounts.limits", {**params, "OPTIONS": {}})

    def add(self, *args, **kwargs):
        return self._either("add", *args, **kwargs)

    def get(self, *args, **kwargs):
        return self._either("get", *args, **kwargs)

    def set(self, *args, **kwargs):
        return self._either("set", *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._either("delete", *args, **kwargs)

    def _either(self, method, *args, **kwargs):
        try:
            return getattr(super(), method)(*args, **kwargs)
        except RedisError as error:
            # The name alone: the text of the error may hold the address with its password.
            log.warning("The cache is away (%s); this process counts alone.", type(error).__name__)
            return getattr(self._own, method)(*args, **kwargs)
