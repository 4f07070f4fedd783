"""Making two entries of the directory of one again."""

import json
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import ProtectedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.memberships import end_membership
from providers.actions.merging import STANDS, fresh, locked_with, record_pair, tell_standing
from providers.actions.parts import drop_licence, drop_location, says
from providers.actions.refusals import refusals_in_words
from providers.models import Licence, Location, Membership, Merge, Organization

PARTS: dict = {"licence": (Licence, drop_licence), "location": (Location, drop_location)}


@transaction.atomic
def undo_merge(*, merge, by):
    """Both entries say again what they said before the merge. What the survivor was since is not
    touched: what changed since of what the merge changed stands in the way. Raises
    ValidationError with a sentence for each thing that does.
    """
    locked_with(merge.survivor, merge.absorbed, _people(merge))
    merge = Merge.objects.select_for_update(of=["self"]).get(pk=merge.pk)
    survivor, absorbed = fresh(merge.survivor), fresh(merge.absorbed)
    if obstacles := _obstacles(merge, survivor):
        raise ValidationError(obstacles)
    for told in merge.after["parts"]:
        _taken_back(told, by)
    for membership in Membership.objects.filter(pk__in=merge.after["memberships"]):
        end_membership(membership=membership, by=by)
    changed = {name: merge.before["fields"][name] for name in merge.after["fields"]}
    with refusals_in_words():
        kept = type(survivor).objects.filter(pk=survivor.pk)
        kept.update(kept_at=ClockTimestamp(), **changed)
        _restore(absorbed, merge)
    tell_standing(absorbed, merge.before["stood"], by, _("The merge was undone"))
    Merge.objects.filter(pk=merge.pk).update(undone_at=ClockTimestamp(), undone_by=by)
    detail = {"was": merge.after["fields"], "is": changed}
    record_pair(Verb.MERGE_UNDONE, survivor, absorbed, by, "", detail)
    record_pair(Verb.MERGE_UNDONE, absorbed, survivor, by, "", {})


def _people(merge):
    """Whose memberships the merge ended and began."""
    ended = [one["provider"] for one in merge.before["memberships"]]
    begun = Membership.objects.filter(pk__in=merge.after["memberships"])
    return [*ended, *begun.values_list("provider", flat=True)]


def _obstacles(merge, survivor):
    """What stands in the way, a sentence each."""
    if merge.undone_at:
        return [_("This merge was undone already. There is nothing left to do.")]
    if survivor.merged_into_id:
        return [_("The one that was kept was merged itself since. Undo that merge first.")]
    found = []
    if names := _changed_since(merge, survivor):
        found.append(
            _("Changed since the merge: %(what)s. Change it back first, or leave them merged.")
            % {"what": ", ".join(names)}
        )
    if any(_says_now(told) != told["says"] for told in merge.after["parts"]):
        found.append(
            _("An address or a licence that came with it was changed since. Leave them merged.")
        )
    places = [one["organization"] for one in merge.before["memberships"]]
    if type(survivor) is not Organization:
        closed = Organization.objects.filter(pk__in=places, is_active=False)
        found += [
            _("%(name)s is deactivated since. Put it back into use first.") % {"name": one}
            for one in closed
        ]
    return found


def _changed_since(merge, survivor):
    now = _plain({name: getattr(survivor, name) for name in merge.after["fields"]})
    fields = type(survivor)._meta
    return [
        capfirst(str(fields.get_field(name).verbose_name))
        for name, value in merge.after["fields"].items()
        if now[name] != value
    ]


def _says_now(told):
    """What the copy of an address or a licence says now; nothing if it is gone."""
    model, _drop = PARTS[told["part"]]
    part = model.objects.filter(pk=told["id"]).first()
    return part and _plain(says(part))


def _taken_back(told, by):
    model, drop = PARTS[told["part"]]
    part = model.objects.select_related("provider").get(pk=told["id"])
    try:
        drop(**{told["part"]: part}, by=by)
    except ProtectedError as error:
        raise ValidationError(
            _("Something rests on an address or a licence that came with it by now.")
        ) from error


def _restore(absorbed, merge):
    """It stands again as it did, and belongs where it did, as if it had never left."""
    facts = {name: merge.before["other_fields"][name] for name in ("npi", "npi_deactivated_on")}
    model = type(absorbed)
    facts[STANDS[model]] = merge.before["stood"]
    model.objects.filter(pk=absorbed.pk).update(merged_into=None, **facts)
    for one in merge.before["memberships"]:
        during = DateTimeTZRange(
            *(bound and datetime.fromisoformat(bound) for bound in one["during"])
        )
        if not Membership.objects.filter(pk=one["id"]).update(during=during):
            Membership(
                pk=one["id"],
                provider_id=one["provider"],
                organization_id=one["organization"],
                during=during,
            ).save(force_insert=True)


def _plain(facts):
    """As the row of the merge keeps them."""
    return json.loads(json.dumps(facts, cls=DjangoJSONEncoder))
