"""What gunicorn serves; it logs in to the database as `web`."""

import os

from django.core.wsgi import get_wsgi_application

from accounts.checks import refuse_to_start
from releases.checks import refuse_without_seal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
os.environ.setdefault("ACCORD_ROLE", "web")

application = get_wsgi_application()
refuse_to_start()
refuse_without_seal()
