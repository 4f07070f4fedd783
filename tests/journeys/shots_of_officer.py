"""Pictures of a privacy officer's work, taken by shots.py in their turn."""

from datetime import timedelta

from accounts.models import User
from clients.models import Client
from coordination.models import Complaint
from ledger.ids import uuid7
from ledger.models import Verb
from tests import factories as make


def test_what_looks_wrong(album, window, cast):
    ana, isaac = window("ana"), window("isaac")
    album.take("reported-none", ana.open("/history/reported/"))
    album.take("officer-reports-none", isaac.open("/officer/reports/"))
    ana.open("/history/").page.get_by_role("link", name="This looks wrong").first.click()
    album.take("report", ana)
    album.take("reported", ana.fill(words="I was not at the clinic that day.").press("Send"))
    album.take("officer-reports", isaac.open("/officer/reports/"))
    page = f"/officer/reports/{Complaint.objects.latest('made_at').pk}/"
    album.take("officer-report", isaac.open(page))
    album.take("officer-report-wrong", isaac.press("Send the answer"))
    isaac.fill(words="You are right. It was opened from the front desk; we talked to them.")
    album.take("officer-report-answered", isaac.press("Send the answer"))
    album.take("officer-reports-answered", isaac.open("/officer/reports/?state=answered"))
    album.take("reported-answered", ana.open("/history/reported/"))


def test_oversight(album, window, cast):
    isaac = window("isaac")
    album.take("officer", isaac.open("/officer/"))
    album.take("officer-ledger", isaac.open("/officer/ledger/"))
    album.take("officer-ledger-nothing", isaac.open("/officer/ledger/?subject=nothing"))
    album.take("officer-people", isaac.open("/officer/people/"))
    album.take("officer-people-wrong", isaac.fill(name="a").press("Find"))
    album.take("officer-people-found", isaac.fill(name="Reyes").press("Find"))
    isaac.page.get_by_role("link", name="Lines").first.click()
    album.take("officer-ledger-client", isaac)
    isaac.page.get_by_role("link", name="Accounting to print").click()
    album.take("officer-accounting", isaac)
    album.take("client-was-looked-at", window("ana").open("/history/"))


def test_unusual(album, window, cast):
    isaac, at = window("isaac"), make.ago(minutes=1)
    lee, ana = User.objects.get(email="lee@demo.example"), Client.objects.get(name="Ana Reyes")
    for _number in range(20):
        subject = ("coordination.share", uuid7())
        make.line(ana, verb=Verb.ITEM_DISCLOSED, by=lee, subject=subject, at=at)
        at += timedelta(seconds=2)
    album.take("officer-unusual", isaac.open("/officer/unusual/"))
    isaac.page.get_by_role("link", name="Many in a short time").first.click()
    album.take("officer-openings", isaac)
    album.take("officer-openings-wrong", isaac.press("Write it down"))
    isaac.page.get_by_label("There was a good reason").check()
    isaac.fill(words="A handover to the clinic. I asked him, and his supervisor.")
    isaac.press("Write it down")
    album.take("officer-reviews", isaac.open("/officer/unusual/?state=reviewed"))
