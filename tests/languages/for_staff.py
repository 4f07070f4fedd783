"""The places that only staff read, or operators: their pages are in English for now."""

from fnmatch import fnmatch

PLACES = [
    "*/apps.py",
    "accounts/scan_field.py",
    "accounts/scans.py",
    "ledger/*",
    "clients/forms.py",
    "clients/views.py",
    "providers/actions.py",
    "providers/directory.py",
    "providers/forms.py",
    "providers/npi.py",
    "providers/views.py",
    "releases/by_default.py",
    "releases/forms/asking.py",
    "releases/forms/by_default.py",
    "releases/forms/paper.py",
    "releases/forms/overview.py",
    "releases/forms/told.py",
    "releases/overview.py",
    "releases/views/asking.py",
    "releases/views/by_default.py",
    "releases/views/together.py",
    "releases/views/told.py",
    "releases/models/restrictions.py",
    "coordination/forms/notes.py",
    "coordination/forms/structure.py",
    "coordination/presenters/sharing.py",
    "coordination/presenters/staff.py",
    "coordination/presenters/untold.py",
    "coordination/tasks.py",
    "coordination/views/demo.py",
    "coordination/views/drafting.py",
    "coordination/views/notes.py",
    "coordination/views/revising.py",
    "coordination/views/shared.py",
    "coordination/views/treatment.py",
    "coordination/views/writing.py",
    "templates/clients/authority_state.html",
    "templates/clients/client_invite.html",
    "templates/clients/invite_again.html",
    "templates/clients/representative*.html",
    "templates/clients/client_new.html",
    "templates/clients/unit_*.html",
    "templates/coordination/demo.html",
    "templates/coordination/staff/*",
    "templates/providers/*",
    "templates/releases/asking/*",
    "templates/releases/together/*",
]


def only_staff_read(message):
    """Whether every place that says this is one of theirs."""
    return all(any(fnmatch(place, one) for one in PLACES) for place, _ in message.locations)
