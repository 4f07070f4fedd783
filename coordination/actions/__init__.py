"""What is said across providers: writing it, addressing it, taking it back, showing it."""

from coordination.actions.amending import (
    NotCorrectedYetError,
    answer_amendment,
    ask_amendment,
    disagree,
)
from coordination.actions.disclosing import (
    Disclosure,
    OpenThisMoment,
    disclose,
    disclose_each,
)
from coordination.actions.drafting import drop_draft, keep_draft
from coordination.actions.goals import answer_item, set_goal, write_check_in
from coordination.actions.messaging import QuoteGoneError, start_thread, write_message
from coordination.actions.revising import revise_item
from coordination.actions.rhythms import choose_rhythm, keep_sharing
from coordination.actions.splitting import write_part
from coordination.actions.team_messages import (
    answer_team_message,
    read_answers,
    read_team_message,
    write_to_team,
)
from coordination.actions.writing import share_item, withdraw, write_item

__all__ = [
    "Disclosure",
    "NotCorrectedYetError",
    "OpenThisMoment",
    "QuoteGoneError",
    "answer_amendment",
    "answer_item",
    "answer_team_message",
    "ask_amendment",
    "choose_rhythm",
    "disagree",
    "disclose",
    "disclose_each",
    "drop_draft",
    "keep_draft",
    "keep_sharing",
    "read_answers",
    "read_team_message",
    "revise_item",
    "set_goal",
    "share_item",
    "start_thread",
    "withdraw",
    "write_check_in",
    "write_item",
    "write_message",
    "write_part",
    "write_to_team",
]
