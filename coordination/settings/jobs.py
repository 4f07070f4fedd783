"""The worker and its clock."""

from datetime import timedelta

from celery.schedules import crontab

from coordination.database import broker_url
from coordination.settings.environment import DEBUG, REDIS_URL, TIME_ZONE, VAR_DIR, env, hours

# From when until when no letter goes out, in the practice's own time; None: they go at any hour.
# At a desk they go at any hour.
QUIET_HOURS = hours("QUIET_HOURS", env("QUIET_HOURS", default="" if DEBUG else "21:00-08:00"))

# How long a request can be answered, and after how many days it is brought to mind: twice at most.
ANSWER_DAYS = 30
NUDGE_DAYS = (3, 10)

# The largest file of the directory that the site takes; manage.py import_directory takes any. So
# many seconds after the last sign of life a worker's import is taken up by another.
IMPORT_LIMIT = 2**30
IMPORT_LEASE = int(env("IMPORT_LEASE", default="60"))

CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TIMEZONE = TIME_ZONE
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "global_keyprefix": "accord:"}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# A tick that no worker took before the next one is dropped: the rows are still in the outbox.
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "coordination.celery.heartbeat",
        "schedule": timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "deliver outgoing": {
        "task": "ledger.tasks.deliver_outgoing",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "remind of releases that end soon": {
        "task": "releases.tasks.remind",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "remind of requests that wait": {
        "task": "releases.tasks.nudge",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "ask how it is going": {
        "task": "coordination.tasks.prompt",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "note how the directory stands": {
        "task": "providers.tasks.note_state",
        "schedule": crontab(hour=2, minute=45),
        "options": {"expires": 3600},
    },
    "find people where they work today": {
        "task": "providers.tasks.seek_where_days_passed",
        "schedule": crontab(hour=0, minute=15),
        "options": {"expires": 3600},
    },
    "warn of what ends in the directory": {
        "task": "providers.tasks.warn",
        "schedule": crontab(hour=6, minute=15),
        "options": {"expires": 3600},
    },
    "work on imports": {
        "task": "providers.tasks.work_on_imports",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "drop files of imports": {
        "task": "providers.tasks.drop_files",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "verify consent": {
        "task": "coordination.tasks.verify_consent",
        "schedule": crontab(hour=3, minute=45),
        "options": {"expires": 3600},
    },
    "publish the heads of the ledger": {
        "task": "ledger.tasks.publish_heads",
        "schedule": crontab(hour=4, minute=15),
        "options": {"expires": 3600},
    },
    "verify ledger": {
        "task": "ledger.tasks.verify_ledger",
        "schedule": crontab(hour=3, minute=15),
        "options": {"expires": 3600},
    },
}
