"""What tests of messages do: they look at pages, and send the forms."""

from django.urls import reverse

from ledger.ids import uuid7


def page(thread):
    return reverse("thread_page", args=[thread.pk])


def text(person, url):
    answer = person.http.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def filled(*to, **entered):
    return {
        "key": uuid7(),
        "body": "Walks to work again.",
        "categories": ["progress"],
        "recipients": [one.provider.pk for one in to],
        "step": "send",
    } | entered


def begin(person, about, *to, **entered):
    url = reverse("thread_new", args=[about.client.pk])
    return person.http.post(url, filled(*to, **entered))


def answer(person, thread, *to, **entered):
    return person.http.post(page(thread), filled(*to, **entered))
