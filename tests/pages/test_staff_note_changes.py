"""Changing a note on its page, and what others then see."""

import pytest
from django.urls import reverse

from coordination.models import Item, Share
from tests import factories as make
from tests.pages.reading import words
from tests.pages.test_staff_queries import queries

NEW = "Sleeps four hours."


@pytest.fixture
def revise(note, therapist):
    """Sends the form as it stands, but for what is entered."""

    def send(item=note, by=therapist, **entered):
        url = reverse("note_revise", args=[item.pk])
        page = by.http.get(url)
        if page.status_code == 404:
            return by.http.post(url, entered)
        form = page.context["form"]
        filled = {name: form[name].value() or "" for name in form.fields}
        return by.http.post(url, filled | {"seen": page.context["seen"]} | entered)

    return send


def page_of(person, name, *args):
    return words(person.http.get(reverse(name, args=args)))


def test_the_form_begins_with_what_the_note_says(therapist, ana, revise):
    text = "What changes: 75 mg\n\nWatch for: restlessness"
    facts = {"kind": "medication_change", "categories": ["medications"], "body": text}
    item = make.item(therapist.provider, ana.client, **facts)
    form = therapist.http.get(reverse("note_revise", args=[item.pk])).context["form"]
    assert (form["what"].value(), form["watch"].value()) == ("75 mg", "restlessness")
    assert form["categories"].value() == ["medications"]
    revise(item, watch="bad nights")
    item.refresh_from_db()
    assert item.body == "What changes: 75 mg\n\nWatch for: bad nights"


def test_the_author_finds_the_old_text_below_the_new_one(note, therapist, revise):
    answer = revise(body=NEW)
    assert answer.url == reverse("note_page", args=[note.pk])
    shown = page_of(therapist, "note_page", note.pk)
    assert shown.index(NEW) < shown.index("What it said before") < shown.index(note.body)


def test_saving_what_it_says_already_changes_nothing(note, revise):
    revise()
    note.refresh_from_db()
    assert note.revised_at is None


def test_who_began_from_an_older_text_is_told_and_loses_nothing(note, therapist, revise):
    revise(body=NEW)
    shown = words(revise(body="Another window.", seen=""))
    assert "This note was changed while you wrote. Nothing was saved." in shown
    assert "Another window." in shown
    assert Item.objects.get().body == NEW


def test_a_change_is_checked_as_a_note_is(note, revise):
    for entered in ({"body": " "}, {"categories": []}, {"service_date": "2199-01-01"}):
        assert "There is a problem" in words(revise(**entered))
    assert Item.objects.get().revised_at is None


def test_a_psychotherapy_note_stays_one(ana, therapist, revise):
    kinds = {"categories": ["psychotherapy_notes"], "body": "Before."}
    item = make.item(therapist.provider, ana.client, **kinds)
    revise(item, body=NEW, categories=["progress"])
    item.refresh_from_db()
    assert (item.body, item.categories) == (NEW, ["psychotherapy_notes"])


def test_who_opened_the_old_text_is_told_that_it_was_changed(
    note, psychiatrist, open_share, revise
):
    old = page_of(psychiatrist, "shared_open", open_share.pk)
    assert note.body in old
    revise(body=NEW)
    shown = page_of(psychiatrist, "shared_open", open_share.pk)
    assert "You opened an earlier text." in shown
    assert NEW in shown
    assert note.body not in shown


def test_who_never_opened_the_old_text_finds_it_in_no_byte(note, psychiatrist, open_share, revise):
    revise(body=NEW)
    urls = [reverse("shared_open", args=[open_share.pk]), reverse("shared_with_me")]
    shown = [psychiatrist.http.get(url).content.decode() for url in [*urls, reverse("today")]]
    assert NEW in shown[0]
    assert not any(note.body in one or "earlier text" in one for one in shown)


def test_a_share_closes_on_a_kind_that_no_release_covers(psychiatrist, open_share, revise):
    revise(body=NEW, categories=["trauma_violence"])
    answer = psychiatrist.http.get(reverse("shared_open", args=[open_share.pk]))
    assert answer.status_code == 404
    assert Share.objects.get().consent == []


def test_the_client_reads_the_new_text_the_old_one_and_who_changed_it(
    ana, note, open_share, revise
):
    revise(body=NEW)
    shown = page_of(ana, "client_note", open_share.pk)
    assert shown.index("Changed on") < shown.index(NEW) < shown.index(note.body)
    assert "Miriam Stone changed a note." in page_of(ana, "access_history")


def test_nobody_but_the_author_changes_it(open_share, ana, psychiatrist, stranger, revise):
    for person in (ana, psychiatrist, stranger):
        assert revise(by=person, body=NEW).status_code == 404


def test_a_note_costs_the_same_after_many_changes(note, therapist, psychiatrist, ana, open_share):
    pages = [
        (therapist, reverse("note_page", args=[note.pk])),
        (psychiatrist, reverse("shared_open", args=[open_share.pk])),
        (ana, reverse("client_note", args=[open_share.pk])),
    ]
    make.change(note, body="1")
    few = [queries(*page) for page in pages]
    for number in range(2, 9):
        make.change(note, body=str(number))
    assert [queries(*page) for page in pages] == few


# A minor's own


def test_an_author_is_told_what_parents_can_read(noa, counsellor):
    note = make.item(counsellor.provider, noa.client, categories=["sexual_reproductive"])
    told = page_of(counsellor, "note_revise", note.pk)
    assert "Parents read no note of these kinds: Sexual and reproductive health" in told


@pytest.mark.parametrize("own_first", [True, False])
def test_what_parents_read_follows_the_note_and_never_the_old_text(
    noa, noas_father, counsellor, own_first
):
    kinds = [["sexual_reproductive"], ["progress"]]
    before, after = kinds if own_first else reversed(kinds)
    note = make.item(counsellor.provider, noa.client, categories=before, body="The first.")
    share = make.share(note, make.provider("Iris Berg"))
    make.change(note, categories=after, body="The second.")
    page = noas_father.http.get(reverse("client_note", args=[share.pk])).content.decode()
    assert ("The second." in page) is own_first
    assert "The first." not in page
