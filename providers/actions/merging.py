"""Making one of two entries of the directory, and two of one again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.memberships import begin_membership, end_membership
from providers.actions.parts import add_licence, add_location, says
from providers.actions.refusals import refusals_in_words
from providers.locks import lock_for_merge
from providers.models import Apart, Licence, Merge, Organization, Provider, Standing, StandingChange

FIELDS = {
    Provider: (
        "name",
        "other_names",
        "credentials",
        "profession",
        "taxonomy",
        "languages",
        "npi",
        "npi_deactivated_on",
        "email",
        "secure_email",
        "phone",
        "said_phone",
    ),
    Organization: (
        "name",
        "kind",
        "npi",
        "npi_deactivated_on",
        "phone",
        "said_phone",
        "time_zone",
        "is_part2_programme",
    ),
}
"""What an entry says, and what of it one of two can take from the other."""
STANDS = {Provider: "standing", Organization: "is_active"}
OUT = {Provider: Standing.SUSPENDED, Organization: False}
"""What an absorbed entry is: worth nothing, by the rule that was there before."""


def seen(one, other):
    """What two entries were like when a page showed them: somebody may change them meanwhile."""
    return " ".join(
        f"{entry.pk} {entry.kept_at.isoformat()} {stands(entry)} {entry.merged_into_id}"
        for entry in sorted((one, other), key=lambda entry: entry.pk)
    )


@transaction.atomic
def merge(*, survivor, absorbed, by, why, as_seen, facts, parts=(), memberships=()):
    """The merge. The survivor says `facts` from now on, gets copies of these `parts` of the other,
    and of its memberships these begin anew for the survivor. Raises ValidationError.

    `as_seen` is what `seen` said when the facts were chosen: of two who merge at once, the second
    has not seen what the first made.
    """
    lasting = locked_with(survivor, absorbed)
    survivor, absorbed = fresh(survivor), fresh(absorbed)
    if seen(survivor, absorbed) != as_seen:
        raise ValidationError(
            _("Somebody changed or merged one of these entries meanwhile. Look at both again.")
        )
    before = _before(survivor, absorbed, lasting)
    for membership in lasting:
        end_membership(membership=membership, by=by)
    _absorb(absorbed, survivor, facts, by)
    changed = {name: value for name, value in facts.items() if getattr(survivor, name) != value}
    _say(survivor, changed)
    after = {
        "fields": changed,
        "parts": [_copied(part, survivor, by) for part in parts],
        "memberships": [
            _begun_anew(one, survivor, by).pk for one in lasting if one.pk in set(memberships)
        ],
    }
    merged = Merge(**_pair(survivor, absorbed), by=by, why=why, before=before, after=after)
    with refusals_in_words():
        merged.save(force_insert=True)
    was = {name: getattr(survivor, name) for name in changed}
    record_pair(Verb.ENTRIES_MERGED, survivor, absorbed, by, why, {"was": was, "is": changed})
    record_pair(Verb.ENTRIES_MERGED, absorbed, survivor, by, why, {})
    return merged


@transaction.atomic
def tell_apart(*, one, other, by):
    """Whether it is said with this that these two are not the same."""
    first, second = sorted((one, other), key=lambda entry: entry.pk)
    _apart, is_new = Apart.objects.get_or_create(**_pair(first, second), defaults={"by": by})
    if is_new:
        record_pair(Verb.ENTRIES_TOLD_APART, first, second, by, "", {})
        record_pair(Verb.ENTRIES_TOLD_APART, second, first, by, "", {})
    return is_new


def locked_with(survivor, absorbed, others=()):
    """The memberships of the absorbed one that have not ended. First the locks of everybody
    concerned, all at once; then the rows, so that lines of the ledger come last."""
    lasting = absorbed.memberships.running_or_planned().order_by("pk")
    people = [one.provider_id for one in lasting]
    with refusals_in_words():
        lock_for_merge(absorbed=absorbed.pk, survivor=survivor.pk, others=[*people, *others])
    entries = type(survivor).objects.filter(pk__in=[survivor.pk, absorbed.pk])
    list(entries.select_for_update().order_by("pk"))
    lasting = list(lasting.select_related("provider", "organization"))
    places = Organization.objects.filter(pk__in={one.organization_id for one in lasting})
    list(places.select_for_update().order_by("pk"))
    return lasting


def fresh(entry):
    """What it is under the lock."""
    return type(entry).objects.get(pk=entry.pk)


def stands(entry):
    """Its standing, or whether it is in use."""
    return getattr(entry, STANDS[type(entry)])


def _before(survivor, absorbed, lasting):
    """What undoing it needs to know."""
    names = FIELDS[type(survivor)]
    return {
        "fields": {name: getattr(survivor, name) for name in names},
        "other_fields": {name: getattr(absorbed, name) for name in names},
        "stood": stands(absorbed),
        "memberships": [
            {
                "id": one.pk,
                "provider": one.provider_id,
                "organization": one.organization_id,
                "during": [
                    bound and bound.isoformat() for bound in (one.during.lower, one.during.upper)
                ],
            }
            for one in lasting
        ],
    }


def _absorb(absorbed, survivor, facts, by):
    """It stays as what it was, out of use. An NPI that goes on is its own no more."""
    taken = {"npi": "", "npi_deactivated_on": None} if facts.get("npi") == absorbed.npi else {}
    model = type(absorbed)
    out = {STANDS[model]: OUT[model], "merged_into": survivor}
    with refusals_in_words():
        model.objects.filter(pk=absorbed.pk).update(**out | taken)
    tell_standing(absorbed, OUT[model], by, _("Merged into another entry"))


def tell_standing(entry, standing, by, why):
    """The line in the history of a provider's standing, where it changed with this."""
    if isinstance(entry, Provider) and entry.standing != standing:
        StandingChange(provider=entry, standing=standing, by=by, why=why).save(force_insert=True)


def _say(survivor, changed):
    with refusals_in_words():
        entries = type(survivor).objects.filter(pk=survivor.pk)
        entries.update(kept_at=ClockTimestamp(), **changed)


def _copied(part, survivor, by):
    facts = says(part)
    add = add_licence if isinstance(part, Licence) else add_location
    copy = add(of=survivor, by=by, **facts)
    return {"part": copy._meta.model_name, "id": copy.pk, "says": facts}


def _begun_anew(membership, survivor, by):
    """From now on: what was, the absorbed entry was."""
    anew = {"provider": membership.provider, "organization": membership.organization}
    anew[survivor._meta.model_name] = survivor
    return begin_membership(by=by, **anew)


def _pair(one, other):
    name = one._meta.model_name
    return {name: one, f"other_{name}": other}


def record_pair(verb, entry, other, by, why, changes):
    """The line about one of the two; another one is about the other."""
    detail = {entry._meta.model_name: other.pk} | changes
    record(verb, by=by, subject=entry, reason=why, detail=detail)
