"""What the worker does for the ground floor, as clerk; each opens its own transactions."""

from itertools import islice

from celery import shared_task
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from ledger import heads, outbox, verify
from ledger.alerts import alert, operator_mail
from ledger.checked import MOST_NAMED, record_check
from ledger.models import Entry

HOURS = 60 * 60


@shared_task(acting=False)
def deliver_outgoing():
    """Sends what is due."""
    outbox.deliver_due()


# Acknowledged at once: the broker would hand a task that runs for an hour to a second worker.
@shared_task(acting=False, acks_late=False, time_limit=6 * HOURS)
def verify_ledger():
    """Checks every chain and every head that the ledger remembers; alerts of what differs, and
    writes down what was found."""
    walked = []
    found = verify.verify(progress=walked.append)
    first = [str(difference) for difference in islice(found, MOST_NAMED)]
    differences = len(first) + sum(1 for _difference in found)
    with transaction.atomic():
        record_check(lines=sum(walked), differences=differences, first=first)
        if first:
            alert("ledger_alert", f"ledger differs: {'; '.join(first)}")


@shared_task(
    acting=False,
    acks_late=False,
    time_limit=6 * HOURS,
    autoretry_for=[OperationalError],
    retry_backoff=60,
    max_retries=8,
)
def publish_heads():
    """Publishes how the ledger stands; tried again later while a long transaction is writing."""
    heads.publish()


@outbox.delivers("ledger_head", always=True)
def head_letter(outgoing):
    """The signed line of the day, for the privacy officer to keep."""
    published = Entry.objects.get(pk=outgoing.subject_id)
    keep = _(
        "Keep this message. It proves how the ledger stood today. To compare the ledger with it, "
        "save it to a file and run: manage.py verify_ledger --heads FILE"
    )
    return operator_mail(_("The ledger of the day"), f"{keep}\n\n{published.detail['line']}\n")


@outbox.delivers("ledger_alert", always=True)
def alert_letter(outgoing):
    """Asks the operator to look; what differs is in the log and in the command's answer."""
    body = _(
        "The daily check found lines of the ledger that are not as they were written. "
        "Run manage.py verify_ledger to see which, and keep a copy of the database as it is now."
    )
    return operator_mail(_("The ledger needs your attention"), body)
