"""A client's ledger, and what of it one looks for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from clients.names import names_of
from coordination.presenters.saying import Group
from coordination.presenters.sayings import verbs_of
from ledger.models import Entry


@dataclass(frozen=True)
class Sought:
    """What one looks for: by whom, of which group, in which days. What is unknown is the same as
    nothing."""

    who: str
    what: str
    since: date | None
    until: date | None
    people: list

    @property
    def groups(self):
        return Group.choices

    @property
    def only(self):
        """Whose lines and which group were chosen, in words; of days a page says by itself."""
        chosen = [*self.people, *self.groups]
        return ", ".join(str(name) for key, name in chosen if key in {self.who, self.what} - {""})

    @property
    def is_anything(self):
        return bool(self.who or self.what or self.since or self.until)


def sought_in(query, *, client, viewer):
    """What somebody looks for, and whom they can choose from."""
    people = _people(client, viewer)
    known = {key for key, _name in people}
    who, what = query.get("who", ""), query.get("what", "")
    return Sought(
        who if who in known else "",
        what if what in Group else "",
        _day(query.get("since")),
        _day(query.get("until")),
        people,
    )


def entries_of(client, sought):
    """The lines about this client that are sought, newest first."""
    entries = Entry.objects.about(client.pk)
    if sought.who:
        entries = entries.filter(actor=UUID(sought.who))
    if sought.what:
        entries = entries.filter(verb__in=verbs_of(sought.what))
    return in_days(entries, sought.since, sought.until)


def in_days(entries, since, until):
    """Those of these days, both included; None is no bound."""
    if since:
        entries = entries.filter(at__gte=_morning_of(since))
    if until and until < date.max:
        entries = entries.filter(at__lt=_morning_of(until + timedelta(days=1)))
    return entries


def _day(text):
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year < date.max.year else None


def _morning_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _people(client, viewer):
    actors = Entry.objects.about(client.pk).exclude(actor=None).order_by("actor")
    names = names_of(
        actors.values_list("actor", flat=True).distinct(), client=client, viewer=viewer
    )
    return sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1])
