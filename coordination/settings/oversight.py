"""Which openings a privacy officer is shown as unusual: docs/adr/0028 has the rules."""

from datetime import timedelta

from coordination.settings.environment import env, hours

# So many by one person within this long.
UNUSUAL_OPENINGS = env.int("UNUSUAL_OPENINGS", default=20)
UNUSUAL_WITHIN = timedelta(minutes=env.int("UNUSUAL_MINUTES", default=10))
# From when until when it is night, in the practice's own time; None: it never is.
UNUSUAL_NIGHT = hours("UNUSUAL_NIGHT", env("UNUSUAL_NIGHT", default="22:00-06:00"))
# This long before the client stopped a permission.
UNUSUAL_BEFORE_STOP = timedelta(minutes=env.int("UNUSUAL_BEFORE_STOP", default=30))
# This far back.
UNUSUAL_SINCE = timedelta(days=env.int("UNUSUAL_DAYS", default=90))
