"""Leo's play therapist and family counsellor work together, as long as both parents let them."""

import pytest
from django.urls import reverse

from releases.models import Release
from tests import factories as make
from tests.pages.reading import words
from tests.people import a_provider
from tests.together import stop

WORDS = {"play_therapist": "Builds a fence around each house.", "owen": "They eat together now."}


@pytest.fixture
def owen(leo, play_therapist):
    """The family counsellor, who treats Leo as well."""
    person = a_provider("Owen Brandt", "family_counsellor", "LMFT")
    make.treatment(leo.client, person.provider)
    make.change(leo.client, both_guardians=True)
    return person


def ask(asker, other, client):
    url = f"{reverse('ask_for_release', args=[client.pk])}?with={other.provider.pk}"
    sent = {"way": "both", "categories": ["goals"], "purposes": ["care_coordination"]}
    asker.http.post(
        url, sent | {"ends": make.TODAY.replace(year=make.TODAY.year + 1), "step": "send"}
    )
    return Release.objects.get(client=client)


def sign(parent, release):
    parent.http.post(reverse("review_what", args=[release.pk]), {"categories": ["goals"]})
    page = reverse("review_sign", args=[release.pk])
    shown = parent.http.get(page).context["shown_sha256"]
    said = {"typed_name": parent.user.name, "shown_sha256": shown, "assent": "too_young"}
    return parent.http.post(page, said)


def tell(author, reader, client, body):
    """A note that the author writes and shares; gives back where the reader opens it."""
    item = make.item(author.provider, client, categories=["goals"], body=body)
    share = reverse("note_share", args=[item.pk])
    author.http.post(share, {"recipients": [reader.provider.pk]})
    return reverse("shared_open", args=[item.shares.get().pk])


def reads(reader, url):
    answer = reader.http.get(url)
    return words(answer) if answer.status_code == 200 else answer.status_code


@pytest.fixture
def notes(leo, owen, play_therapist):
    """Each has told the other something, and who reads it where; nobody has signed yet."""
    release = ask(play_therapist, owen, leo.client)
    there = [
        (owen, tell(play_therapist, owen, leo.client, WORDS["play_therapist"])),
        (play_therapist, tell(owen, play_therapist, leo.client, WORDS["owen"])),
    ]
    return release, there


def test_each_reads_the_other_once_both_parents_have_signed(notes, mother, father):
    release, there = notes
    sign(mother, release)
    assert [reads(*one) for one in there] == [404, 404]
    sign(father, release)
    by_play, by_owen = [reads(*one) for one in there]
    assert WORDS["play_therapist"] in by_play
    assert WORDS["owen"] in by_owen
    assert "Ask Leo for more" in by_owen


@pytest.mark.parametrize("who", ["mother", "father"])
def test_one_parents_stop_closes_it_for_both(request, notes, mother, father, who):
    release, there = notes
    for parent in (mother, father):
        sign(parent, release)
    bridges = [reader.http.get(bridge_of(reader, release)) for reader, _ in there]
    assert all("Open until" in words(page) for page in bridges)
    stop(request.getfixturevalue(who), release)
    for reader, url in there:
        assert reads(reader, url) == 404
        page = words(reader.http.get(bridge_of(reader, release)))
        assert "Held" in page
        assert not any(body in page for body in WORDS.values())
        assert "Nothing is shared with you now" in words(reader.http.get(reverse("shared_with_me")))


def bridge_of(reader, release):
    (other,) = (
        one.provider_id for one in release.parties.all() if one.provider_id != reader.provider.pk
    )
    return f"{reverse('bridge', args=[release.client_id])}?with={other}"
