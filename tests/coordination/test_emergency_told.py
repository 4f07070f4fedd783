"""What is left behind of an emergency, and who is told: lines of the ledger, letters, not yet."""

import pytest

from ledger.models import Entry, Outgoing, Verb
from tests import emergencies as em
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run


def test_each_opening_is_a_line_with_its_access(emergency, ana, tablets, colleague, as_web):
    with as_web(colleague.user):
        em.opened(tablets)
        em.opened(tablets)
    lines = Entry.objects.filter(verb=Verb.EMERGENCY_OPENED, client=ana.client.pk)
    assert [(one.actor, one.subject_id, one.detail["emergency"]) for one in lines] == [
        (colleague.user.pk, str(tablets.pk), str(emergency.pk))
    ] * 2


def test_the_beginning_is_a_line_and_promises_letters(
    turned_on, ana, tablets, colleague, practice, privacy_officer, as_web
):
    with as_web(colleague.user):
        begun = em.begin(practice, ana.client)
    line = Entry.objects.get(verb=Verb.EMERGENCY_BEGUN)
    assert (line.client, line.actor, line.reason) == (ana.client.pk, colleague.user.pk, "")
    promised = Outgoing.objects.filter(subject_id=begun).values_list("kind", "recipient", "due_at")
    assert {*promised} == {
        ("emergency_used", ana.user.pk, None),
        ("emergency_to_review", privacy_officer.user.pk, None),
    }


def test_an_attempt_is_told_to_the_client_and_not_to_who_tried(
    turned_on, ana, tablets, colleague, practice, as_web
):
    em.bar(ana.client)
    with as_web(colleague.user):
        em.begin(practice, ana.client)
        assert not Entry.objects.filter(verb=Verb.ACCESS_BLOCKED).exists()
    with as_web(ana.user):
        assert Entry.objects.get(verb=Verb.ACCESS_BLOCKED).actor == colleague.user.pk


def test_an_attempt_that_was_to_be_quiet_is_told_to_the_officer_alone(
    turned_on, ana, tablets, colleague, practice, privacy_officer, as_web
):
    em.bar(ana.client)
    quiet = {"safety_reason": em.DANGER, "told_not_before": make.ahead(days=2)}
    with as_web(colleague.user):
        em.begin(practice, ana.client, **quiet)
    with as_web(ana.user):
        assert not Entry.objects.filter(verb=Verb.ACCESS_BLOCKED).exists()
    with as_web(privacy_officer.user):
        assert Entry.objects.filter(verb=Verb.ACCESS_BLOCKED).exists()


# Not told yet


def lines():
    """The verbs of the lines of an emergency that can be read now."""
    found = Entry.objects.filter(verb__startswith="emergency_").values_list("verb", flat=True)
    return sorted(found)


@pytest.fixture
def used(turned_on, ana, tablets, colleague, practice, as_web):
    """Begins one as the colleague and opens the note: `used()`, quietly: `used(until)`."""

    def use(until=None):
        quiet = {"safety_reason": em.DANGER, "told_not_before": until} if until else {}
        with as_web(colleague.user):
            begun = em.begin(practice, ana.client, **quiet)
            em.opened(tablets)
        return begun

    return use


def test_a_client_reads_at_once_what_was_opened_and_why(used, ana, as_web):
    begun = used()
    with as_web(ana.user):
        assert lines() == ["emergency_begun", "emergency_opened"]
        assert run("select id, nature from coordination_emergencyaccess") == [(begun, em.NATURE)]


def test_a_client_who_is_not_told_yet_finds_not_one_line_of_it(used, ana, as_web):
    used(make.ahead(days=2))
    with as_web(ana.user):
        assert lines() == []
        assert run("select * from coordination_emergencyaccess") == []


def test_when_the_day_has_come_the_client_reads_all_of_it(used, ana, as_web):
    used(soon := make.ahead(seconds=1))
    with as_web(ana.user):
        run("select pg_sleep(extract(epoch from %s - clock_timestamp()))", soon)
        assert lines() == ["emergency_begun", "emergency_opened"]
        assert len(run("select * from coordination_emergencyaccess")) == 1


def test_why_it_was_quiet_is_not_the_clients_to_read_even_then(used, ana, as_web):
    used(soon := make.ahead(seconds=1))
    with as_web(ana.user):
        run("select pg_sleep(extract(epoch from %s - clock_timestamp()))", soon)
        assert run("select * from coordination_emergencydelay") == []


def test_an_officer_reads_it_at_once_and_a_representative_with_the_client(
    used, ana, therapist, privacy_officer, as_web
):
    nina = make.user("Nina Berg")
    power = {"basis": "power_of_attorney", "verified_by": therapist.provider}
    make.representative(ana.client, user=nina, **power)
    used(make.ahead(days=2))
    with as_web(nina):
        assert lines() == []
    with as_web(privacy_officer.user):
        assert lines() == ["emergency_begun", "emergency_opened"]
        assert run("select reason from coordination_emergencydelay") == [(em.DANGER,)]


@pytest.fixture
def concerned_officer(ana, therapist):
    """A privacy officer who acts for Ana."""
    person = make.staff("Nina Berg", is_privacy_officer=True)
    power = {"basis": "power_of_attorney", "verified_by": therapist.provider}
    make.representative(ana.client, user=person, **power)
    return person


def test_an_officer_who_acts_for_the_client_is_not_told_sooner(used, concerned_officer, as_web):
    used(make.ahead(days=2))
    with as_web(concerned_officer):
        assert lines() == []
        assert run("select * from coordination_emergencyaccess") == []
        assert run("select * from coordination_emergencydelay") == []


