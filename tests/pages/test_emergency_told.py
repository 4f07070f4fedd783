"""What clients read of an emergency access, what they say beforehand, and who turns it on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination.emergencies import is_barred, is_on
from ledger.models import Entry, Outgoing, Verb
from ledger.outbox import deliver_due
from tests import emergencies as em
from tests import factories as make
from tests.pages.reading import same, words
from tests.pages.test_emergency import NEW, SENT, note_of
from tests.roles import as_role

HISTORY = "/history/"
WISH = "/home/emergency/"
SAID = "Dana Cole used emergency access, without a permission, and opened"


@pytest.fixture
def used(turned_on, ana, tablets, colleague):
    """Used as the colleague on the pages; `used(safety_reason=…, told_not_before=…)` quietly."""

    def use(**quiet):
        colleague.http.post(NEW, SENT | quiet)
        for _ in range(2):
            colleague.http.get(note_of(tablets))

    return use


def test_the_client_reads_who_opened_how_many_and_what_was_said(used, ana):
    used()
    told = words(ana.http.get(HISTORY))
    assert f"{SAID} 1 note." in told
    assert f"Reason given: {em.NATURE}" in told
    assert "Dana Cole opened a note by Miriam Stone in an emergency, without a permission." in told
    assert em.NATURE in ana.http.get("/history/file/").content.decode()


def test_an_access_by_which_nothing_was_opened_says_so(turned_on, ana, tablets, colleague):
    colleague.http.post(NEW, SENT)
    assert f"{SAID} nothing." in words(ana.http.get(HISTORY))


def test_until_its_day_no_page_of_the_client_tells_of_it(used, ana):
    pages = ["/home/", HISTORY, "/history/print/", "/history/file/", "/home/notes/"]
    before = [same(ana.http.get(url)) for url in pages]
    day = make.TODAY + timedelta(days=2)
    used(safety_reason=em.DANGER, told_not_before=str(day))
    assert Entry.objects.filter(verb=Verb.EMERGENCY_OPENED).count() == 2
    assert [same(ana.http.get(url)) for url in pages] == before


def letters_to(person):
    with as_role("clerk"):
        deliver_due()
    return Outgoing.objects.filter(recipient=person.user.pk, kind__startswith="emergency_")


def test_a_neutral_letter_goes_at_once_to_the_client_and_to_the_officer(
    used, ana, privacy_officer, mailoutbox, settings
):
    settings.QUIET_HOURS = None
    used()
    for person in (ana, privacy_officer):
        assert letters_to(person).get().sent_at
    assert {one.subject for one in mailoutbox} == {"Please review an access"}
    text = " ".join(one.body.lower() for one in mailoutbox)
    told = ["ana", "cole", "emergency", "tablets", "client", "harbor"]
    assert [word for word in told if f" {word}" in text] == []


def test_a_quiet_one_tells_the_officer_and_the_client_only_when_its_day_has_come(
    used, ana, privacy_officer, mailoutbox, settings
):
    settings.QUIET_HOURS = None
    used(safety_reason=em.DANGER, told_not_before=str(make.TODAY + timedelta(days=2)))
    assert letters_to(ana).get().sent_at is None
    assert [one.to for one in mailoutbox] == [[privacy_officer.user.email]]


def test_a_letter_that_is_due_too_early_does_not_go(used, ana, mailoutbox, settings):
    settings.QUIET_HOURS = None
    used(safety_reason=em.DANGER, told_not_before=str(make.TODAY + timedelta(days=2)))
    letters_to(ana).update(next_attempt_at=make.ago(minutes=1))
    assert letters_to(ana).get().dropped_for == "over"


def test_a_client_says_that_nobody_may_and_takes_it_back(turned_on, ana, tablets, colleague):
    assert "Let nobody use it" in words(ana.http.get(WISH))
    ana.http.post(WISH, {"client": ana.client.pk, "wish": "off"})
    assert is_barred(ana.client)
    assert "can't be used here" in words(colleague.http.post(NEW, SENT))
    ana.http.post(WISH, {"client": ana.client.pk, "wish": "on"})
    assert not is_barred(ana.client)
    verbs = Entry.objects.about(ana.client.pk).values_list("verb", flat=True)
    assert {"emergency_barred", "emergency_allowed"} <= {*verbs}


def test_whoever_acts_for_a_client_with_an_account_only_reads_it(ana, therapist):
    nina = make.user("Nina Berg")
    power = {"basis": "power_of_attorney", "verified_by": therapist.provider}
    make.representative(ana.client, user=nina, **power)
    browser = make.signed_in(nina)
    assert "Only Ana can change this." in words(browser.get(WISH))
    browser.post(WISH, {"client": ana.client.pk, "wish": "off"})
    assert not is_barred(ana.client)


def test_the_admin_turns_it_on_and_off_and_reads_who_did(
    practice, privacy_officer, directory_admin
):
    url = reverse("emergency_switch", args=[practice.pk])
    assert "It is off." in words(directory_admin.http.get(url))
    directory_admin.http.post(url, {"turn": "on"})
    assert is_on(practice)
    told = words(directory_admin.http.get(url))
    assert "It is on." in told
    assert "Priya Nair" in told
    directory_admin.http.post(url, {"turn": "off"})
    assert not is_on(practice)
    assert Entry.objects.filter(verb=Verb.EMERGENCY_SWITCHED).count() == 2


def test_without_a_privacy_officer_it_is_not_turned_on(practice, directory_admin):
    url = reverse("emergency_switch", args=[practice.pk])
    answer = directory_admin.http.post(url, {"turn": "on"})
    assert "Ask for a privacy officer first" in words(answer)
    assert not is_on(practice)
