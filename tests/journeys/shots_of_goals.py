"""Pictures of goals, taken by shots.py in their turn."""


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
