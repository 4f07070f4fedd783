"""Pictures of goals, taken by shots.py in their turn."""

from coordination.models import CheckInRhythm, Item
from tests import factories as make
from tests.goals import a_check_in, an_answer


def test_goals(album, window, cast):
    maya, ana, client = window("maya"), window("ana"), cast.clients["ana"]
    album.take("goals-none", maya.open(f"/clients/{client.pk}/goals/"))
    album.take("my-goals-none", ana.open("/home/goals/"))
    album.take("goal-new", maya.follow("Write down a goal"))
    album.take("goal-new-wrong", maya.press("Save the goal"))
    maya.fill(body="I drive to work alone twice a week.").press("Save the goal")
    album.take("goal-waits", maya)
    album.take("home-goal-waits", ana.open("/home/"))
    album.take("my-goals", ana.follow("Read and answer"))
    album.take("my-goal", ana.follow("I drive to work alone twice a week."))
    album.take("my-goal-wrong", ana.press("Send your answer"))
    ana.tick(said="other_words").fill(words="I want to drive on Mondays and Fridays, alone.")
    album.take("my-goal-answered", ana.press("Send your answer"))
    album.take("goal-other-words", maya.open(maya.page.url))
    album.take("goals", maya.open(f"/clients/{client.pk}/goals/"))
    show_words(album, maya, ana, client)
    show_check_ins(album, maya, ana)


def show_words(album, maya, ana, client):
    album.take("word-new", maya.open(f"/clients/{client.pk}/words/new/"))
    album.take("word-new-wrong", maya.press("Save the word"))
    maya.fill(word="the fog", body="The slow days after a bad night, when words come late.")
    album.take("word-waits", maya.press("Save the word"))
    album.take("my-goals-and-words", ana.open("/home/goals/"))
    album.take("my-word", ana.follow("the fog"))
    album.take("goals-and-words", maya.open(f"/clients/{client.pk}/goals/"))


def show_check_ins(album, maya, ana):
    """Of several days, so that the chart has a way to go."""
    wording = Item.objects.get(kind="goal")
    for days, number in ((60, 2), (41, 4), (13, 7)):
        day = make.ago(days=days)
        a_check_in(wording, wording.author, number, service_date=day.date())
    for days, number in ((50, 1), (20, 5)):
        said_at = make.ago(days=days)
        facts = {"progress": number, "said_at": said_at, "words": "Two weeks were good."}
        an_answer(wording, wording.goal.client.user, said="check_in", **facts)
    album.take("check-in-new", maya.open(f"/goals/{wording.goal_id}/check-in/"))
    album.take("check-in-new-wrong", maya.press("Save the check-in"))
    maya.page.locator("[name=progress]").select_option("8")
    maya.fill(body="She drove twice this week.")
    album.take("check-in-share", maya.press("Save the check-in"))
    album.take("goal-page", maya.open(f"/goals/{wording.goal_id}/"))
    album.take("my-goal-going", ana.open(f"/home/goals/{wording.goal_id}/"))
    album.take("my-check-in", ana.follow("Say how it is going"))
    step = wording.goal.items.filter(kind="check_in").first()
    album.take("my-reply", ana.open(f"/home/check-ins/{step.pk}/"))
    album.take("my-rhythm", ana.open("/home/check-in/how-often/"))
    ana.tick(every="week").press("Save")
    rhythm = CheckInRhythm.objects.get(person=wording.goal.client.user)
    make.change(rhythm, asked_at=make.ago(minutes=1))
    album.take("home-asked", ana.open("/home/"))
    album.take("my-prompt", ana.open("/home/check-in/"))
