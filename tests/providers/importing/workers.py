"""Workers as processes of their own, which log in as clerk and can be killed."""

import os
import subprocess
import sys
import time

from django.db import connection

from providers.models import BUSY, Import
from tests.ledger.conftest import address

WORKER = """
import time, django
django.setup()
from django.db import connection
from providers.importing.work import work
from providers.models import BUSY, Import
while Import.objects.filter(state__in=BUSY).exists():
    work() or time.sleep(0.1)
# Not what getrusage says: that remembers the memory of whoever started this process.
with open("/proc/self/status") as status:
    print(*(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def worker():
    """Works until no import waits; says how many megabytes it took at most."""
    connection.ensure_connection()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "ACCORD_ROLE": "clerk",
        "CLERK_DATABASE_URL": address("clerk"),
        "IMPORT_LEASE": "2",
    }
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", WORKER], env=environment, stdout=subprocess.PIPE
    )


def work_to_the_end():
    """Megabytes that the worker took."""
    process = worker()
    told, _nothing = process.communicate(timeout=1200)
    assert process.returncode == 0
    return int(told.split()[-1]) // 1024


def wait_for(one, holds, seconds=60):
    """Until this is true of the import, as the database has it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        one.refresh_from_db()
        if holds(one):
            return
        time.sleep(0.005)
    raise AssertionError(f"{one.state}, line {one.line}")


def is_busy(one):
    return Import.objects.filter(pk=one.pk, state__in=BUSY).exists()
