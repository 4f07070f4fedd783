"""Pictures of what is reported to the privacy officer, taken by shots.py in their turn."""

from coordination.models import Complaint


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
