"""Pictures of what staff see, taken by shots.py in their turn."""

from datetime import timedelta

from clients.models import Unit
from coordination.models import Share
from releases.models import Release, SignedRecord
from releases.paper import printed
from tests import factories as make
from tests.scans import KEPT


def test_a_provider(album, window, cast):
    maya, ana = window("maya"), cast.clients["ana"]
    album.take("today", maya.open("/today/"))
    album.take("clients", maya.open("/clients/"))
    album.take("clients-none-found", maya.fill(q="Nobody").press("Search"))
    album.take("find", maya.open("/find/"))
    album.take("find-of-others", maya.open("/find/?of=others"))
    album.take("find-nothing", maya.open("/find/").fill(words="Nobody").press("Search"))
    album.take("client-new", maya.open("/clients/new/"))
    album.take("client-new-wrong", maya.fill(email="no", born="2199-01-01").press("Add the client"))
    album.take("client-page", maya.open(f"/clients/{ana.pk}/"))
    noor = make.client("Noor Amin", registered_by=cast.providers["maya"])
    make.treatment(noor, cast.providers["maya"])
    album.take("client-invite", maya.open(f"/clients/{noor.pk}/invite/"))
    album.take("treatment-end-nothing", maya.open(f"/clients/{noor.pk}/end/"))
    told = {"disclosers": [cast.providers["maya"]], "recipients": [cast.providers["lee"]]}
    make.release(noor, ends_with_treatment=True, direction="two_way", **told)
    make.share(make.item(cast.providers["maya"], noor), cast.providers["lee"])
    album.take("treatment-end", maya.open(f"/clients/{noor.pk}/end/"))
    album.take("note-new", maya.open(f"/clients/{ana.pk}/notes/new/"))
    album.take("note-new-medication", maya.follow("Medication change"))
    album.take("note-new-wrong", maya.press("Save the note"))
    album.take("note-new-apart", maya.open(f"/clients/{ana.pk}/notes/apart/"))
    maya.open(f"/clients/{ana.pk}/notes/new/").follow("Progress summary")
    maya.tick(categories="progress").fill(since="Walks each evening.")
    album.take("note-share", maya.press("Save the note"))
    note = maya.page.url.removesuffix("share/")
    album.take("note-share-search", maya.open(note + "share/?q=Stone&purpose=treatment"))
    album.take("note-unshared", maya.open(note))
    album.take("note-share-nobody", maya.open(note + "share/").press("Share with whom you chose"))
    boxes = maya.open(note + "share/?q=Stone").page.locator("[name=recipients]").all()
    for one in boxes:
        one.check()
    album.take("note-shared", maya.press("Share with whom you chose"))
    album.take("note", maya.open(note))
    first = maya.page.get_by_role("link", name="Take back").first
    album.take("note-take-back", maya.open(first.get_attribute("href")))


def test_files(album, window, cast):
    maya, ana, lee = window("maya"), cast.clients["ana"], cast.providers["lee"]
    kind = "substance_use_part2"
    make.release(ana, categories=[kind], disclosers=[cast.providers["maya"]], recipients=[lee])
    note = make.item(cast.providers["maya"], ana, categories=[kind])
    share = make.share(note, lee)
    album.take("file-attach", maya.open(f"/notes/{note.pk}/files/"))
    album.take("file-attach-wrong", maya.press("Attach it"))
    file = make.attachment(note, name="Letter of the clinic, 3 March.txt")
    make.attachment(note, name=f"{'A-very-long-name-' * 6}.pdf")
    album.take("note-with-files", maya.open(f"/notes/{note.pk}/"))
    album.take("file-take-away", maya.open(f"/notes/{note.pk}/files/{file.pk}/remove/"))
    album.take("shared-with-files", window("lee").open(f"/shared/{share.pk}/"))
    album.take("client-note-with-files", window("ana").open(f"/home/notes/{share.pk}/"))


