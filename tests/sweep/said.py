"""What clients and their providers say to each other in the scene of the sweep."""

from tests import factories as make
from tests.corrections import amendment
from tests.goals import a_check_in, a_goal, an_answer
from tests.written import team_message


def canary(whose, what):
    """A word that stands nowhere else: in a page it shows where that page got it from."""
    return f"canary-{whose}-{what}-yranac"


def reports_of(ana, leo, mother):
    """A line about each, and what was reported about it."""
    anas_line, leos_line = make.line(ana.client), make.line(leo.client)
    words = canary("ana", "complaint"), canary("leo", "complaint")
    return {
        "anas_line": anas_line,
        "leos_line": leos_line,
        "anas_complaint": make.complaint(ana.client, anas_line, ana.user, words=words[0]),
        "leos_complaint": make.complaint(leo.client, leos_line, mother.user, words=words[1]),
    }


def corrections_of(notes, ana, leo, mother):
    """Each was not made; Ana's statement goes along with her note."""
    settled = {"outcome": "declined", "reason": "No.", "answered_at": make.ago(hours=2)}
    stated = {"disagreed_at": make.ago(hours=1), "disagreed_by": ana.user}
    words = {"wrong": canary("ana", "stated"), "disagreement": canary("ana", "stated")}
    asked = {"client": leo.client, "wrong": canary("leo", "wrong"), **settled}
    return {
        "ana_amendment": amendment(notes["ana_note"], ana, **words, **stated, **settled),
        "leo_amendment": amendment(notes["leo_note"], mother, **asked),
    }


def messages_of(ana, leo, mother, therapist, play_therapist):
    """What was written to those who treat each of them, and answered."""
    said = {whose: canary(whose, "written") for whose in ("ana", "leo")}
    anas = team_message(ana, therapist, words=said["ana"], answer=said["ana"])
    leos = team_message(mother, play_therapist, client=leo.client, words=said["leo"])
    return {
        "ana_message": anas,
        "leo_message": leos,
        "ana_copy": anas.copies.get(),
        "leo_copy": leos.copies.get(),
    }


def goals_of(ana, leo, therapist, play_therapist, psychiatrist):
    """Put before each of them; Ana asked for other words. The psychiatrist may not be told."""
    wording = a_goal(therapist.provider, ana.client, body=canary("ana", "goal"))
    an_answer(wording, ana.user, said="other_words", words=canary("ana", "answer"))
    child = a_goal(play_therapist.provider, leo.client, body=canary("leo", "goal"))
    make.share(wording, psychiatrist.provider)
    step = a_check_in(wording, therapist.provider, words=canary("ana", "check-in"))
    return {"ana_goal": wording.goal, "ana_check_in": step, "leo_goal": child.goal}
