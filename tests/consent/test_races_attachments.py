"""A file of a note is handed out and closed at once: as with its body, nothing comes late."""

import threading

import pytest
from django.urls import reverse

from accounts.acting import acting_as
from coordination.actions.attaching import remove_attachment
from coordination.views import attachments
from tests import factories as make
from tests.consent.racing import clock, pause, race
from tests.consent.showing import (
    closing,
    late_lines,
    overlap,
    revoking,
    shown_late,
    shown_part,
    stage,
    withdrawing,
)

pytestmark = pytest.mark.django_db(transaction=True)
FILE = 1
CONTENT = b"She sleeps through most nights now, as this letter says."


class Download:
    """Fetches the file in a browser, all middleware included."""

    def __init__(self, monkeypatch):
        self.mine, self.files = threading.local(), {}
        self.make = attachments.disclosed_file
        monkeypatch.setattr(attachments, "disclosed_file", self.made)

    def made(self, *args):
        answer = self.make(*args)
        pause()
        self.mine.at = clock()
        return answer

    def __call__(self, trial):
        self.mine.at = None
        share = trial.share.pk
        answer = trial.recipient.http.get(reverse("shared_file", args=[share, self.files[share]]))
        shown = answer.content == CONTENT
        assert (answer.status_code, shown) in {(200, True), (404, False)}
        return self.mine.at if shown else None


@pytest.fixture
def download(monkeypatch):
    return Download(monkeypatch)


@pytest.mark.parametrize("times", [20, pytest.param(500, marks=pytest.mark.long)])
@pytest.mark.parametrize("close", [revoking, withdrawing])
def test_no_file_is_handed_out_after_it_was_closed(close, times, download):
    trials, before = stage(close, times)
    download.files = {one.share.pk: make.attachment(one.item, content=CONTENT).pk for one in trials}
    outcomes = race(trials, closing(close), download, before=before)
    assert shown_late(outcomes) == []
    assert late_lines(trials, outcomes) == []
    assert overlap(outcomes, FILE) > 0.2
    assert shown_part(outcomes, FILE) > 0


def taking_away(trial):
    author = trial.author.user
    with acting_as(author):
        assert remove_attachment(attachment=trial.item.attachments.get(), by=author)


@pytest.mark.parametrize("times", [20, pytest.param(500, marks=pytest.mark.long)])
def test_no_file_is_handed_out_after_it_was_taken_away(times, download):
    """The note stays open: only the file is gone."""
    trials, before = stage(taking_away, times)
    download.files = {one.share.pk: make.attachment(one.item, content=CONTENT).pk for one in trials}
    outcomes = race(trials, closing(taking_away), download, before=before)
    assert shown_late(outcomes) == []
    assert overlap(outcomes, FILE) > 0.2
    assert shown_part(outcomes, FILE) > 0
