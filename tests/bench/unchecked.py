"""The site as `make bench` compares it: as the owner, past row security, and past the check."""

import os

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

if os.environ["BENCH_PAGE"] == "unchecked":
    from releases.gate import GatedQuerySet

    GatedQuerySet.visible_to = lambda self, provider, at=None: self.filter(recipient=provider)
