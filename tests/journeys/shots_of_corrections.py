"""Pictures of a correction that is asked for and not made, taken by shots.py in their turn."""

from coordination.models import Amendment, Share


def test_corrections(album, window, cast):
    open_now = Share.objects.visible_to(cast.providers["lee"]).about(cast.clients["ana"])
    share = open_now.exclude(kind="message").first()
    author = next(key for key, one in cast.providers.items() if one == share.author)
    ana, writes, note = window("ana"), window(author), f"/home/notes/{share.pk}/"
    album.take("correction-new", ana.open(note).follow("This is not right"))
    ana.fill(wrong="It says that I sleep through five of seven nights.")
    album.take("correction-new-wrong", ana.press("Ask for the correction"))
    ana.fill(should_say="It was three of seven.").press("Ask for the correction")
    album.take("correction-waits", ana)
    page = f"/corrections/{Amendment.objects.get().pk}/"
    album.take("today-to-answer", writes.open("/today/"))
    album.take("correction-answer", writes.open(page))
    writes.tick(outcome="declined")
    album.take("correction-answer-wrong", writes.press("Send the answer"))
    writes.fill(reason="These are the nights that we counted.").press("Send the answer")
    album.take("correction-of-author", writes)
    album.take("correction-not-made", ana.open(note))
    album.take("correction-disagree", ana.follow("Add a statement"))
    ana.fill(words="The diary has the wrong week.").press("Add the statement")
    album.take("correction-disagreed", ana)
    album.take("shared-with-statement", window("lee").open(f"/shared/{share.pk}/"))
