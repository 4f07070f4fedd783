"""Warning of licences that end and of checks that are a year old: each day once.

Two sweeps at once, or one that was killed, change nothing about that: what was warned of and the
promises of letters are one transaction, and nothing is written down as warned of twice.
"""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from ledger.clock import StatementTimestamp
from ledger.outbox import enqueue
from providers.models import Licence, Provider, Standing, Verification, Warned
from providers.models.verifications import LASTS

BATCH = 100
AHEAD = (60, 14)
"""Days before the last one on which a licence is warned of; of several passed, the last tells."""
MORNING = time(8)


def sweep():
    """How many licences and entries were warned of; each batch is a transaction of its own."""
    told = 0
    while True:
        with acting_as(None):
            due = _due()
            news = [one for one in due if _warn(*one)]
            if news:
                _promise_digest()
        if not due:
            return told
        told += len(news)


def _due():
    """What has to be warned of: kind, subject, its day, how many days ahead, and who has to know
    beside those who keep the directory."""
    found = []
    for number, ahead in enumerate(AHEAD):
        nearer = next(iter(AHEAD[number + 1 :]), -1)
        for one in _licences(nearer, ahead)[:BATCH]:
            found.append(("licence_ends", one.pk, one.ends, ahead, one.provider.user_id))
    for one in _entries()[:BATCH]:
        found.append(("verification_due", one.pk, one.checked_on, 0, one.user_id))
    return found


def _licences(nearer, ahead):
    """Those that end in more than `nearer` days and in at most `ahead`, and were not warned of."""
    in_days = [TruncDate(StatementTimestamp() + timedelta(days=one)) for one in (nearer, ahead)]
    warned = Warned.objects.filter(subject_id=OuterRef("pk"), day=OuterRef("ends"), ahead=ahead)
    ending = Licence.objects.filter(ends__gt=in_days[0], ends__lte=in_days[1])
    ending = ending.filter(~Exists(warned), provider__standing=Standing.ACTIVE)
    return ending.select_related("provider").only("ends", "provider__user").order_by("ends", "pk")


def _entries():
    """Entries in use of which a check is due, and that were not warned of since the newest one."""
    due = Verification.objects.due().values("provider")
    found = Provider.objects.filter(standing=Standing.ACTIVE, pk__in=due).only("user")
    newest = Verification.objects.filter(provider=OuterRef("pk")).order_by("-at").values("at")[:1]
    found = found.annotate(checked_on=TruncDate(Subquery(newest)))
    warned = Warned.objects.filter(subject_id=OuterRef("pk"), day=OuterRef("checked_on"), ahead=0)
    return found.filter(~Exists(warned)).order_by("pk")


def _warn(kind, subject, day, ahead, person):
    """Whether it was not warned of before."""
    _row, is_new = Warned.objects.get_or_create(subject_id=subject, day=day, ahead=ahead)
    if is_new and person:
        due_at = _start_of(day - timedelta(days=ahead) if ahead else day + LASTS)
        enqueue(kind, subject_id=subject, recipient=person, due_at=due_at)
    return is_new


def _promise_digest():
    """One letter a morning to each who keeps the directory, however much there is."""
    for admin in User.objects.addressees().filter(is_directory_admin=True):
        enqueue("directory_digest", subject_id=admin.pk, recipient=admin, due_at=_morning())


def _morning():
    now = timezone.localtime()
    day = now.date() + timedelta(days=int(now.time() >= MORNING))
    return timezone.make_aware(datetime.combine(day, MORNING))


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time()))
