"""Pictures of writing notes, taken by shots.py in their turn."""

from coordination.models import Item, Share


def test_notes(album, window, cast):
    duarte = window("duarte")
    joint = Item.objects.filter(author=cast.providers["duarte"], kind="treatment_plan").first()
    album.take("note-joint", duarte.open(f"/notes/{joint.pk}/"))
    album.take("note-part-kinds", duarte.follow("Write a part about Robin alone"))
    album.take("note-part", duarte.follow("Progress summary"))
    duarte.tick(categories="goals").fill(since="Robin found a flat.", ahead="The move, in spring.")
    duarte.press("Save the part")
    album.take("note-joint-with-part", duarte.open(f"/notes/{joint.pk}/"))
    album.take("note-of-part", duarte.follow("Progress summary about Robin Hale"))
    robin = cast.clients["robin"]
    duarte.open(f"/clients/{robin.pk}/notes/apart/")
    duarte.fill(body="What Robin said about the summer.").press("Save the note")
    album.take("note-apart", duarte)
    album.take("note-apart-share", duarte.follow("Share it with whom that form names"))
    duarte.open(f"/clients/{robin.pk}/notes/new/").follow("Medication change")
    duarte.fill(what="Sertraline 50 to 75 mg").press("Keep as a draft and finish later")
    album.take("note-kinds-with-draft", duarte.open(f"/clients/{robin.pk}/notes/new/"))
    album.take("note-draft", duarte.follow("Medication change"))
    show_a_change(album, window, cast)


def show_a_change(album, window, cast):
    """Of a note that somebody has opened."""
    share = Share.objects.visible_to(cast.providers["lee"]).exclude(kind="message").first()
    window("lee").open(f"/shared/{share.pk}/")
    author = next(key for key, one in cast.providers.items() if one == share.author)
    album.take("note-revise", window(author).open(f"/notes/{share.item_id}/change/"))
    writer = window(author).open(f"/notes/{share.item_id}/change/")
    writer.fill(body="She keeps the evening walk.").press("Save the change")
    album.take("note-revised", writer)
    album.take("shared-revised", window("lee").open(f"/shared/{share.pk}/"))
