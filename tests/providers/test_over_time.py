"""The directory's state over time: noted once a night by the clerk, and drawn."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from providers import over_time
from providers.models import DayCount
from providers.quality import LOOKS, counts
from providers.state_chart import state_chart
from providers.tasks import note_state
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.pages.reading import words


def noted(day, **entries):
    for what, number in entries.items():
        DayCount.objects.create(day=day, what=what.replace("_", "-"), entries=number)


@pytest.fixture
def three(db):
    """One who is active and lacks everything, one who waits, one who is suspended."""
    make.provider("Ada Lund")
    make.provider("Jo Reed", standing="unverified")
    return make.provider("Kim Vale", standing="suspended")


def test_the_clerk_notes_each_list_and_each_line_once_a_day(three, as_clerk):
    with as_clerk():
        note_state()
        counted = counts()
    rows = dict(DayCount.objects.values_list("what", "entries"))
    assert rows == counted | {"active": 1, "unverified": 1, "to-look-at": 1}
    assert set(DayCount.objects.values_list("day", flat=True)) == {localdate()}
    make.provider("Lee Ford")
    with as_clerk():
        note_state()
    assert dict(DayCount.objects.values_list("what", "entries")) == rows


def test_an_entry_in_several_lists_needs_one_look(three, as_clerk):
    with as_clerk():
        note_state()
    rows = dict(DayCount.objects.values_list("what", "entries"))
    assert (rows["no-npi"], rows["no-address"], rows["to-look-at"]) == (1, 1, 1)


def test_each_month_shows_its_last_night(db):
    today = localdate()
    first = today.replace(day=1)
    end = first - timedelta(days=1)
    noted(end - timedelta(days=1), active=7)
    noted(end, active=8, unverified=2, to_look_at=1)
    noted(first, active=9)
    noted(today - timedelta(days=400), active=1)
    found = over_time.nights()
    assert [(one.day, one.numbers) for one in found] == [
        (end, [8, 2, 1]),
        (first, [9, None, None]),
    ]
    chart = over_time.chart_of(found)
    assert [len(line.points) for line in chart.lines] == [2, 1, 1]


def test_the_page_says_it_in_words_too(directory_admin, three):
    url = reverse("quality")
    assert "From tomorrow on it stands here" in words(directory_admin.http.get(url))
    month_ago = localdate() - timedelta(days=31)
    noted(month_ago, active=4, unverified=3, to_look_at=2, no_npi=41)
    page = directory_admin.http.get(url)
    assert 'class="chart__way' in page.content.decode()
    shown = words(page)
    assert "Active providers, ◆ Not verified yet, ▲ Need a look" in shown
    assert "No NPI 1 41" in shown


def test_only_its_keepers_read_it_and_only_the_clerk_writes_it(
    db, directory_admin, therapist, as_web
):
    noted(localdate(), active=1)
    insert = (
        "insert into providers_daycount (id, day, what, entries) values (uuidv7(), now(), 'x', 1)"
    )
    for person, rows in ((directory_admin, 1), (therapist, 0)):
        with as_web(person.user):
            assert len(run("select * from providers_daycount")) == rows
            assert attempt(insert) == NOT_ALLOWED
            assert attempt("update providers_daycount set entries = 2") == NOT_ALLOWED


def test_the_clerk_changes_no_number(db, as_clerk):
    with as_clerk():
        assert attempt("update providers_daycount set entries = 2") == NOT_ALLOWED
        assert attempt("delete from providers_daycount") == NOT_ALLOWED


@pytest.mark.parametrize(("most", "top"), [(0, 2), (2, 2), (3, 4), (5, 10), (11, 20), (999, 1000)])
def test_the_scale_ends_above_the_highest_number(most, top):
    chart = state_chart([(date(2026, 1, 31), [most])], ["All"])
    assert [level for level, _y in chart.levels] == [0, top // 2, top]


def test_a_number_stands_at_its_height_and_its_day():
    days = [date(2026, 1, 31), date(2026, 2, 14), date(2026, 2, 28)]
    (line,) = state_chart(
        [(day, [n]) for day, n in zip(days, (0, 5, 10), strict=True)], ["x"]
    ).lines
    (x0, y0), (x1, y1), (x2, y2) = line.points
    assert x1 - x0 == pytest.approx(x2 - x1, abs=0.11)
    assert y0 - y1 == pytest.approx(y1 - y2, abs=0.11)
    assert y2 < y0


def test_every_list_has_a_name_that_the_table_holds():
    assert all(len(key) <= 40 for key in [*LOOKS, *over_time.LINES])
