"""The site's settings with what `make bench` compares it with."""

from coordination.settings import *  # noqa: F403
from coordination.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "guardian", "tests.bench.guarded"]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
LOGGING = {"version": 1, "disable_existing_loggers": False}
