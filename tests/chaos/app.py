"""The worker and its clocks as they are; only that the clocks tick faster.

CHAOS says whose reminders they start: "outbox" is Accord's own sweep and sender, "plain" what one
writes first.
"""

import os
from datetime import timedelta

from coordination.celery import app

TICKS = {
    "outbox": {"releases.tasks.remind": 2, "ledger.tasks.deliver_outgoing": 1},
    "plain": {"tests.chaos.plain.send_then_mark": 1},
}

app.conf.include = ["tests.chaos.plain"]
app.conf.beat_schedule = {
    task: {"task": task, "schedule": timedelta(seconds=seconds), "options": {"expires": seconds}}
    for task, seconds in TICKS[os.environ["CHAOS"]].items()
}
