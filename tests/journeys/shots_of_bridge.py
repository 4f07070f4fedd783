"""Pictures of two providers side by side and of two clients who show each other, for shots.py."""

from tests import factories as make


def test_two_halves(album, window, cast):
    maya, lee = cast.providers["maya"], cast.providers["lee"]
    ana, robin = cast.clients["ana"], cast.clients["robin"]
    kinds = ["substance_use_part2", "goals"]
    parties = {"disclosers": [lee], "recipients": [maya]}
    robins = make.release(robin, categories=kinds, **parties)
    make.share(make.item(lee, robin, categories=["goals"], body="Both walk again."), maya)
    record = make.item(lee, robin, categories=["substance_use_part2"], body="In the programme.")
    share = make.share(record, maya)
    here = window("maya")
    album.take("bridge", here.open(f"/clients/{ana.pk}/with/?with={lee.pk}"))
    album.take(
        "bridge-empty", here.open(f"/clients/{ana.pk}/with/?with={cast.providers['stone'].pk}")
    )
    album.take("bridge-whom", here.open(f"/clients/{ana.pk}/with/"))
    album.take("shared-part-2", here.open(f"/shared/{share.pk}/"))
    here.page.emulate_media(media="print")
    here.page.pdf(path=album.folder / "shared-part-2.pdf")
    here.page.emulate_media(media="screen")
    album.take("shared-list-none", window("stone").open("/shared/"))
    anas = make.release(ana, disclosers=[maya], recipients=[lee], categories=["goals"])
    hers = window("ana").open(f"/releases/{anas.pk}/each-other/")
    album.take("each-other", hers)
    album.take("each-other-wrong", hers.press("Show it, if they show me theirs"))
    hers.fill(address=robin.user.email).press("Show it, if they show me theirs")
    album.take("each-other-said", hers)
    theirs = window("robin").open(f"/releases/{robins.pk}/each-other/")
    theirs.fill(address=ana.user.email).press("Show it, if they show me theirs")
    album.take("each-other-both", theirs)
