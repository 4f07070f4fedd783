"""Pictures of messages between providers, taken by shots.py in their turn."""

from coordination.models import Thread
from tests import factories as make


def test_messages(album, window, cast):
    ana, maya = cast.clients["ana"], cast.providers["maya"]
    lee, stone = cast.providers["lee"], cast.providers["stone"]
    page = f"/clients/{ana.pk}/messages/new/"
    album.take("messages-none", window("stone").open("/messages/"))
    album.take("message-new", window("maya").open(page))
    desk = window("maya")
    album.take("message-new-wrong", desk.open(page).press("Send the message"))
    desk.open(page).fill(
        body="Ana would like to walk to work again. Could we time the dose?", q="Stone"
    )
    desk.tick(categories=["goals", "progress"], recipients=str(lee.pk))
    desk.press("Search, and see who could open it").tick(recipients=str(stone.pk))
    album.take("message-looked-at", desk)
    album.take("thread-begun", desk.press("Send the message"))
    thread = Thread.objects.get(messages__body__startswith="Ana would like")
    make.message(lee, thread=thread, to=[maya], categories=["goals"], body="Yes. Mornings, then.")
    album.take("messages", desk.open("/messages/"))
    album.take("thread", desk.open(f"/messages/{thread.pk}/"))
    quoted = thread.messages.earliest("created_at")
    desk.open(f"/messages/{thread.pk}/?quote={quoted.pk}")
    album.take("thread-quoting", desk)
    make.message(maya, to=[lee], categories=quoted.categories, quotes=quoted, body="Half past 8?")
    album.take("thread-quoted", desk.open(f"/messages/{thread.pk}/"))
    album.take("messages-to-answer", window("lee").open("/messages/?of=answer"))
    album.take("today-to-answer", window("lee").open("/today/"))
    album.take("thread-of-the-other", window("lee").open(f"/messages/{thread.pk}/"))
