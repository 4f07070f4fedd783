"""Pictures of entries that may be one, and of making one of two, for shots.py."""

from tests import factories as make


def test_duplicates(album, window, cast):
    helen = make.provider("Helen Park", credentials="LCSW", phone="+15035550100")
    copy = make.provider("Park, Helen M.", npi="1234567893", standing="unverified")
    make.licence(copy, number="L-77")
    for entry, street in ((helen, "9 Mill Lane"), (copy, "9 Mill Ln")):
        make.location(entry, postal_code="97209", street=street)
    make.membership(copy, cast.organizations["northside"])
    make.location(make.organization("Harbor Clinic"), postal_code="97209")
    make.location(make.organization("Harbor Clinic, Inc."), postal_code="97209")
    ruth, page = window("ruth"), f"/directory/{helen.pk}/"
    album.take("duplicates", ruth.open("/directory/duplicates/"))
    album.take("duplicates-organizations", ruth.open("/directory/duplicates/?of=organizations"))
    album.take("look-alikes", ruth.open(page + "look-alikes/"))
    album.take("look-alikes-none", ruth.open(f"/directory/{cast.providers['lee'].pk}/look-alikes/"))
    album.take("merge", ruth.open(f"{page}merge/?with={copy.pk}"))
    album.take("merge-wrong", ruth.press("Merge them"))
    ruth.tick(npi="other").fill(why="I called her, and she works at both.")
    album.take("merged", ruth.press("Merge them"))
    album.take("merged-history", ruth.follow("History"))
    album.take("merged-absorbed", ruth.open(f"/directory/{copy.pk}/"))
    album.take("merge-undo", ruth.follow("Undo the merge"))
    make.change(helen, npi="")
    album.take("merge-undo-refused", ruth.press("Undo the merge"))
