"""Sharing a note with several people in one press, each on their own."""

import pytest
from django.urls import reverse

from coordination.models import Share
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make


@pytest.fixture
def share(note, therapist):
    """Sends the form of the therapist's note; the page that comes after it, as text."""

    def send(*to, note=note, by=therapist, step="send", **entered):
        filled = {
            "recipients": [one.provider.pk for one in to],
            "purpose": "care_coordination",
            "step": step,
        }
        url = reverse("note_share", args=[note.pk])
        return by.http.post(url, filled | entered, follow=True).content.decode()

    return send


def recipients():
    return {one.recipient for one in Share.objects.all()}


def test_one_press_goes_to_all_and_says_of_each_what_came_of_it(share, ana, psychiatrist, gp):
    shown = share(psychiatrist, gp)
    assert "Shared with Julian Okafor. Open until" in shown
    assert "Shared with Helen Park. Held." in shown
    assert recipients() == {psychiatrist.provider, gp.provider}
    assert Entry.objects.filter(client=ana.client.pk, verb=Verb.ITEM_SHARED).count() == 2
    assert Outgoing.objects.filter(kind="share_arrived").count() == 2


def test_who_has_it_already_does_not_stop_the_others(share, psychiatrist, gp, open_share):
    shown = share(psychiatrist, gp)
    assert "Julian Okafor has this note already. Nothing was sent." in shown
    assert "Shared with Helen Park. Held." in shown
    assert Share.objects.count() == 2


def test_who_can_be_sent_nothing_any_more_does_not_stop_the_others(share, psychiatrist, stranger):
    make.change(stranger.provider, standing="suspended")
    shown = share(psychiatrist, stranger)
    assert "Shared with Julian Okafor. Open until" in shown
    assert "Somebody you chose can&#x27;t be sent anything now." in shown
    assert recipients() == {psychiatrist.provider}


def test_pressed_twice_it_is_sent_once(share, psychiatrist, gp):
    share(psychiatrist, gp)
    assert share(psychiatrist, gp).count("has this note already. Nothing was sent.") == 2
    assert Share.objects.count() == 2


def test_whoever_chose_nobody_is_told_and_the_search_stays(share):
    shown = share(q="Lang")
    assert "<title>Error:" in shown
    assert "Choose at least one person to share it with" in shown
    assert 'value="Lang"' in shown
    assert not Share.objects.exists()


def test_to_look_sends_nothing_and_keeps_who_is_chosen(share, psychiatrist, stranger):
    shown = share(psychiatrist, stranger, step="look", purpose="school")
    for one in (psychiatrist, stranger):
        box = shown.partition(f'value="{one.provider.pk}"')[2].partition(">")[0]
        assert "checked" in box
    assert '<option value="school" selected>' in shown
    assert "Opens now" not in shown
    assert not Share.objects.exists()


def test_nobody_is_chosen_beforehand(share):
    assert "checked" not in share(step="look")


def test_each_is_shared_with_for_the_purpose_that_was_chosen(share, psychiatrist, gp):
    assert share(psychiatrist, gp, purpose="school").count(". Held.") == 2
    assert {one.purpose for one in Share.objects.all()} == {"school"}


def test_a_joint_note_says_of_each_only_whether(
    share, sam, robin, couples_counsellor, therapist, gp
):
    me = couples_counsellor.provider
    make.release(sam.client, disclosers=[me], recipients=[therapist.provider, gp.provider])
    make.release(robin.client, disclosers=[me], recipients=[gp.provider])
    joint = make.item(me, sam.client, robin.client)
    shown = share(therapist, gp, note=joint, by=couples_counsellor)
    assert "Shared with Helen Park. Open until" in shown
    assert "Shared with Miriam Stone. Not shareable with this person now." in shown
    assert "No permission covers" not in shown


@pytest.mark.parametrize("broken", ["\x00", "x" * 101])
def test_what_cannot_be_looked_for_finds_nobody(share, broken):
    assert "Share this note" in share(step="look", q=broken)
