"""What the worker checks once a day on the top floor, as clerk."""

from itertools import islice

from celery import shared_task
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.tasks import ActingTask
from coordination import prompts
from coordination.consent_check import differences
from ledger.alerts import alert, operator_mail
from ledger.outbox import delivers

HOURS = 60 * 60


# Acknowledged at once: the broker would hand a task that runs for an hour to a second worker.
# Not acting: each batch is a transaction of its own, not one that lasts as long as the walk.
@shared_task(acting=False, acks_late=False, time_limit=6 * HOURS)
def verify_consent():
    """Computes the consent of every share again; alerts of those that hold something else."""
    first = [str(difference.share) for difference in islice(differences(), 20)]
    if first:
        with transaction.atomic():
            alert("consent_alert", f"consent differs, first shares: {', '.join(first)}")


@shared_task(base=ActingTask, acting=False)
def prompt():
    """Promises the questions that are due, how it is going; each batch is its own transaction."""
    prompts.sweep()


@delivers("consent_alert", always=True)
def alert_letter(outgoing):
    """Asks the operator to look; which shares differ is in the log and the command's answer."""
    body = _(
        "The daily check found shares whose consent is not what the signed permissions say. "
        "Somebody may see too much or too little. Run manage.py verify_consent to see which, and "
        "look for triggers that are switched off."
    )
    return operator_mail(_("Consent needs your attention"), body)
