"""Signing: what was shown is signed once, with a name; everything else signs nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Outgoing
from releases.models import Signature
from releases.reviewing import signs_as
from tests import factories as make
from tests.factories import PASSWORD
from tests.pages.reading import words

NOT_YET = "Nothing was signed"


@pytest.fixture
def chosen(ana, therapist, stranger):
    """A request with a sensitive kind, whose kinds the client has chosen."""
    kinds = ["goals", "hiv_sti"]
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        proposed_by=therapist.provider,
        categories=kinds,
        asked_categories=kinds,
    )


def at(page, release):
    return reverse(page, args=[release.pk])


def answers(person, release, **other):
    """What the form of the page as this person sees it would send."""
    page = person.http.get(at("review_sign", release))
    return {
        "typed_name": "Ana Moreno",
        "initials_hiv_sti": "AM",
        "shown_sha256": page.context["shown_sha256"],
    } | other


def test_the_page_shows_the_words_and_says_what_signing_online_means(ana, chosen):
    page = words(ana.http.get(at("review_sign", chosen)))
    assert "Who may hear Victor Lang" in page
    assert "You may sign on paper instead." in page
    assert "Your name here is Ana Moreno." in page
    assert "Your initials for: HIV and other sexually transmitted infections" in page


def test_signing_begins_to_share_and_says_so(ana, chosen):
    answer = ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    page = words(ana.http.get(answer.url))
    assert "Sharing is on" in page
    assert "Victor Lang can read what Miriam Stone shares, if it is about: Goals" in page
    assert f"Reference {chosen.pk.hex[-8:-4].upper()}-{chosen.pk.hex[-4:].upper()}" in page
    assert "On your home page, choose Stop sharing." in page


def test_what_goes_both_ways_says_so(ana, chosen):
    make.change(chosen, direction="two_way")
    answer = ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    page = words(ana.http.get(answer.url))
    assert "Miriam Stone and Victor Lang can read what the other shares, if it is about:" in page


def test_what_people_wrote_stays_words(ana, therapist, chosen):
    make.change(chosen, reason="<script>alert(1)</script>")
    make.change(chosen.parties.get(side="recipient").provider, name="<b>Victor</b>")
    pages = [ana.http.get(at(page, chosen)) for page in ("review_why", "review_check")]
    answer = ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    pages += [ana.http.get(there) for there in (answer.url, at("release_receipt", chosen))]
    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "<b>" not in page.content.decode()


def test_only_somebody_with_authority_signs_in_a_role(leo, mother, sam):
    assert signs_as(mother.user, leo.client) == "You sign as parent, for Leo Castillo."
    assert signs_as(sam.user, leo.client) == ""
    assert signs_as(sam.user, sam.client) == ""


def test_what_was_shown_is_kept_with_how_it_was_signed(ana, chosen):
    shown = ana.http.get(at("review_sign", chosen)).context["document"]
    browser = {"HTTP_USER_AGENT": "A browser", "REMOTE_ADDR": "203.0.113.7"}
    ana.http.post(at("review_sign", chosen), answers(ana, chosen), **browser)
    signature = Signature.objects.get(release=chosen)
    assert signature.shown == shown
    assert (signature.typed_name, signature.initialled) == ("Ana Moreno", ["hiv_sti"])
    assert (signature.user_agent, signature.address) == ("A browser", "203.0.113.7")
    assert signature.authenticated_by == "password"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"typed_name": ""}, "Type your full name to sign"),
        ({"typed_name": "   "}, "Type your full name to sign"),
        ({"typed_name": "A" * 201}, "Shorten the name to 200 characters or fewer"),
        ({"typed_name": "Ana\r\nBcc: x@y.org"}, "Write the name on one line"),
        ({"typed_name": "Ana\u202eoneroM"}, "Write the name on one line"),
        ({"initials_hiv_sti": ""}, "Put your initials beside HIV"),
        ({"initials_hiv_sti": "ABCDEFGHIJK"}, "Use at most 10 letters for your initials"),
        ({"shown_sha256": ""}, "Someone changed this while you were reading."),
        ({"shown_sha256": "0" * 64}, "Please check it again."),
    ],
)
def test_what_cannot_be_signed_says_why_and_signs_nothing(ana, chosen, sent, sentence):
    answer = ana.http.post(at("review_sign", chosen), answers(ana, chosen) | sent)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not Signature.objects.exists()
    chosen.refresh_from_db()
    assert chosen.signed_at is None


def test_another_name_than_the_account_s_is_a_signature(ana, chosen):
    sent = answers(ana, chosen, typed_name=" Ana María Moreno Ruiz ")
    assert ana.http.post(at("review_sign", chosen), sent).status_code == 302
    assert Signature.objects.get().typed_name == "Ana María Moreno Ruiz"


def test_a_form_that_changed_meanwhile_is_shown_anew(ana, chosen):
    sent = answers(ana, chosen)
    make.change(chosen, expires_at=make.ahead(days=10))
    answer = ana.http.post(at("review_sign", chosen), sent)
    assert NOT_YET in words(answer)
    again = sent | {"shown_sha256": answer.context["shown_sha256"]}
    assert ana.http.post(at("review_sign", chosen), again).status_code == 302


def test_what_has_passed_cannot_be_signed(ana, chosen):
    make.change(chosen, expires_at=make.ago(minutes=1))
    answer = ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    assert "The end date has passed. Choose a later end date. Nothing was signed." in words(answer)


def test_signing_twice_shows_the_finished_state(ana, chosen):
    sent = answers(ana, chosen)
    first, second = (ana.http.post(at("review_sign", chosen), sent) for _time in range(2))
    assert first.url == second.url == at("review_done", chosen)
    assert Signature.objects.count() == 1
    assert Outgoing.objects.filter(kind="release_receipt").count() == 1


@pytest.mark.parametrize("page", ["review", "review_what", "review_sign", "review_no"])
def test_going_back_after_signing_shows_the_finished_state(ana, chosen, page):
    ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    assert ana.http.get(at(page, chosen)).url == at("review_done", chosen)


def test_saying_no_after_signing_changes_nothing(ana, chosen):
    ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    assert ana.http.post(at("review_no", chosen)).url == at("review_done", chosen)
    chosen.refresh_from_db()
    assert chosen.declined_at is None


def test_what_begins_later_says_from_when(ana, chosen):
    make.change(chosen, effective_at=make.ahead(days=5))
    answer = ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    page = words(ana.http.get(answer.url))
    assert "You have signed" in page
    assert "From " in page
    assert "Sharing is on" not in page


def test_an_old_proof_is_asked_for_again_and_leads_back(ana, chosen):
    ana.http = make.signed_in(ana.user, proved_ago=timedelta(minutes=16))
    answer = ana.http.get(at("review_sign", chosen))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    proved = ana.http.post(answer.url, {"password": PASSWORD})
    assert proved.url == at("review_sign", chosen)
    assert ana.http.get(proved.url).status_code == 200


def test_a_signature_given_with_an_old_proof_goes_on_after_it(ana, chosen):
    sent = answers(ana, chosen)
    ana.http = make.signed_in(ana.user, proved_ago=timedelta(minutes=16))
    answer = ana.http.post(at("review_sign", chosen), sent)
    assert not Signature.objects.exists()
    proved = ana.http.post(answer.url, {"password": PASSWORD})
    assert proved.url == at("review_done", chosen)
    assert Signature.objects.get().typed_name == "Ana Moreno"


def test_a_mother_signs_as_a_parent(mother, leo, play_therapist, stranger):
    kinds = ["goals"]
    asked = make.request(
        leo.client,
        disclosers=[play_therapist.provider],
        recipients=[stranger.provider],
        categories=kinds,
        asked_categories=kinds,
    )
    page = mother.http.get(at("review_sign", asked))
    assert "You sign as parent, for Leo Castillo." in words(page)
    sent = {
        "typed_name": "Elena Castillo",
        "shown_sha256": page.context["shown_sha256"],
        "assent": "agrees",
    }
    mother.http.post(at("review_sign", asked), sent)
    assert Signature.objects.get(release=asked).representative == mother.authority
    receipt = words(mother.http.get(at("release_receipt", asked)))
    assert "Signed as Parent: Elena Castillo" in receipt


def test_the_receipt_has_the_words_the_signature_and_the_fingerprint(ana, chosen):
    ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    page = words(ana.http.get(at("release_receipt", chosen)))
    assert "What was signed, word for word Release of information Client Ana Moreno" in page
    assert "Name typed Ana Moreno" in page
    assert "Initials beside HIV and other sexually transmitted infections" in page
    assert Signature.objects.get(release=chosen).shown_sha256 in page
    assert "Signed in with password" in page


def test_the_receipt_shows_what_was_signed_whatever_is_called_differently_since(ana, chosen):
    ana.http.post(at("review_sign", chosen), answers(ana, chosen))
    make.change(chosen.parties.get(side="recipient").provider, name="Victoria Lang")
    page = words(ana.http.get(at("release_receipt", chosen)))
    assert "Who may hear Victor Lang" in page
    assert "Miriam Stone tells Victoria Lang" in page


def test_what_has_ended_leads_to_its_receipt(ana, gp):
    for page in ("review_done", "change_sharing"):
        assert ana.http.get(at(page, gp.release)).url == at("release_receipt", gp.release)
