"""What is a minor's own: on the pages of the minor, a parent, who asks; and in the mail."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from ledger.actions import record
from ledger.models import Outgoing, Verb
from releases import letters
from releases.models import Release, Restriction
from tests import factories as make
from tests.attempts import run
from tests.minors import KINDS, born_so_that, papers
from tests.pages.reading import same, words
from tests.people import a_provider

LISTS = ["client_home", "access_history", "client_notes", "stop_all_sharing"]
ASKED = ["", "?page=2", "?what=opened", "?what=permissions", "?what=notes"]


@pytest.fixture
def psychiatrist_of_noa(db):
    return a_provider("Paul Weiss", "psychiatrist", "MD")


@pytest.fixture
def plain(noa, counsellor, noas_father, psychiatrist_of_noa):
    return papers(noa.client, counsellor, psychiatrist_of_noa, KINDS["plain"], signer=noa.user)


@pytest.fixture
def own(noa, counsellor, noas_father, psychiatrist_of_noa):
    return papers(noa.client, counsellor, psychiatrist_of_noa, KINDS["own"], signer=noa.user)


@pytest.fixture
def waiting(noa, counsellor, psychiatrist_of_noa):
    return make.request(
        noa.client,
        disclosers=[counsellor.provider],
        recipients=[psychiatrist_of_noa.provider],
        proposed_by=counsellor.provider,
        categories=KINDS["own"],
        asked_categories=KINDS["own"],
    )


def pages_of(browser, plain):
    """Every page that there is for who acts for Noa, as it can be compared."""
    about = {
        page: reverse(page, args=[plain.release.pk])
        for page in ("release_receipt", "stop_sharing", "review_done", "change_sharing")
    }
    for page in ("client_note", "their_note"):
        about[page] = reverse(page, args=[plain.share.pk])
    about["their_list"] = reverse("their_list", args=[plain.share.recipient_id])
    about |= {page + ask: reverse(page) + ask for page in LISTS for ask in ASKED}
    return {name: same(browser.get(url)) for name, url in about.items()}


def all_that_is_kept(noa, counsellor, plain, psychiatrist_of_noa):
    """Papers of each sort that a parent must not see, between the same people and others."""
    other = a_provider("Vera Blum", "other")
    for recipient in (psychiatrist_of_noa, other):
        made = papers(noa.client, counsellor, recipient, KINDS["own"], signer=noa.user)
        record(Verb.ACCESS_BLOCKED, by=other.user, client=noa.client, subject=made.share)
    both = make.item(counsellor.provider, noa.client, categories=KINDS["mixed"])
    make.share(both, psychiatrist_of_noa.provider)
    for fields in ({}, {"declined_at": make.ago(days=1)}):
        make.request(
            noa.client,
            disclosers=[counsellor.provider],
            recipients=[other.provider],
            categories=KINDS["own"],
            **fields,
        )
    stopped = {"signed": make.ago(days=3), "revoked": make.ago(hours=2)}
    papers(noa.client, counsellor, other, KINDS["own"], signer=noa.user, **stopped)
    held = make.item(counsellor.provider, noa.client, categories=["hiv_sti"])
    make.share(held, other.provider)


def test_the_pages_of_a_parent_are_the_same_whether_there_is_any_or_not(
    noa, noas_father, counsellor, plain, psychiatrist_of_noa
):
    before = pages_of(noas_father.http, plain)
    hers = pages_of(noa.http, plain)
    all_that_is_kept(noa, counsellor, plain, psychiatrist_of_noa)
    after = pages_of(noas_father.http, plain)
    assert {status for status, _body in before.values()} == {200}
    assert [page for page in before if before[page] != after[page]] == []
    assert len([page for page, was in pages_of(noa.http, plain).items() if was != hers[page]]) > 5


PAGES = ["release_receipt", "stop_sharing", "review_done", "change_sharing"]


@pytest.mark.parametrize(("who", "status"), [("noa", 200), ("noas_father", 404)])
def test_the_pages_of_it_are_the_minors(request, own, who, status):
    browser = request.getfixturevalue(who).http
    urls = [reverse(page, args=[own.release.pk]) for page in PAGES]
    urls.append(reverse("client_note", args=[own.share.pk]))
    assert {browser.get(url).status_code for url in urls} == {status}


REVIEW = ["review", "review_what", "review_why", "review_when", "review_check", "review_sign",
          "review_no"]  # fmt: skip


@pytest.mark.parametrize(("who", "status"), [("noa", 200), ("noas_father", 404)])
def test_a_request_for_it_is_the_minors_to_read(request, noas_father, waiting, who, status):
    browser = request.getfixturevalue(who).http
    urls = [reverse(page, args=[waiting.pk]) for page in REVIEW]
    assert {browser.get(url).status_code for url in urls} == {status}


@pytest.mark.parametrize("page", ["review_what", "review_when", "review_sign", "review_no"])
def test_a_parent_answers_no_request_for_it(noas_father, waiting, page):
    sent = {"categories": KINDS["own"], "typed_name": "Daniel Rivlin"}
    url = reverse(page, args=[waiting.pk])
    assert noas_father.http.post(url, sent).status_code == 404
    assert make.change(waiting).declined_at is waiting.signed_at is None


def test_a_parent_does_not_stop_it(noas_father, own):
    url = reverse("stop_sharing", args=[own.release.pk])
    assert noas_father.http.post(url).status_code == 404
    assert make.change(own.release).revoked_at is None


@pytest.mark.parametrize(("who", "stopped"), [("noa", 2), ("noas_father", 1)])
def test_stopping_everything_stops_what_one_may_see(request, noa, plain, own, who, stopped):
    person = request.getfixturevalue(who)
    person.http.post(reverse("stop_all_sharing"), {"client": noa.client.pk})
    assert Release.objects.filter(revoked_at__isnull=False).count() == stopped
    assert make.change(plain.release).revoked_at


def test_what_a_parent_signed_before_the_birthday_is_the_minors_after_it(noa, noas_father, waiting):
    """Nor do they read on the page of the ledger what they did themselves."""
    make.change(noa.client, born=born_so_that(1, age=12))
    noas_father.http.post(reverse("review_no", args=[waiting.pk]))
    before = words(noas_father.http.get(reverse("access_history")))
    make.change(noa.client, born=born_so_that(0, age=12))
    after = words(noas_father.http.get(reverse("access_history")))
    assert "You said no to a permission" in before
    assert "You said no to a permission" not in after
    assert "said no to a permission" in words(noa.http.get(reverse("access_history")))


# Limits


def kept_back():
    return sorted(Restriction.objects.values_list("categories", flat=True))


def limit(person, client, *kinds):
    sent = {"client": client.pk, "whom": "all", "kinds": kinds, "step": "set"}
    return person.http.post(reverse("limit_new"), sent)


def test_the_minor_limits_both_at_once_and_a_parent_sees_one_of_them(noa, noas_father):
    limit(noa, noa.client, "progress", "substance_use")
    assert kept_back() == [["progress"], ["substance_use"]]
    shown = words(noas_father.http.get(reverse("limit_list")))
    assert "Progress summary" in shown
    assert "Substance use" not in shown


def test_what_a_parent_limits_leaves_the_minors_own_alone(noa, noas_father):
    limit(noas_father, noa.client, "all")
    [made] = Restriction.objects.all()
    assert "progress" in made.categories
    assert "substance_use" not in made.categories


def test_a_parent_does_not_lift_a_limit_of_everything(noa, noas_father):
    everything = make.restriction(noa.client)
    lift = reverse("limit_lift", args=[everything.pk])
    said = words(noas_father.http.post(lift, follow=True))
    assert "This is not yours to lift" in said
    assert make.change(everything).ends_at is None


# Who asks


@pytest.fixture
def ask(noa, counsellor, psychiatrist_of_noa):
    def send(*kinds, step="preview"):
        filled = {
            "way": "tell",
            "categories": kinds,
            "purposes": ["care_coordination"],
            "ends": make.TODAY + timedelta(days=90),
            "step": step,
        }
        address = reverse("ask_for_release", args=[noa.client.pk])
        url = f"{address}?with={psychiatrist_of_noa.provider.pk}"
        return counsellor.http.post(url, filled)

    return send


def promised():
    return set(Outgoing.objects.values_list("kind", "recipient"))


def test_only_the_minor_is_told_of_a_request_for_it(noa, noas_father, ask):
    ask("substance_use", step="send")
    assert promised() == {("release_to_sign", noa.user.pk)}


def test_everybody_who_signs_is_told_of_another(noa, noas_father, ask):
    ask("progress", step="send")
    kind = "release_to_sign"
    assert promised() == {(kind, noa.user.pk), (kind, noas_father.user.pk)}


def test_who_asks_learns_that_only_the_minor_can_sign(noa, noas_father, ask):
    make.change(noa.client, user=None)
    said = words(ask("substance_use"))
    assert "Only Noa can sign this, and has no account yet." in said
    assert "Only Noa can sign this" not in words(ask("progress"))
    ask("substance_use", step="send")
    assert promised() == set()


def test_it_is_asked_for_apart_from_the_rest(noas_father, ask):
    said = words(ask("progress", "substance_use", step="send"))
    assert "Only Noa decides about some of these." in said
    assert Release.objects.count() == 0


def test_who_asks_is_told_which_kinds_are_the_minors_own(counsellor, ask, own):
    said = words(ask("progress"))
    assert "no parent is asked or shown anything of them: Sexual and reproductive health" in said
    page = counsellor.http.get(reverse("release_page", args=[own.release.pk]))
    assert "Only Noa signs and stops this." in words(page)


def test_of_an_adult_or_a_younger_child_nothing_is_said(leo, play_therapist, stranger):
    address = reverse("ask_for_release", args=[leo.client.pk])
    page = play_therapist.http.get(f"{address}?with={stranger.provider.pk}")
    assert "decides about" not in words(page)


def test_an_author_is_told_before_writing(noa, counsellor):
    page = counsellor.http.get(reverse("note_new", args=[noa.client.pk]), {"kind": "note"})
    assert "but no note of these kinds: Sexual and reproductive health" in words(page)


# Mail


def letter(kind, release, person):
    return getattr(letters, kind)(
        SimpleNamespace(kind=kind, subject_id=release.pk, recipient=person.user.pk)
    )


@pytest.mark.parametrize(("who", "goes"), [("noa", True), ("noas_father", False)])
def test_no_letter_about_it_goes_to_a_parent(request, noa, own, waiting, as_clerk, who, goes):
    person = request.getfixturevalue(who)
    make.change(own.release, revoked_at=make.ago(minutes=1))
    with as_clerk():
        sent = [
            letter("release_to_sign", waiting, person),
            letter("release_receipt", own.release, person),
            letter("release_receipt_stopped", own.release, person),
        ]
    assert [bool(one) for one in sent] == [goes] * 3


@pytest.mark.parametrize(("of", "hears"), [("plain", True), ("own", False)])
def test_no_reminder_of_it_is_for_a_parent(request, noa, noas_father, as_clerk, of, hears):
    release = request.getfixturevalue(of).release
    with as_clerk():
        people = {person for (person,) in run("select people_to_remind(%s)", release.pk)}
    assert (noa.user.pk in people, noas_father.user.pk in people) == (True, hears)


def test_a_letter_promised_before_the_birthday_does_not_go_after_it(
    noa, noas_father, waiting, as_clerk
):
    make.change(noa.client, born=born_so_that(1, age=12))
    with as_clerk():
        assert letter("release_to_sign", waiting, noas_father)
    make.change(noa.client, born=born_so_that(0, age=12))
    with as_clerk():
        assert letter("release_to_sign", waiting, noas_father) is None
