"""What a signature or a stop would change, said on the page before it; nothing of it stays."""

from functools import partial

import pytest
from django.urls import reverse

from coordination.models import Share
from ledger.models import Entry, Outgoing
from releases.actions.signing import as_if_signed
from releases.effects import effects_of, people_of, tells
from releases.models import Release, Signature
from tests import factories as make
from tests.pages.reading import words
from tests.roles import as_web

TOGETHER = "About several people: opens only while everyone agrees"


@pytest.fixture
def asked(ana, therapist, psychiatrist):
    """Whether the psychiatrist may hear of goals, of what the therapist told so far in vain."""
    return request_for(ana, therapist, psychiatrist)


def request_for(client, tells, hears, **facts):
    facts = {"categories": ["goals"], "asked_categories": ["goals"]} | facts
    return make.request(
        client.client, disclosers=[tells.provider], recipients=[hears.provider], **facts
    )


def a_share(tells, hears, *about, categories=("goals",), **facts):
    item = make.item(tells.provider, *(one.client for one in about), categories=categories)
    return make.share(item, hears.provider, **facts)


def check(person, release):
    return words(person.http.get(reverse("review_check", args=[release.pk])))


def stop(person, release):
    return words(person.http.get(reverse("stop_sharing", args=[release.pk])))


def part(page, title):
    """What stands under a title, up to the next one."""
    titles = ["Could be opened at once", "Could be opened later", "Can't be opened any more",
              "Stays open", TOGETHER, "Stays closed", "Good to know",
              "What was opened so far"]  # fmt: skip
    rest = page.partition(title)[2]
    return rest[: min(rest.find(one) for one in titles if one in rest)]


def test_the_check_page_says_what_would_open(ana, therapist, psychiatrist, asked):
    a_share(therapist, psychiatrist, ana)
    opens = part(check(ana, asked), "Could be opened at once")
    assert "Note by Miriam Stone For Julian Okafor" in opens
    assert "Goals and check-ins" in opens
    assert "Sleeps better." not in opens


def test_and_what_stays_closed_and_why(ana, therapist, psychiatrist, asked):
    a_share(therapist, psychiatrist, ana, categories=["goals", "billing"])
    assert "Your permission leaves out: Billing." in part(check(ana, asked), "Stays closed")


def test_and_what_is_open_already(ana, psychiatrist, open_share, asked):
    assert "Note by Miriam Stone" in part(check(ana, asked), "Stays open")


def test_and_what_would_open_later(ana, therapist, psychiatrist):
    later = request_for(ana, therapist, psychiatrist, effective_at=make.ahead(days=9))
    a_share(therapist, psychiatrist, ana)
    assert "· from " in part(check(ana, later), "Could be opened later")


def test_nobody_who_is_not_active_is_said_to_open_anything(ana, therapist, psychiatrist, asked):
    a_share(therapist, psychiatrist, ana)
    make.change(psychiatrist.provider, standing="suspended")
    page = check(ana, asked)
    assert "Nothing that was shared so far would open." in page
    assert "Julian Okafor can't open anything at the moment." in page


def test_a_preview_leaves_no_row_no_line_and_no_letter(ana, therapist, psychiatrist, asked):
    a_share(therapist, psychiatrist, ana)
    kept = [Signature, Entry, Outgoing]
    before = [model.objects.count() for model in kept]
    check(ana, asked)
    asked.refresh_from_db()
    assert asked.signed_at is None
    assert [model.objects.count() for model in kept] == before


@pytest.mark.parametrize("both", [True, False], ids=["the partner has signed", "has not"])
def test_a_joint_note_tells_nothing_of_the_partner(
    sam, robin, couple, couples_counsellor, stranger, both
):
    shared = a_share(couples_counsellor, stranger, sam, robin)
    mine = request_for(sam, couples_counsellor, stranger)
    without = check(sam, mine)
    theirs = request_for(robin, couples_counsellor, stranger)
    if both:
        make.signature(theirs, robin.user)
        make.change(theirs, signed_at=make.ago(days=2))
    assert check(sam, mine) == without
    assert "Note by Nadia Haddad For Victor Lang" in part(without, TOGETHER)
    assert Share.objects.get(pk=shared.pk).consent == []


def test_the_stop_page_says_what_closes(ana, psychiatrist, open_share):
    page = part(stop(ana, psychiatrist.release), "Can't be opened any more")
    assert "Note by Miriam Stone For Julian Okafor" in page


def test_and_what_stays_open_by_another_permission(ana, therapist, psychiatrist, open_share):
    make.release(ana.client, disclosers=[therapist.provider], recipients=[psychiatrist.provider])
    page = stop(ana, psychiatrist.release)
    assert "Of what was shared so far, nothing closes." in page
    assert "Note by Miriam Stone" in part(page, "Stays open")


def test_stopping_everything_says_what_closes_and_what_was_opened(ana, psychiatrist, open_share):
    psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    page = words(ana.http.get(reverse("stop_all_sharing")))
    assert "Note by Miriam Stone" in part(page, "Can't be opened any more")
    assert "Julian Okafor opened a note by Miriam Stone." in page


def test_a_long_list_is_cut_and_counted(ana, therapist, psychiatrist, asked):
    for _number in range(22):
        a_share(therapist, psychiatrist, ana)
    assert "And 2 more." in part(check(ana, asked), "Could be opened at once")


def test_what_cannot_be_signed_has_no_preview(ana, asked):
    make.change(asked, expires_at=make.ago(days=1))
    assert "What your signature would do" not in check(ana, asked)


def test_a_parent_reads_what_the_childs_release_would_open(
    mother, leo, play_therapist, family_counsellor
):
    waiting = request_for(
        leo, play_therapist, family_counsellor, categories=["progress"],
        asked_categories=["progress"],
    )  # fmt: skip
    a_share(play_therapist, family_counsellor, leo, categories=["progress"])
    assert "Note by Grace Lindqvist" in part(check(mother, waiting), "Could be opened at once")


def test_whoever_works_at_a_named_organization_hears(therapist, practice, stranger):
    release = make.request(make.client(), disclosers=[stranger.provider], recipients=[practice])
    hears = release.parties.filter(side="recipient")
    assert people_of(hears) == {therapist.provider.pk}


def test_what_was_said_to_open_is_what_opens(ana, therapist, psychiatrist, asked):
    shares = [
        a_share(therapist, psychiatrist, ana, categories=kinds)
        for kinds in (["goals"], ["billing"], ["progress"], ["goals", "medications"])
    ]
    deed = partial(as_if_signed, release=asked, by=ana.user)
    with as_web(ana.user):
        told = effects_of(deed, client=ana.client, people={psychiatrist.provider.pk})
        deed()
    now_open = set(Share.objects.visible_to(psychiatrist.provider).values_list("pk", flat=True))
    said = {one.share_id for one in (*told.opens.lines, *told.stays_open.lines)}
    assert said == now_open == {shares[0].pk, shares[2].pk, shares[3].pk}
    assert Release.objects.in_force().filter(pk=asked.pk).exists()


def test_effects_are_told_in_one_place():
    with pytest.raises(ValueError, match="Register one teller"):
        tells("effects")(lambda: None)
