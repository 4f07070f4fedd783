"""Writing a note, sharing it, taking it back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination.models import Item, Share
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make


@pytest.fixture
def write(ana, therapist):
    """Sends the form of a note about Ana, as the therapist unless `by` says who."""

    def send(by=therapist, about=ana, **entered):
        filled = {
            "kind": "note",
            "categories": ["progress"],
            "service_date": make.TODAY,
            "body": "Walks to work again.",
        }
        return by.http.post(reverse("note_new", args=[about.client.pk]), filled | entered)

    return send


def text(answer):
    return answer.content.decode()


def share_page(person, note, **query):
    return text(person.http.get(reverse("note_share", args=[note.pk]), query))


def send(person, note, recipient):
    return person.http.post(
        reverse("note_share", args=[note.pk]),
        {"recipients": [recipient.provider.pk], "purpose": "care_coordination"},
    )


def sent(person, note):
    return text(person.http.get(reverse("note_page", args=[note.pk])))


# Writing


def test_a_note_is_written_and_then_may_be_shared(ana, therapist, practice, write):
    answer = write()
    item = Item.objects.get()
    assert answer.url == reverse("note_share", args=[item.pk])
    assert (item.author, item.organization) == (therapist.provider, practice)
    assert [one.client for one in item.about.all()] == [ana.client]
    assert Entry.objects.filter(client=ana.client.pk, verb=Verb.ITEM_WRITTEN).exists()


def test_no_kind_is_ticked_and_the_author_is_told_that_the_client_reads(ana, therapist):
    page = therapist.http.get(reverse("note_new", args=[ana.client.pk]), {"kind": "note"})
    assert not page.context["form"]["categories"].value()
    assert "can read it too, even while it is held" in text(page)


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"categories": []}, "Choose at least one kind of information"),
        ({"categories": ["nonsense"]}, "nonsense is not one of the"),
        ({"categories": ["sud_counseling_notes", "goals"]}, "stand alone"),
        ({"service_date": make.TODAY + timedelta(days=2)}, "must not be in the future"),
        ({"service_date": "31/31/31"}, "Enter the date of service as day, month and year"),
        ({"body": "  "}, "Write the note"),
        ({"body": "x" * 20001}, "Shorten the note to 20,000 characters or fewer"),
    ],
)
def test_what_cannot_be_a_note_is_answered_with_a_sentence(write, entered, sentence):
    shown = text(write(**entered))
    assert "<title>Error:" in shown
    assert sentence in shown
    assert not Item.objects.exists()


def test_a_note_may_be_about_both_of_a_couple(write, sam, robin, couples_counsellor, couple):
    write(by=couples_counsellor, about=sam, also=[robin.client.pk])
    assert set(Item.objects.get().subjects.all()) == {sam.client, robin.client}


def test_a_note_is_not_about_somebody_outside_the_couple(
    write, ana, sam, couples_counsellor, couple
):
    assert "<title>Error:" in text(write(by=couples_counsellor, about=sam, also=[ana.client.pk]))
    assert not Item.objects.exists()


def test_whoever_works_in_two_places_says_for_which_they_wrote(therapist, write):
    clinic = make.organization("Northside Clinic")
    make.membership(therapist.provider, clinic)
    assert "Choose the organization that you wrote it for" in text(write())
    write(organization=clinic.pk)
    assert Item.objects.get().organization == clinic


def test_nobody_writes_about_somebody_whom_they_do_not_treat(write, psychiatrist, stranger):
    for person in (psychiatrist, stranger):
        assert write(by=person).status_code == 404
    assert not Item.objects.exists()


# Reading one's own


def test_only_its_author_reads_a_note_on_its_page(note, therapist, psychiatrist, gp, stranger, ana):
    url = reverse("note_page", args=[note.pk])
    assert note.body in text(therapist.http.get(url))
    for person in (psychiatrist, gp, stranger, ana):
        assert person.http.get(url).status_code == 404
        assert person.http.get(reverse("note_share", args=[note.pk])).status_code == 404


def test_an_author_reads_their_own_note_also_after_the_treatment(ana, note, therapist):
    running = ana.client.treatments.get()
    make.change(running, during=(make.ago(days=300), make.ago(days=1)))
    assert note.body in text(therapist.http.get(reverse("note_page", args=[note.pk])))
    assert "You no longer treat everybody" in share_page(therapist, note)


def test_what_cannot_be_shared_any_more_is_not_shared(ana, note, therapist, psychiatrist):
    make.change(ana.client.treatments.get(), during=(make.ago(days=300), make.ago(days=1)))
    send(therapist, note, psychiatrist)
    assert not Share.objects.exists()


# Sharing


def test_before_it_is_shared_the_page_says_what_would_come_of_it(
    note, therapist, psychiatrist, gp, stranger
):
    shown = share_page(therapist, note, q="lang")
    assert "Opens now, until" in shown
    assert shown.count("Would be held") == 2  # the lapsed one, and the one searched for
    assert "No permission covers Progress summary now." in shown


def test_those_whom_a_release_names_come_first(note, therapist, psychiatrist, stranger):
    shown = share_page(therapist, note, q="lang")
    assert shown.index("Julian Okafor") < shown.index("Victor Lang")


def test_whoever_works_where_a_release_names_the_place_is_offered(ana, note, therapist, stranger):
    clinic = make.organization("Northside Clinic")
    make.membership(stranger.provider, clinic)
    make.release(ana.client, disclosers=[therapist.provider], recipients=[clinic])
    assert "Opens now, until" in share_page(therapist, note)


def test_another_purpose_may_have_another_outcome(note, therapist, psychiatrist):
    assert "Opens now" not in share_page(therapist, note, purpose="school")
    assert "Opens now" in share_page(therapist, note, purpose="nonsense")


def test_a_joint_note_says_only_that_it_cannot_be_shared_now(
    sam, robin, couples_counsellor, therapist
):
    me = couples_counsellor.provider
    make.release(sam.client, disclosers=[me], recipients=[therapist.provider])
    joint = make.item(me, sam.client, robin.client)
    shown = share_page(couples_counsellor, joint)
    assert "Not shareable with this person now" in shown
    assert "No permission covers" not in shown


def test_where_the_client_keeps_it_back_there_is_nothing_to_ask_for(ana, note, therapist, gp):
    make.restriction(ana.client, provider=gp.provider)
    asking = reverse("ask_for_release", args=[ana.client.pk])
    for shown in (share_page(therapist, note), send(therapist, note, gp) and sent(therapist, note)):
        assert "Ana asked that Helen Park is not shown this. No permission covers" in shown
        assert asking not in shown


def test_a_limit_on_one_kind_is_the_whole_reason(ana, note, therapist, psychiatrist):
    make.restriction(ana.client, categories=["progress"])
    shown = share_page(therapist, note)
    assert "Ana asked that Julian Okafor is not shown this." in shown
    assert "No permission covers" not in shown


def test_nobody_is_asked_for_what_only_the_directory_can_change(ana, note, therapist, held_share):
    asking = reverse("ask_for_release", args=[ana.client.pk])
    assert asking in sent(therapist, note)
    make.change(held_share.recipient, standing="suspended")
    shown = sent(therapist, note)
    assert "Held: not active in the directory" in shown
    assert asking not in shown


def test_a_note_is_shared_and_the_recipient_is_told(ana, note, therapist, psychiatrist):
    send(therapist, note, psychiatrist)
    share = Share.objects.get()
    assert share.recipient == psychiatrist.provider
    assert Entry.objects.filter(client=ana.client.pk, verb=Verb.ITEM_SHARED).exists()
    assert Outgoing.objects.get(kind="share_arrived").recipient == psychiatrist.user.pk
    assert "Open until" in share_page(therapist, note)


def test_the_same_note_sent_twice_is_one_share(note, therapist, psychiatrist):
    send(therapist, note, psychiatrist)
    send(therapist, note, psychiatrist)
    assert "has this note already. Nothing was sent." in share_page(therapist, note)
    assert Share.objects.count() == 1


@pytest.mark.parametrize("who", ["", "nonsense", "01a00000-0000-7000-8000-000000000000"])
def test_a_note_is_shared_with_nobody_who_is_not_there(note, therapist, who):
    answer = therapist.http.post(
        reverse("note_share", args=[note.pk]), {"recipients": [who], "purpose": "care_coordination"}
    )
    assert "Choose among the people who are listed" in text(answer)


def test_a_note_is_shared_neither_with_somebody_suspended_nor_with_oneself(
    note, therapist, stranger
):
    make.change(stranger.provider, standing="suspended")
    for person in (stranger, therapist):
        assert "Choose among the people who are listed" in text(send(therapist, note, person))
    assert not Share.objects.exists()


# Taking it back


def test_a_share_is_taken_back_after_a_question(therapist, psychiatrist, open_share):
    url = reverse("share_withdraw", args=[open_share.pk])
    assert "can't be taken back" in text(therapist.http.get(url))
    therapist.http.post(url)
    opened = psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    assert opened.status_code == 404
    assert therapist.http.post(url).status_code == 404


def test_nobody_but_the_author_takes_a_share_back(psychiatrist, gp, stranger, open_share):
    url = reverse("share_withdraw", args=[open_share.pk])
    for person in (psychiatrist, gp, stranger):
        assert person.http.post(url).status_code == 404
    open_share.refresh_from_db()
    assert open_share.withdrawn_at is None


# Where a share stands


def test_a_share_says_where_it_stands(note, therapist, psychiatrist, open_share):
    def stands():
        return text(therapist.http.get(reverse("note_page", args=[note.pk])))

    assert "pill--open" in stands()
    make.change(psychiatrist.provider, standing="suspended")
    assert "Held: not active in the directory" in stands()
    make.change(open_share, withdrawn_at=make.ago(minutes=1))
    assert "Taken back" in stands()


def test_a_share_that_ends_soon_says_so(ana, note, therapist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        expires_at=make.ahead(days=9),
    )
    make.share(note, stranger.provider)
    assert "pill--ending" in text(therapist.http.get(reverse("note_page", args=[note.pk])))
