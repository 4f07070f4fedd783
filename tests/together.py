"""A couple that was asked at once, and the answers of one of them, given on the site."""

from django.urls import reverse

from ledger.ids import uuid7
from tests import factories as make

KINDS = ["family_themes", "goals"]


def asked_together(asker, other, *clients, **fields):
    """The requests to these, made at once: the asker would tell the other one."""
    together = uuid7()
    return [
        make.request(
            one.client,
            proposed_by=asker.provider,
            disclosers=[asker.provider],
            recipients=[other.provider],
            categories=KINDS,
            together=together,
            **fields,
        )
        for one in clients
    ]


def choose(person, release, kinds=KINDS):
    """The kinds are chosen, and nothing is signed yet."""
    return person.http.post(reverse("review_what", args=[release.pk]), {"categories": kinds})


def sign(person, release, kinds=KINDS):
    choose(person, release, kinds)
    page = reverse("review_sign", args=[release.pk])
    shown = person.http.get(page).context["shown_sha256"]
    sent = {"typed_name": person.user.name, "shown_sha256": shown}
    answer = person.http.post(page, sent)
    assert answer.url == reverse("review_done", args=[release.pk])


def stop(person, release):
    person.http.post(reverse("stop_sharing", args=[release.pk]))
    release.refresh_from_db()
    assert release.revoked_at


def decline(person, release):
    person.http.post(reverse("review_no", args=[release.pk]))
    release.refresh_from_db()
    assert release.declined_at
