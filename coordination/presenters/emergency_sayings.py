"""The sentences of the ledger about emergency access."""

from django.utils.translation import gettext_lazy

from coordination.presenters.saying import Group, Saying
from ledger.models import Verb
from releases.consent_map import State

EMERGENCIES = {
    Verb.EMERGENCY_BEGUN: Saying(
        gettext_lazy("%(who)s used emergency access, without a permission, and opened %(notes)s."),
        Group.OPENED,
        "warning",
        State.ENDING,
    ),
    Verb.EMERGENCY_OPENED: Saying(
        gettext_lazy("%(who)s opened %(thing)s in an emergency, without a permission."),
        Group.OPENED,
        "eye",
        State.ENDING,
    ),
    Verb.EMERGENCY_DELAYED: Saying(
        gettext_lazy("%(who)s put off telling of an emergency access, because of a danger."),
        Group.OPENED,
        "shield",
    ),
    Verb.EMERGENCY_REVIEWED: Saying(
        gettext_lazy("%(who)s looked at an emergency access: %(verdict)s."), Group.OPENED, "shield"
    ),
    Verb.EMERGENCY_BARRED: Saying(
        gettext_lazy("%(who)s said that nobody may use emergency access."),
        Group.PERMISSIONS,
        "stop",
    ),
    Verb.EMERGENCY_ALLOWED: Saying(
        gettext_lazy("%(who)s no longer says that nobody may use emergency access."),
        Group.PERMISSIONS,
        "check",
    ),
    Verb.EMERGENCY_SWITCHED: Saying(
        gettext_lazy("%(who)s turned emergency access of an organization on or off."),
        Group.OTHER,
        "organization",
    ),
}
