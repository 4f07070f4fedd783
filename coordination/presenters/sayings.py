"""The sentences of the ledger: one for each verb, and what a shared thing is called."""

from django.utils.translation import gettext_lazy

from coordination.models import Item
from coordination.presenters.emergency_sayings import EMERGENCIES
from coordination.presenters.saying import Group, Saying
from coordination.presenters.sayings_of_office import OFFICE
from ledger.models import Verb
from releases.consent_map import State

SAYINGS = {
    **EMERGENCIES,
    Verb.ITEM_DISCLOSED: Saying(gettext_lazy("%(who)s opened %(thing)s."), Group.OPENED, "eye"),
    Verb.ACCESS_BLOCKED: Saying(
        gettext_lazy("%(who)s tried to open %(thing)s and was stopped."),
        Group.BLOCKED,
        "shield",
        State.HELD,
    ),
    Verb.RELEASE_REQUESTED: Saying(
        gettext_lazy("%(who)s asked for a permission: %(permission)s."),
        Group.PERMISSIONS,
        state=State.WAITING,
    ),
    Verb.DEFAULT_SET: Saying(
        gettext_lazy("%(who)s set what a practice asks every new client."), Group.OTHER, "edit"
    ),
    Verb.DEFAULT_ASKED: Saying(
        gettext_lazy("%(who)s sent what the practice asks every new client."),
        Group.PERMISSIONS,
        state=State.WAITING,
    ),
    Verb.DEFAULT_REFUSED: Saying(
        gettext_lazy("%(who)s chose not to be asked by default any more."),
        Group.PERMISSIONS,
        state=State.ENDED,
    ),
    Verb.RELEASE_NUDGED: Saying(
        gettext_lazy("We sent a reminder that a request waits for an answer: %(permission)s."),
        Group.PERMISSIONS,
        "mail",
        State.WAITING,
    ),
    Verb.RELEASE_DECLINED: Saying(
        gettext_lazy("%(who)s said no to a permission: %(permission)s."),
        Group.PERMISSIONS,
        state=State.ENDED,
    ),
    Verb.RELEASE_SIGNED: Saying(
        gettext_lazy("%(who)s signed a permission: %(permission)s."), Group.PERMISSIONS, "sign"
    ),
    Verb.RELEASE_HALF_SIGNED: Saying(
        gettext_lazy(
            "%(who)s signed a permission that another guardian signs, too: %(permission)s."
        ),
        Group.PERMISSIONS,
        "sign",
        State.WAITING,
    ),
    Verb.PAPER_RECORDED: Saying(
        gettext_lazy("%(who)s wrote down that a permission was signed on paper: %(permission)s."),
        Group.PERMISSIONS,
        "sign",
    ),
    Verb.RELEASE_RECORDED: Saying(
        gettext_lazy("We sealed a file of what was signed: %(permission)s."),
        Group.PERMISSIONS,
        "shield",
    ),
    Verb.RELEASE_REVOKED: Saying(
        gettext_lazy("%(who)s stopped a permission: %(permission)s."),
        Group.PERMISSIONS,
        "stop",
        State.ENDED,
    ),
    Verb.RELEASE_EXPIRING: Saying(
        gettext_lazy("We sent a reminder that a permission ends soon: %(permission)s."),
        Group.PERMISSIONS,
        "mail",
        State.ENDING,
    ),
    Verb.RELEASE_ENDED: Saying(
        gettext_lazy("A permission ended: %(permission)s."),
        Group.PERMISSIONS,
        state=State.ENDED,
    ),
    Verb.RELEASE_FOLLOWED: Saying(
        gettext_lazy(
            "The practice found that two entries of its directory are the same person. A "
            "permission goes on for this person: %(permission)s."
        ),
        Group.PERMISSIONS,
        "directory",
    ),
    Verb.RELEASE_LEFT: Saying(
        gettext_lazy(
            "The practice found that two entries of its directory are not the same person. A "
            "permission is only for the one whom it named: %(permission)s."
        ),
        Group.PERMISSIONS,
        "directory",
        State.ENDED,
    ),
    Verb.RESTRICTION_SET: Saying(
        gettext_lazy("%(who)s set a limit: %(limit)s."), Group.PERMISSIONS, "stop"
    ),
    Verb.RESTRICTION_LIFTED: Saying(
        gettext_lazy("%(who)s lifted a limit: %(limit)s."), Group.PERMISSIONS, "check"
    ),
    Verb.RESTRICTION_FOLLOWED: Saying(
        gettext_lazy("A limit holds for the same person's other entry as well: %(limit)s."),
        Group.PERMISSIONS,
        "stop",
    ),
    Verb.SCOPE_SHOWN: Saying(
        gettext_lazy(
            "%(who)s agreed to show another person what a permission covers, if that person does "
            "the same: %(permission)s."
        ),
        Group.PERMISSIONS,
        "eye",
    ),
    Verb.SCOPE_HIDDEN: Saying(
        gettext_lazy(
            "%(who)s no longer shows another person what a permission covers: %(permission)s."
        ),
        Group.PERMISSIONS,
        "eye",
        State.ENDED,
    ),
    Verb.ITEM_WRITTEN: Saying(gettext_lazy("%(who)s wrote a note."), Group.NOTES, "note"),
    Verb.ITEM_REVISED: Saying(gettext_lazy("%(who)s changed a note."), Group.NOTES, "edit"),
    Verb.ITEM_ANSWERED: Saying(
        gettext_lazy("%(who)s answered a goal or an agreed word."), Group.NOTES, "check"
    ),
    Verb.RHYTHM_CHOSEN: Saying(
        gettext_lazy("%(who)s chose how often we ask how it is going."), Group.OTHER, "mail"
    ),
    Verb.SHARING_KEPT: Saying(
        gettext_lazy("%(who)s looked at who can read about goals, and kept sharing."),
        Group.PERMISSIONS,
        "check",
    ),
    Verb.AMENDMENT_ASKED: Saying(
        gettext_lazy("%(who)s asked to correct %(thing)s."), Group.NOTES, "edit", State.WAITING
    ),
    Verb.AMENDMENT_ANSWERED: Saying(
        gettext_lazy("%(who)s answered a request to correct %(thing)s."), Group.NOTES, "check"
    ),
    Verb.AMENDMENT_DISPUTED: Saying(
        gettext_lazy("%(who)s added a statement to %(thing)s."), Group.NOTES, "edit"
    ),
    Verb.ITEM_SHARED: Saying(
        gettext_lazy("%(who)s addressed %(thing)s to %(to)s."), Group.NOTES, "shared"
    ),
    Verb.SHARE_FOLLOWED: Saying(
        gettext_lazy(
            "What was addressed to one entry of a person went along to %(to)s: %(thing)s."
        ),
        Group.NOTES,
        "shared",
    ),
    Verb.SHARE_WITHDRAWN: Saying(
        gettext_lazy("%(who)s took back %(thing)s that was addressed to %(to)s."),
        Group.NOTES,
        state=State.ENDED,
    ),
    Verb.ATTACHMENT_ADDED: Saying(
        gettext_lazy("%(who)s attached a file to a note."), Group.NOTES, "note"
    ),
    Verb.ATTACHMENT_REMOVED: Saying(
        gettext_lazy("%(who)s took away a file that was attached to a note."),
        Group.NOTES,
        state=State.ENDED,
    ),
    Verb.COMPLAINT_MADE: Saying(
        gettext_lazy("%(who)s reported to the privacy officer that a line looks wrong."),
        Group.OTHER,
        "warning",
        State.WAITING,
    ),
    Verb.COMPLAINT_ANSWERED: Saying(
        gettext_lazy("%(who)s answered a report that a line looks wrong."), Group.OTHER, "check"
    ),
    Verb.TEAM_MESSAGE_SENT: Saying(
        gettext_lazy("%(who)s wrote a message to %(to)s."), Group.NOTES, "mail"
    ),
    Verb.TEAM_MESSAGE_READ: Saying(
        gettext_lazy("%(who)s read a message to the care team."), Group.NOTES, "eye"
    ),
    Verb.TEAM_MESSAGE_ANSWERED: Saying(
        gettext_lazy("%(who)s answered a message to the care team."), Group.NOTES, "mail"
    ),
    **OFFICE,
    Verb.LEDGER_PUBLISHED: Saying(
        gettext_lazy("We published a seal over the whole ledger."), Group.OTHER, "shield"
    ),
    Verb.LEDGER_VERIFIED: Saying(
        gettext_lazy("We checked every line of the ledger."), Group.OTHER, "shield"
    ),
    Verb.LEDGER_READ: Saying(
        gettext_lazy("The privacy officer, %(who)s, looked at this history."), Group.OTHER, "eye"
    ),
    Verb.OPENINGS_REVIEWED: Saying(
        gettext_lazy("%(who)s looked into unusual openings."), Group.OTHER, "check"
    ),
    Verb.RECEIPT_SEALED: Saying(
        gettext_lazy("We sealed a receipt of what was stopped: %(permission)s."),
        Group.PERMISSIONS,
        "shield",
    ),
    Verb.ESIGN_AGREED: Saying(gettext_lazy("%(who)s agreed to sign online."), Group.OTHER, "sign"),
    Verb.ESIGN_WITHDRAWN: Saying(
        gettext_lazy("%(who)s no longer wants to sign online."), Group.OTHER, "sign"
    ),
    Verb.MAIL_CHOSEN: Saying(
        gettext_lazy("%(who)s chose whether mail may come."), Group.OTHER, "mail"
    ),
    Verb.REMINDER_DAYS_SET: Saying(
        gettext_lazy("The days on which we remind of the end of a permission were set."),
        Group.OTHER,
        "mail",
    ),
    Verb.STATE_PACK_SET: Saying(
        gettext_lazy("The ages from which minors alone decide about some kinds were set."),
        Group.OTHER,
        "shield",
    ),
}

