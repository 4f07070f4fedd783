"""Who may speak SQL to the connection itself; everybody else goes through models."""

import ast
from pathlib import Path

from coordination.embedded.places import BASE_DIR

FLOORS = ("accounts", "providers", "clients", "releases", "coordination")
# The ground floor and migrations are free to; of the others, these, each with its reason.
MAY = {
    "accounts/acting.py": "tells PostgreSQL who is acting",
    "accounts/actions.py": "calls functions that may what `web` may not",
    "accounts/checks.py": "asks whether row security binds this connection",
    "accounts/invitations.py": "calls functions that may what `web` may not",
    "providers/accepting.py": "calls the function that seats an invited provider",
    "providers/locks.py": "takes the advisory locks",
    "providers/finding.py": "calls the function that finds entries by words",
    "providers/duplicates.py": "calls the functions that find pairs",
    "providers/tokens.py": "calls the function that knows a token by its hash",
    "providers/importing/showing.py": "asks what undoing an import would leave",
    "providers/importing/passes.py": "calls the functions that write a batch",
    "providers/importing/undoing.py": "calls the function that takes a batch back",
    "clients/accepting.py": "calls the function that gives an invited person the record",
    "releases/gate.py": "asks the formula",
    "releases/questions.py": "asks the formula before anything is shared",
    "releases/notify.py": "calls the function that names who signs",
    "releases/actions/stopping.py": "calls the function that writes down a stop as it was told",
    "releases/sealing/verdicts.py": "asks whether a file is known, for whoever holds it",
    "releases/actions/paper.py": "calls the function that records a paper",
    "releases/counting.py": "calls the functions that tell how many have signed",
    "releases/assent.py": "asks whether one signs for a minor",
    "releases/nudges.py": "calls the function that names who signs",
    "releases/letters.py": "calls the function that tells what a letter may say",
    "releases/showing.py": "calls the functions that say what two clients show each other",
    "releases/reminders.py": "claims due releases in one statement",
    "coordination/actions/disclosing.py": "decides and reads in one statement, under the lock",
    "coordination/actions/emergencies.py": "calls the functions that open without a permission",
    "coordination/emergencies.py": "calls the functions that list what an emergency opens",
    "coordination/unusual.py": "calls the function that looks for unusual openings",
    "coordination/in_threads.py": "calls the functions that say who may write in a thread",
    "coordination/prompts.py": "asks whether a question still holds",
    "coordination/consent_check.py": "computes all consent anew",
    "coordination/presenters/untold.py": "calls the function that tells who wants no mail",
    "coordination/scenarios/loading.py": "signs the releases of a scenario in one statement",
}


def importers() -> set[str]:
    """The files outside the ground floor and migrations that import Django's connections."""
    files = [file for floor in FLOORS for file in (BASE_DIR / floor).rglob("*.py")]
    return {
        str(file.relative_to(BASE_DIR))
        for file in files
        if "migrations" not in file.parts and imports_connection(file)
    }


def imports_connection(file: Path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "django.db"
        and {"connection", "connections"} & {name.name for name in node.names}
        for node in ast.walk(ast.parse(file.read_text()))
    )


def test_only_named_modules_speak_to_the_connection():
    assert importers() - MAY.keys() == set()


def test_no_module_is_named_that_no_longer_needs_to_be():
    assert MAY.keys() - importers() == set()


def test_identity_is_set_in_one_module():
    setters = {
        str(file.relative_to(BASE_DIR))
        for floor in FLOORS
        for file in (BASE_DIR / floor).rglob("*.py")
        if "set_config('app." in file.read_text()
    }
    assert setters == {"accounts/acting.py"}
