"""What the page after a signature hands out besides the file: a date, and a code to check with."""

import re
from datetime import date

import pytest
import segno
from django.utils.timezone import localdate
from icalendar import Calendar

from releases.sealing.places import check_code, check_page
from tests import factories as make
from tests.pages.reading import words

pytestmark = pytest.mark.django_db


def page(signed, name):
    return f"/releases/{signed.pk}/{name}"


def test_the_last_day_goes_into_a_calendar_under_a_neutral_title(signed, ana):
    answer = ana.http.get(page(signed, "end.ics"))
    assert answer.headers["Content-Type"] == "text/calendar"
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert entry["summary"] == "A date to remember"
    assert isinstance(entry.decoded("dtstart"), date)
    assert entry.decoded("dtstart") == localdate(signed.expires_at)
    for word in ("Ana", "Moreno", "Stone", "Okafor", "rogress", "ubstance", "permission"):
        assert word not in answer.content.decode()


def test_what_has_ended_has_no_date_any_more(signed, ana):
    make.change(signed, revoked_at=make.ago(seconds=1))
    answer = ana.http.get(page(signed, "end.ics"))
    assert answer.url == page(signed, "receipt/")


def test_the_page_shows_the_code_and_the_reference(signed, ana):
    answer = ana.http.get(page(signed, "review/done/"))
    assert check_code() in answer.content.decode()
    assert f"say reference {signed.pk.hex[-8:-4].upper()}-" in words(answer)
    assert "Add end date to my calendar" in words(answer)


def test_the_code_leads_to_the_check_and_says_nothing_else(settings):
    code = segno.make(check_page(), error="m", micro=False)
    path = re.search(r'<path[^>]* d="([^"]+)"', code.svg_inline(scale=4, lineclass=None))[1]
    assert check_page() == f"{settings.SITE_URL}/verify/"
    assert path in check_code()
    assert "style=" not in check_code()