# The same said where one took the place of another.
REPLACED = gettext_lazy("%(who)s signed a permission in place of an older one: %(permission)s.")

# Said of a file of a note, whose name is nobody's to read here.
FILE_OPENED = gettext_lazy("%(who)s opened a file attached to %(thing)s.")

THINGS = {
    Item.Kind.NOTE: gettext_lazy("a note"),
    Item.Kind.PROGRESS_SUMMARY: gettext_lazy("a progress summary"),
    Item.Kind.MEDICATION_CHANGE: gettext_lazy("a change of medication"),
    Item.Kind.TREATMENT_PLAN: gettext_lazy("a treatment plan"),
    Item.Kind.RISK_SAFETY: gettext_lazy("a safety plan"),
    Item.Kind.APPOINTMENT: gettext_lazy("a note about an appointment"),
    Item.Kind.PSYCHOTHERAPY_NOTE: gettext_lazy("a psychotherapy note"),
    Item.Kind.MESSAGE: gettext_lazy("a message"),
    Item.Kind.GOAL: gettext_lazy("a goal"),
    Item.Kind.CHECK_IN: gettext_lazy("a check-in on a goal"),
    Item.Kind.TERM: gettext_lazy("an agreed word"),
}


def verbs_of(group):
    """The verbs that belong to a group."""
    return [verb for verb, saying in SAYINGS.items() if saying.group == group]
