"""Pictures of writing notes, taken by shots.py in their turn."""

from coordination.models import Item


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
    album.take("note-apart-share", duarte.follow("Who that form names"))
