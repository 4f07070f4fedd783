"""What a note of each kind asks for, and how the answers stand in its one text."""

from django.utils.translation import gettext_lazy as _

from coordination.models import Item

Kind = Item.Kind
BREAK = "\n\n"
REST = _("Anything else")
# The kinds that the form offers, each with its questions.
STRUCTURE = {
    Kind.PROGRESS_SUMMARY: {
        "since": _("What has changed"),
        "helps": _("What helps"),
        "hard": _("What is still hard"),
        "ahead": _("What comes next"),
    },
    Kind.MEDICATION_CHANGE: {
        "what": _("What changes"),
        "why": _("Why"),
        "watch": _("Watch for"),
        "until": _("Until when"),
    },
    Kind.TREATMENT_PLAN: {
        "aims": _("What we work towards"),
        "steps": _("How"),
        "who": _("Who does what"),
        "review": _("When we look again"),
    },
    Kind.RISK_SAFETY: {
        "concern": _("What the concern is"),
        "signs": _("Warning signs"),
        "helps": _("What helps"),
        "who": _("Whom to call"),
    },
    Kind.APPOINTMENT: {
        "when": _("When"),
        "came": _("Who came"),
        "ahead": _("Next appointment"),
    },
    Kind.NOTE: {},
}
# What a note of this kind mostly holds. Said beside the kind, never ticked: the author confirms.
MOSTLY = {
    Kind.PROGRESS_SUMMARY: ["progress"],
    Kind.MEDICATION_CHANGE: ["medications"],
    Kind.TREATMENT_PLAN: ["treatment_plan", "goals"],
    Kind.RISK_SAFETY: ["risk_safety"],
    Kind.APPOINTMENT: ["attendance"],
}


def compose(kind, said):
    """The text of a note from the answers by name, each under its question; `body` is the rest."""
    asked = [(label, _tidy(said.get(name))) for name, label in STRUCTURE.get(kind, {}).items()]
    answered = [f"{label}: {text}" for label, text in asked if text]
    rest = _tidy(said.get("body"))
    if rest:
        answered.append(f"{REST}: {rest}" if answered else rest)
    return BREAK.join(answered)


def taken_apart(kind, text):
    """The answers by name, so that composing them gives this text again.

    A text that was not composed, or in another language, is the rest as a whole.
    """
    names = {f"{label}: ": name for name, label in STRUCTURE.get(kind, {}).items()}
    names[f"{REST}: "] = "body"
    found, label = {}, None
    for paragraph in text.split(BREAK):
        begun = [one for one in _later(names, label) if paragraph.startswith(one)]
        label = begun[0] if begun else label
        if label is None:
            return {"body": text}
        found.setdefault(label, []).append(paragraph.removeprefix(label if begun else ""))
    answers = {names[one]: BREAK.join(paragraphs) for one, paragraphs in found.items()}
    return answers if compose(kind, answers) == text else {"body": text}


def _tidy(text):
    return (text or "").strip().replace("\r\n", "\n")


def _later(names, label):
    """The questions that can still come: they stand in their order."""
    everything = list(names)
    return everything[everything.index(label) + 1 :] if label else everything
