"""What the notes of the demo say. Invented, like the people."""

SLEEP_PROGRESS = (
    "Ana sleeps through most nights now, five of the last seven. She keeps the evening walk. "
    "We stay with the plan and look again in six weeks."
)

GOALS_SUMMER = """\
Goals that Ana and I agreed for the summer:

1. Drive to work alone twice a week.
2. Tell one friend about the hard days.
3. Sleep before midnight, without the phone in the bedroom.

It would help if we both asked about the first one."""

DOSE_CHANGE = (
    "Sertraline from 50 mg to 75 mg since Monday. Watch for restlessness in the first two weeks. "
    "If it comes with bad nights, please tell me early; I would rather slow down than stop."
)

PACE_QUESTION = (
    "Since the change of dose Ana describes two restless evenings a week, both after sessions in "
    "which we worked on the accident. Can we agree that the dose stays where it is until we are "
    "through this part of the work?"
)

COUPLE_CONFLICT = (
    "Both see the pattern now: one asks, the other goes quiet, the first asks louder. They have a "
    "word for it and use it. In single sessions, please do not take sides on the move; they "
    "decide that together in December."
)

COUPLE_PLAN = (
    "Shared goal until January: one evening a week without talk of money, and a list of what each "
    "wants to keep from the old flat. It would help if Sam's single sessions left the list alone."
)

NOA_SCHOOL = (
    "Noa is back at school four days a week and has told her class teacher what helps. The family "
    "meets on Sundays; nobody asks about marks there, and that holds."
)

NOA_ALONE = (
    "Noa told me by herself that she drank at two parties in autumn, and once alone. She wants to "
    "stop and does not want it talked about at home yet. Please ask her alone, not in the family "
    "sessions."
)

LEO_SESSIONS = (
    "Leo plays out the two houses in almost every session. Last week, for the first time, "
    "somebody carried a bag from one house to the other and was welcomed. I would like to keep "
    "it slow."
)

LEO_SCHOOL = (
    "Both parents agreed on one handover place and one hour. Leo was told by both together. "
    "Please look out for how the handover shows up in his play."
)

WALK_ASKED = (
    "Ana wants to walk to work twice a week from next month, and asks whether mornings are a good "
    "time for it with you. Is there anything you would have us wait for?"
)

WALK_ANSWERED = (
    "Mornings suit well, and twice is enough to begin with. Let us both ask her on Fridays how it "
    "went, in the same words: easier, the same, harder."
)
