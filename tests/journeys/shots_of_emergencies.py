"""Pictures of emergency access, taken by shots.py in their turn."""

from coordination.models import EmergencyAccess
from tests import emergencies as em
from tests import factories as make

WHAT = "She called from the bridge and hung up. Nobody knows what she takes."


def test_an_emergency(album, window, cast):
    maya, lee, ana = cast.providers["maya"], window("lee"), cast.clients["ana"]
    place = maya.memberships.first().organization
    make.membership(cast.providers["lee"], place)
    make.item(maya, ana, organization=place, body="Keeps her tablets in the kitchen.")
    make.item(maya, ana, organization=place, categories=["medications", "risk_safety"])
    ruth = window("ruth").open(f"/directory/organizations/{place.pk}/emergency/")
    album.take("emergency-switch", ruth)
    album.take("emergency-switch-on", ruth.press("Turn it on"))
    album.take("emergency-new", lee.open("/emergency/"))
    album.take("emergency-new-wrong", lee.press("Open for two hours"))
    lee.fill(name="Ana Reyes", born=f"{ana.born:%Y-%m-%d}", nature=WHAT)
    lee.tick(ground="threat", asked="no_time")
    album.take("emergency", lee.press("Open for two hours"))
    lee.page.locator(".person-row__go").first.click()
    album.take("emergency-note", lee)
    album.take("emergency-in-history", window("ana").open("/history/"))
    isaac, running = window("isaac"), EmergencyAccess.objects.get()
    album.take("emergencies", isaac.open("/officer/emergencies/"))
    album.take("emergency-runs", isaac.open(f"/officer/emergencies/{running.pk}/"))
    over = em.access_of(cast.providers["lee"], ana, place, begun=make.ago(hours=3), nature=WHAT)
    em.delay(over, make.ahead(days=3))
    album.take("emergency-review", isaac.open(f"/officer/emergencies/{over.pk}/"))
    album.take("emergency-review-wrong", isaac.press("Keep the verdict"))
    album.take("emergency-later", isaac.open(f"/officer/emergencies/{over.pk}/later/"))
    isaac.open(f"/officer/emergencies/{over.pk}/").tick(verdict="concern").fill(
        words="Ana could be asked."
    )
    album.take("emergency-reviewed", isaac.press("Keep the verdict"))
    album.take("emergencies-concern", isaac.open("/officer/emergencies/?state=concern"))
    hers = window("ana").open("/home/emergency/")
    album.take("emergency-wish", hers)
    album.take("emergency-wish-barred", hers.press("Let nobody use it"))
