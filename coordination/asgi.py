"""The same site for an ASGI server; it logs in to the database as `web`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
os.environ.setdefault("ACCORD_ROLE", "web")

application = get_asgi_application()