def test_asking(album, window, cast):
    maya, page = window("maya"), f"/clients/{cast.clients['ana'].pk}/ask/"
    album.take("ask-1-whom", maya.open(page))
    album.take("ask-1-found", maya.open(page + "?q=St"))
    album.take("ask-1-none", maya.open(page + "?q=Nobody"))
    album.take("ask-2-what", maya.open(f"{page}?with={cast.providers['stone'].pk}"))
    album.take("ask-2-what-wrong", maya.press("See what Ana will read"))
    maya.tick(categories=["goals", "sexual_reproductive"], way="both").fill(
        reason="Ana asked me to tell Mr. Stone before she moves to his group."
    )
    album.take("ask-3-preview", maya.press("See what Ana will read"))
    album.take("ask-sent", maya.press("Send to Ana"))
    both = "&".join(f"with={cast.providers[one].pk}" for one in ("stone", "lee"))
    album.take("ask-1-several", maya.open(f"{page}?{both}&more=1&q=Brandt"))
    album.take("ask-2-several", maya.open(f"{page}?{both}"))
    maya.tick(categories=["goals"], way="tell")
    album.take("ask-3-several", maya.press("See what Ana will read"))
    make.provider("Otto Brandt", profession="psychiatrist")
    album.take("ask-newcomer", maya.open(page + "newcomer/"))
    maya.fill(name="Otto Brant", email="otto@example.org").press("Add them and go on")
    album.take("ask-newcomer-alike", maya)
    album.take("ask-2-already", maya.open(f"{page}?with={cast.providers['lee'].pk}"))
    place = cast.providers["maya"].memberships.first().organization
    album.take("by-default", maya.open(f"/releases/by-default/{place.pk}/"))
    album.take("by-default-found", maya.fill(q="Stone").press("Search the directory"))
    stone = str(cast.providers["stone"].pk)
    maya.tick(partners=stone, categories=["progress", "goals"]).press("Ask every new client this")
    album.take("by-default-set", maya)
    album.take("client-new-by-default", maya.open("/clients/new/"))
    for state in ("", "ending", "waiting", "stopped", "declined", "open", "over"):
        album.take(f"releases-{state or 'all'}", maya.open(f"/releases/?state={state}"))
    album.take("releases-none-found", maya.fill(q="Nobody").press("Search"))
    signed = Release.objects.of(cast.clients["ana"]).exclude(signed_at=None).first()
    album.take("release", maya.open(f"/releases/{signed.pk}/"))
    waiting = Release.objects.of(cast.clients["ana"]).filter(signed_at=None).first()
    album.take("release-waiting", maya.open(f"/releases/{waiting.pk}/"))
    make.change(waiting, requested_at=make.ago(days=40), answer_by=make.ago(days=10))
    album.take("release-run-out", maya.open(f"/releases/{waiting.pk}/"))


def test_on_paper(album, window, cast):
    maya = cast.providers["maya"]
    parties = {"disclosers": [maya], "recipients": [cast.providers["stone"]], "proposed_by": maya}
    asked = make.request(cast.clients["ana"], categories=["goals", "hiv_sti"], **parties)
    page, desk = f"/releases/{asked.pk}/", window("maya")
    album.take("release-to-print", desk.open(page))
    album.take("paper-form", desk.follow("Print it to be signed on paper"))
    code = printed(asked, "en").code
    album.take("paper-record", desk.open(page + "on-paper/"))
    album.take("paper-record-wrong", desk.press("Record it and start sharing"))
    desk.fill(code=code).tick(signers="client", initialled="hiv_sti")
    desk.page.locator("[name=attested]").check()
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": KEPT["application/pdf"]}
    desk.page.locator("[name=scan]").set_input_files(scan)
    album.take("release-on-paper", desk.press("Record it and start sharing"))
    ana = window("ana")
    album.take("receipt-on-paper", ana.open(page + "receipt/"))


def test_of_age(album, window, cast):
    born = make.TODAY.replace(year=make.TODAY.year - 18) - timedelta(days=3)
    kim = make.client("Kim Rivlin", preferred_name="Kim", born=born, user=make.user("Kim Rivlin"))
    maya = cast.providers["maya"]
    make.treatment(kim, maya)
    parties = {"disclosers": [maya], "recipients": [cast.providers["lee"]], "proposed_by": maya}
    parent = make.user("Daniel Rivlin")
    signed = {"signed": make.ago(days=200), "signed_by": "representative", "signer": parent}
    release = make.release(kim, categories=["goals"], **parties, **signed)
    album.take("of-age-home", window(kim.user).open("/home/"))
    album.take("of-age", window(kim.user).open("/home/agreed-for-me/"))
    album.take("of-age-renew", window(kim.user).open(f"/releases/{release.pk}/renew/"))
    album.take("of-age-for-staff", window("maya").open(f"/clients/{kim.pk}/"))
    album.take("of-age-release", window("maya").open(f"/releases/{release.pk}/"))


