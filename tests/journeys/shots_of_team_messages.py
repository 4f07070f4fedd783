"""Pictures of what a client writes to those who treat them, taken by shots.py in their turn."""

from coordination.models import TeamCopy


def test_team_messages(album, window, cast):
    ana, maya = window("ana"), window("maya")
    album.take("team-none", ana.open("/home/messages/"))
    album.take("team-new", ana.open("/home/messages/new/"))
    album.take("team-new-wrong", ana.press("Send the message"))
    ana.tick(to=str(cast.providers["maya"].pk))
    ana.fill(words="Two bad nights since Sunday. Could we talk before Thursday?")
    album.take("team-sent", ana.press("Send the message"))
    album.take("team-today", maya.open("/today/"))
    album.take("team-client-page", maya.open(f"/clients/{cast.clients['ana'].pk}/"))
    copy = TeamCopy.objects.get()
    album.take("team-read", maya.open(f"/from-clients/{copy.pk}/"))
    maya.fill(words="Yes. Wednesday at four is free.").press("Send the answer")
    album.take("team-answered", maya)
    album.take("team-list", maya.open("/from-clients/"))
    album.take("team-news", ana.open("/home/messages/"))
    album.take("team-home", ana.open("/home/"))
    album.take("team-message", ana.open(f"/home/messages/{copy.message_id}/"))
    album.take("team-nobody", window("tomas").open("/home/messages/new/"))
