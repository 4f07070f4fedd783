"""The last day of a permission as an entry for somebody's own calendar."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from icalendar import Calendar, Event


def calendar_of(release):
    """The file, as bytes. Others see calendars: it does not say what ends, nor with whom."""
    entry = Event()
    entry.add("uid", f"{release.pk}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", release.signed_at)
    entry.add("dtstart", localdate(release.in_force.upper))
    entry.add("summary", _("A date to remember"))
    entry.add("description", _("Sign in to see what it is: %(site)s") % {"site": settings.SITE_URL})
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//Accord//EN")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return calendar.to_ical()