def test_of_a_minor_who_decides_on_some_kinds_the_parent_learns_nothing(
    turned_on, noa, counsellor, noas_father, colleague, practice, as_web, as_clerk
):
    make.membership(counsellor.provider, practice)
    own = make.item(
        counsellor.provider, noa.client, organization=practice, categories=["substance_use"]
    )
    with as_web(colleague.user):
        begun = em.begin(practice, noa.client)
        assert em.opened(own)
    for person, read in ((noa, 2), (noas_father, 0)):
        with as_web(person.user):
            assert len(lines()) == read
            assert len(run("select * from coordination_emergencyaccess")) == read / 2
    with as_clerk():
        told = run("select * from people_told_of_emergency(%s)", begun)
    assert told == [(noa.user.pk,)]


def test_of_a_child_the_parents_are_told(
    turned_on, leo, play_therapist, mother, colleague, practice, as_web, as_clerk
):
    make.membership(play_therapist.provider, practice)
    with as_web(colleague.user):
        begun = em.begin(practice, leo.client)
    with as_web(mother.user):
        assert lines() == ["emergency_begun"]
    with as_clerk():
        assert run("select * from people_told_of_emergency(%s)", begun) == [(mother.user.pk,)]
    assert Outgoing.objects.filter(recipient=mother.user.pk, subject_id=begun).exists()


def test_the_letter_of_a_quiet_one_is_promised_for_its_day_and_asks_again(
    used, ana, privacy_officer, as_web, as_clerk
):
    begun = used(first := make.ahead(seconds=1))
    with as_web(privacy_officer.user):
        assert attempt(em.PROLONG, begun, em.DANGER, later := make.ahead(days=9),
                       privacy_officer.user.pk) == 1  # fmt: skip
    promised = Outgoing.objects.filter(recipient=ana.user.pk, subject_id=begun)
    assert {*promised.values_list("due_at", flat=True)} == {first, later}
    with as_clerk():
        run("select pg_sleep(extract(epoch from %s - clock_timestamp()))", first)
        assert run("select * from people_told_of_emergency(%s)", begun) == []


# Who prolongs and who judges


@pytest.fixture
def over(turned_on, ana, colleague, practice):
    """An access that has ended, told in two days."""
    ended = em.access_of(colleague.provider, ana.client, practice, begun=make.ago(hours=3))
    em.delay(ended, make.ahead(days=2))
    return ended


WHO = ["therapist", "colleague", "ana", "directory_admin", "stranger"]


@pytest.mark.parametrize("who", WHO)
def test_only_an_officer_prolongs_or_judges(request, over, as_web, who):
    person = request.getfixturevalue(who).user
    with as_web(person):
        assert attempt(em.PROLONG, over.pk, em.DANGER, make.ahead(days=9), person.pk) in REFUSED
        assert attempt(em.JUDGE, over.pk, "justified", "Fine.", person.pk) == NOT_ALLOWED


REFUSED = [NOT_ALLOWED, "emergency_delay_is_only_prolonged"]


def test_nobody_judges_nor_prolongs_what_they_did_themselves(over, colleague, as_web):
    make.change(colleague.user, is_privacy_officer=True)
    me = colleague.user.pk
    with as_web(colleague.user):
        assert attempt(em.JUDGE, over.pk, "justified", "Fine.", me) == NOT_ALLOWED
        assert attempt(em.PROLONG, over.pk, em.DANGER, make.ahead(days=9), me) == NOT_ALLOWED


def test_nobody_judges_what_was_done_to_theirs(over, concerned_officer, as_web):
    me = concerned_officer.pk
    with as_web(concerned_officer):
        assert attempt(em.JUDGE, over.pk, "concern", "No.", me) == NOT_ALLOWED
        assert attempt(em.PROLONG, over.pk, em.DANGER, make.ahead(days=9), me) in REFUSED


def test_a_verdict_is_in_ones_own_name_with_words_and_said_once(
    over, privacy_officer, directory_admin, as_web
):
    me = privacy_officer.user.pk
    with as_web(privacy_officer.user):
        assert attempt(em.JUDGE, over.pk, "concern", "Why?", directory_admin.user.pk) == NOT_ALLOWED
        assert attempt(em.JUDGE, over.pk, "concern", "", me) == "emergency_verdict_has_words"
        assert attempt(em.JUDGE, over.pk, "fine", "Ok.", me) == "emergency_verdict_is_known"
        assert attempt(em.JUDGE, over.pk, "concern", "Why?", me) == 1
        assert attempt(em.JUDGE, over.pk, "justified", "Ok.", me) not in (1, NOT_ALLOWED)


def test_what_still_runs_is_not_judged(emergency, privacy_officer, as_web):
    me = privacy_officer.user
    with as_web(me):
        tried = attempt(em.JUDGE, emergency.pk, "justified", "Fine.", me.pk)
    assert tried == "emergency_is_reviewed_afterwards"


def test_a_delay_is_only_made_longer_and_only_before_it_has_passed(
    turned_on, ana, colleague, practice, over, privacy_officer, as_web
):
    told = em.access_of(colleague.provider, ana.client, practice, begun=make.ago(days=3))
    me = privacy_officer.user
    only = "emergency_delay_is_only_prolonged"
    with as_web(me):
        assert attempt(em.PROLONG, told.pk, em.DANGER, make.ahead(days=9), me.pk) == only
        assert attempt(em.PROLONG, over.pk, em.DANGER, make.ahead(days=1), me.pk) == only
        too_long = attempt(em.PROLONG, over.pk, em.DANGER, make.ahead(days=31), me.pk)
        assert too_long == "emergency_delay_ends_in_thirty_days"
        assert attempt(em.PROLONG, over.pk, "Short.", make.ahead(days=9), me.pk) == (
            "emergency_delay_says_why"
        )