def test_who_may_act(album, window, cast):
    haddad, leo = window("haddad"), cast.clients["leo"]
    page = f"/clients/{leo.pk}/signers/"
    album.take("authority-new", haddad.open(page + "new/"))
    album.take("authority-new-wrong", haddad.press("Add them"))
    haddad.fill(name="Nina Berg", limits="Not for money.").tick(basis="guardian")
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": KEPT["application/pdf"]}
    haddad.page.locator("[name=scan]").set_input_files(scan)
    album.take("authority", haddad.press("Add them"))
    one = haddad.page.url
    haddad.page.locator("[name=looked]").check()
    album.take("authority-verified", haddad.press("I verify this"))
    album.take("authority-invite", haddad.follow("Invite them to an account"))
    album.take("authority-end", haddad.open(one + "end/"))
    album.take("authorities", haddad.open(page))
    album.take("authorities-both", haddad.press("Let both guardians sign"))
    asks, hears = (cast.providers[one] for one in ("haddad", "duarte"))
    facts = {"categories": ["goals"], "asked_categories": ["goals"], "proposed_by": asks}
    asked = make.request(leo, disclosers=[asks], recipients=[hears], **facts)
    review = f"/releases/{asked.pk}/review/"
    clara = window("clara")
    album.take("sign-of-both", clara.open(review))
    clara.open(review + "sign/").fill(typed_name="Clara Marin")
    clara.page.get_by_label("No, Leo is too young").check()
    album.take("sign-of-both-half", clara.press("Sign"))
    album.take("client-home-half", clara.open("/home/"))
    album.take("sign-of-both-check", window("tomas").open(review + "check/"))
    haddad.press("Let one signature be enough")


def test_a_couple(album, window, cast):
    maya, sam = window("maya"), cast.clients["sam"]
    album.take("unit-new", maya.open(f"/clients/{sam.pk}/together/"))
    album.take("unit-new-wrong", maya.press("Note that they are seen together"))
    maya.tick(kind="couple", joining=str(cast.clients["ana"].pk), secrets="limited")
    album.take("unit", maya.press("Note that they are seen together"))
    album.take("unit-change", maya.follow("Change"))
    ask_at_once(album, window, cast)


def ask_at_once(album, window, cast):
    duarte = window("duarte")
    unit = Unit.objects.get(created_by=cast.providers["duarte"])
    page, stone = f"/together/{unit.pk}/ask/", cast.providers["stone"]
    album.take("unit-of-two", duarte.open(f"/together/{unit.pk}/"))
    album.take("unit-ask-1-whom", duarte.open(page + "?q=Stone"))
    album.take("unit-ask-2-what", duarte.open(f"{page}?with={stone.pk}"))
    duarte.tick(way="tell", categories="goals")
    album.take("unit-ask-3-preview", duarte.press("See what each of them will read"))
    album.take("unit-asked", duarte.press("Send to each of them"))
    waiting = Release.objects.of(cast.clients["robin"]).waiting().exclude(together=None)
    one = f"/releases/{waiting.earliest('requested_at').pk}/"
    album.take("release-of-two", duarte.open(one))
    album.take("sign-of-two", window("robin").open(one + "review/"))
    album.take("client-home-of-two", window("robin").open("/home/"))
    album.take("releases-of-two", duarte.open("/releases/"))


def test_checking_a_file(album, window, cast):
    kept = SignedRecord.objects.filter(release__in=Release.objects.in_force()).first()
    ended = SignedRecord.objects.exclude(release__in=Release.objects.in_force()).first()
    anybody = window()
    album.take("verify", anybody.open("/verify/"))
    album.take("verify-nothing", anybody.press("Check the file"))
    for name, file in (
        ("genuine", bytes(kept.file)),
        ("ended", bytes(ended.file)),
        ("changed", bytes(kept.file) + b"x"),
    ):
        sent = {"name": "file.pdf", "mimeType": "application/pdf", "buffer": file}
        anybody.page.locator("[name=file]").set_input_files(sent)
        album.take(f"verify-{name}", anybody.press("Check the file"))


def test_what_was_shared(album, window, cast):
    lee = window("lee")
    album.take("shared", lee.open("/shared/"))
    share = Share.objects.visible_to(cast.providers["lee"]).first()
    album.take("shared-open", lee.open(f"/shared/{share.pk}/"))
    album.take("shared-client", lee.open(f"/clients/{cast.clients['ana'].pk}/"))
    album.take("shared-not-found", lee.open(f"/shared/{cast.clients['ana'].pk}/", status=404))
    stone = window("stone")
    for name in ("today", "clients", "shared", "releases"):
        album.take(f"{name}-empty", stone.open(f"/{name}/"))
