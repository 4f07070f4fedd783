"""A client begins to share without being asked: nobody knows of it until it is signed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Entry, Outgoing, Verb
from releases.models import Release
from tests import factories as make
from tests.pages.reading import words

SENSITIVE = "trauma_violence"


def page_with(other):
    return f"{reverse('share_with')}?with={other.provider.pk}"


@pytest.fixture
def begin(ana, therapist, stranger):
    """Sends the form by which Ana lets her therapist tell the stranger of her goals."""

    def send(by=ana, whose=ana, other=stranger, **entered):
        filled = {
            "client": whose.client.pk,
            "mine": [str(one.provider_id) for one in whose.client.treatments.all()],
            "way": "tell",
            "categories": ["goals"],
            "purposes": ["care_coordination"],
            "ends": make.TODAY + timedelta(days=90),
        }
        return by.http.post(page_with(other), filled | entered)

    return send


def sign(person, release, **initials):
    page = reverse("review_sign", args=[release.pk])
    shown = person.http.get(page).context["shown_sha256"]
    name = {"typed_name": person.user.name, "shown_sha256": shown}
    return person.http.post(page, name | initials)


def sides(release):
    return {(one.side, one.provider_id) for one in release.parties.all()}


def test_home_leads_to_it_and_the_directory_is_searched(ana, therapist, stranger):
    assert reverse("share_with") in ana.http.get(reverse("client_home")).content.decode()
    found = ana.http.get(reverse("share_with") + "?q=lang").content.decode()
    assert f"?with={stranger.provider.pk}" in found
    make.change(stranger.provider, standing="suspended")
    found = ana.http.get(reverse("share_with") + "?q=lang").content.decode()
    assert f"?with={stranger.provider.pk}" not in found


def test_no_kind_is_ticked_and_the_sensitive_stand_apart(ana, therapist, stranger):
    form = ana.http.get(page_with(stranger)).context["form"]
    assert not form["categories"].value()
    assert not form["alone"].value()
    (_everyday, plain), (_sensitive, apart) = form.fields["categories"].choices
    assert (SENSITIVE in dict(apart), SENSITIVE in dict(plain)) == (True, False)


def test_it_is_checked_with_the_gates_answer_and_signed(begin, ana, therapist, stranger, note):
    make.share(make.item(therapist.provider, ana.client, categories=["goals"]), stranger.provider)
    answer = begin(reason="He takes over in spring")
    draft = Release.objects.get()
    assert answer.url == reverse("review_check", args=[draft.pk])
    check = words(ana.http.get(answer.url))
    assert "Could be opened at once Note by Miriam Stone" in check
    assert sign(ana, draft).url == reverse("review_done", args=[draft.pk])
    signed = Release.objects.in_force().get()
    assert sides(signed) == {
        ("discloser", therapist.provider.pk),
        ("recipient", stranger.provider.pk),
    }


def test_until_it_is_signed_nobody_is_told_and_nothing_has_happened(begin, ana, therapist):
    begin()
    assert not Entry.objects.exists()
    assert not Outgoing.objects.exists()
    draft = Release.objects.get()
    page = reverse("client_page", args=[ana.client.pk])
    assert "Victor Lang" not in words(therapist.http.get(page))
    assert therapist.http.get(reverse("release_page", args=[draft.pk])).status_code == 404


def test_once_signed_those_whom_it_names_are_told_and_find_it(begin, ana, therapist, stranger):
    begin()
    draft = Release.objects.get()
    sign(ana, draft)
    told = Outgoing.objects.filter(kind="release_answered").values_list("recipient", flat=True)
    assert set(told) == {therapist.user.pk, stranger.user.pk}
    for one in (therapist, stranger):
        assert one.http.get(reverse("release_page", args=[draft.pk])).status_code == 200


def test_saved_for_later_it_waits_at_home(begin, ana):
    assert begin(later="1").url == reverse("client_home")
    home = words(ana.http.get(reverse("client_home")))
    assert (
        "A permission was begun here and is not signed yet. Go on : Miriam Stone tells Victor Lang"
        in home
    )


def test_sent_twice_it_is_one_draft(begin):
    begin()
    begin(reason="The same")
    assert Release.objects.get().reason == "The same"


def test_what_was_begun_can_be_changed(begin, ana):
    begin()
    draft = Release.objects.get()
    page = reverse("share_draft", args=[draft.pk])
    assert page in ana.http.get(reverse("review_check", args=[draft.pk])).content.decode()
    sent = {"categories": ["progress", SENSITIVE], "purposes": ["school"], "ends": make.TODAY}
    assert ana.http.post(page, sent).url == reverse("review_check", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.categories, draft.purposes) == (["progress", SENSITIVE], ["school"])


def test_thrown_away_it_leaves_no_line(begin, ana):
    begin()
    draft = Release.objects.get()
    ana.http.post(reverse("review_no", args=[draft.pk]))
    assert Release.objects.get().declined_at
    assert not Entry.objects.exists()
    assert "Go on" not in words(ana.http.get(reverse("client_home")))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"categories": []}, "Choose at least one kind of information"),
        ({"mine": []}, "Choose who takes part"),
        ({"purposes": []}, "Choose at least one purpose"),
        ({"ends": make.TODAY + timedelta(days=500)}, "The end date must be within 12 months"),
        (
            {"information_from": "2026-03-02", "information_until": "2026-03-01"},
            "The last date must not be before the first date",
        ),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_what_cannot_be_is_said_and_nothing_is_lost(begin, wrong, sentence):
    answer = begin(reason="Kept in the form", **wrong)
    assert sentence in words(answer)
    assert "Kept in the form" in answer.content.decode()
    assert not Release.objects.exists()


def test_both_ways_and_the_other_way(begin, therapist, stranger):
    begin(way="both")
    begin(way="hear")
    both, hear = Release.objects.order_by("requested_at")
    assert both.direction == "two_way"
    assert sides(hear) == {
        ("discloser", stranger.provider.pk),
        ("recipient", therapist.provider.pk),
    }


def test_what_stands_alone_is_signed_by_itself(begin, ana):
    begin(alone=["psychotherapy_notes"])
    general, alone = Release.objects.order_by("requested_at")
    assert (general.categories, alone.categories) == (["goals"], ["psychotherapy_notes"])
    sign(ana, general)
    done = ana.http.get(reverse("review_done", args=[general.pk]))
    assert reverse("review", args=[alone.pk]) in done.content.decode()


def test_who_treats_alone_cannot_be_told_by_nobody(ana, therapist):
    page = words(ana.http.get(page_with(therapist)))
    assert "Miriam Stone treats you, and nobody else here does. Choose somebody else." in page


def test_a_parent_begins_it_for_the_child(begin, leo, mother, family_counsellor):
    begin(by=mother, whose=leo)
    draft = Release.objects.begun_by(leo.client).get()
    sign(mother, draft, assent="agrees")
    draft.refresh_from_db()
    assert draft.signed_by == "representative"
    line = Entry.objects.about(leo.client.pk).get(verb=Verb.RELEASE_SIGNED)
    assert line.acting_for == leo.client.pk


def test_a_parent_is_offered_nothing_of_a_minors_own(begin, noa, noas_father, counsellor, stranger):
    form = noas_father.http.get(page_with(stranger)).context["form"]
    offered = str([form.fields["categories"].choices, form.fields["alone"].choices])
    assert "substance_use" not in offered


def test_a_minors_own_is_a_draft_of_its_own(begin, noa, counsellor, noas_father):
    begin(by=noa, whose=noa, categories=["goals", "substance_use"])
    kinds = [one.categories for one in Release.objects.begun_by(noa.client).order_by("pk")]
    assert kinds == [["goals"], ["substance_use"]]
    assert "Substance use" not in words(noas_father.http.get(reverse("client_home")))


def test_nobody_begins_anything_for_somebody_else(begin, ana, sam):
    assert begin(by=sam, whose=ana).status_code == 404
    assert not Release.objects.exists()
