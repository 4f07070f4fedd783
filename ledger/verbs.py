"""How a migration gives the ledger another verb."""

from django.db.migrations.operations.base import Operation
from django.db.models import CheckConstraint, Q

KNOWN = "entry_verb_known"


class AddVerbs(Operation):
    """Lets entries bear these verbs, too: pairs of value and label, which follow `after` in the
    model. The others are those of the migrations before, so that none repeats them."""

    def __init__(self, after, verbs):
        self.after, self.verbs = after, verbs

    def state_forwards(self, app_label, state):
        field = state.models[app_label, "entry"].fields["verb"].clone()
        choices = list(field.choices)
        place = [value for value, _label in choices].index(self.after) + 1
        field.choices = [*choices[:place], *self.verbs, *choices[place:]]
        values = [value for value, _label in field.choices]
        state.alter_field(app_label, "entry", "verb", field, preserve_default=True)
        state.remove_constraint(app_label, "entry", KNOWN)
        known = CheckConstraint(condition=Q(verb__in=values), name=KNOWN)
        state.add_constraint(app_label, "entry", known)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Another constraint in the place of the one before; backwards it is the same."""
        for state, change in (
            (from_state, schema_editor.remove_constraint),
            (to_state, schema_editor.add_constraint),
        ):
            known = state.models[app_label, "entry"].get_constraint_by_name(KNOWN)
            change(state.apps.get_model(app_label, "Entry"), known)

    database_backwards = database_forwards

    def describe(self):
        return "Add to the verbs of the ledger: " + ", ".join(value for value, _ in self.verbs)
