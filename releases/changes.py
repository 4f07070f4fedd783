"""What a release that takes the place of another one adds, takes away and leaves as it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from clients.names import isolated
from ledger.clock import StatementTimestamp
from providers.models import Membership, Provider, Standing
from releases.document import form_of
from releases.models import Category, Direction, Purpose
from releases.presenters import day, kind_labels, labels
from releases.treatments import ends_earlier

ALWAYS = datetime.min.replace(tzinfo=UTC)


def is_less(release):
    """Whether it allows nothing that the release in whose place it comes does not allow.

    And whether each sensitive kind in it was initialled then. Only a draft of the client's own:
    what somebody else asks for is signed. Facts that are fixed once signed, so that it can be
    told of a signed one as well.
    """
    old = release.supersedes
    if old is None or release.proposed_by_id:
        return False
    return (
        set(release.categories) <= set(old.categories)
        and set(release.purposes) <= set(old.purposes)
        and release.instrument == old.instrument
        and release.direction in (old.direction, Direction.ONE_WAY)
        and release.ends_with_treatment >= old.ends_with_treatment
        and release.expires_at <= min(filter(None, [old.expires_at, old.majority_at]))
        and (release.effective_at or ALWAYS) >= (old.effective_at or ALWAYS)
        and _days(release)[0] >= _days(old)[0]
        and _days(release)[1] <= _days(old)[1]
        and _parties(release) == _parties(old)
        and sensitive(release) <= initialled_before(release)
    )


def sensitive(release):
    """The codes of its kinds that are initialled one by one."""
    kinds = Category.objects.filter(code__in=release.categories, is_sensitive=True)
    return set(kinds.values_list("code", flat=True))


def initialled_before(release):
    """The codes that bear initials on the release in whose place it comes."""
    signatures = release.supersedes.signatures.values_list("initialled", flat=True)
    return {code for codes in signatures for code in codes}


@dataclass(frozen=True)
class Difference:
    """Kinds in three lists, and whatever else was and becomes."""

    added: list
    removed: list
    same: list
    others: list


def difference_of(release):
    """What the release changes of the one that it replaces, or None where it replaces none."""
    old, known = release.supersedes, kind_labels()
    if old is None:
        return None
    was, becomes = set(old.categories), set(release.categories)
    pairs = [
        (_("Last day"), day(old.expires_at), day(release.expires_at)),
        (_("Ends earlier"), ends_earlier(old) or _("no"), ends_earlier(release) or _("no")),
        (_("About which dates"), information_dates(old), information_dates(release)),
        (_("Why"), _purposes(old), _purposes(release)),
        (_("Direction"), old.get_direction_display(), release.get_direction_display()),
    ]
    return Difference(
        labels(becomes - was, known),
        labels(was - becomes, known),
        labels(was & becomes, known),
        [{"label": label, "was": a, "becomes": b} for label, a, b in pairs if a != b],
    )


def information_dates(release):
    """Of which days something may be told."""
    first, last = release.information_from, release.information_until
    if first and last:
        return _("From %(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return _("From %(first)s on") % {"first": day(first)}
    return _("Up to %(last)s") % {"last": day(last)} if last else _("All dates")


def since_it_was_signed(release):
    """What has changed around a signed release since, in sentences: the people and the form."""
    return [*_moves(release), *_standings(release), *_new_form(release)]


def _moves(release):
    begun = Q(during__startswith__gt=release.signed_at)
    over = Q(during__endswith__gt=release.signed_at, during__endswith__lte=StatementTimestamp())
    found = Membership.objects.filter(begun | over, provider__in=_providers(release))
    for one in found.select_related("provider", "organization").order_by("during"):
        words = {
            "name": isolated(one.provider.name),
            "place": isolated(one.organization.name),
            "day": day(one.during.upper or one.during.lower),
        }
        if one.during.upper:
            yield _("%(name)s has not worked at %(place)s since %(day)s.") % words
        else:
            yield _("%(name)s works at %(place)s since %(day)s.") % words


def _standings(release):
    for one in Provider.objects.filter(pk__in=_providers(release)).exclude(
        standing=Standing.ACTIVE
    ):
        yield _("%(name)s can't open anything at the moment.") % {"name": isolated(one.name)}


def _new_form(release):
    signature = release.signatures.first()
    if signature and form_of(release, signature.language) != signature.form_version:
        yield _("The words of the form are new. Read them before you sign.")


def _providers(release):
    return [one.provider_id for one in release.parties_now if one.provider_id]


def _parties(release):
    return {(one.side, one.provider_id, one.organization_id) for one in release.parties_now}


def _days(release):
    return release.information_from or date.min, release.information_until or date.max


def _purposes(release):
    return ", ".join(str(Purpose(one).label) for one in release.purposes)
