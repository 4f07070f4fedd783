"""What the pages of a review show: steps, kinds, answers."""

from functools import partial

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from clients.models import Representative
from clients.representing import is_own
from ledger.clock import StatementTimestamp
from releases.actions.signing import NothingSignedError, as_if_signed
from releases.changes import information_dates
from releases.changing import change_address
from releases.counting import signed_by_guardians
from releases.effects import effects_of, who_hears
from releases.models import Category
from releases.presenters import day
from releases.states import Event, may
from releases.treatments import ends_earlier


class Step(models.IntegerChoices):
    """The pages of a review, in order; the value is the number that people see."""

    WHO = 1
    WHAT = 2
    WHY = 3
    WHEN = 4
    CHECK = 5
    SIGN = 6

    @property
    def page(self):
        """The name of its address."""
        return "review" if self == Step.WHO else f"review_{self.name.lower()}"

    @property
    def before(self):
        return Step(self - 1)

    @property
    def after(self):
        return Step(self + 1)


def effects_of_signing(permission, by):
    """What the signature would open, or None where nobody could sign now."""
    if not may(Event.SIGN, permission.release.stage):
        return None
    release = permission.release
    deed = partial(as_if_signed, release=release, by=by)
    people = who_hears([permission])
    try:
        return effects_of(deed, client=release.client, people=people, with_reasons=True)
    except NothingSignedError:
        return None


def asked_kinds(release):
    """The kinds as they were asked, also after the client took some away."""
    return Category.objects.filter(code__in=release.asked_categories or release.categories)


def chosen_kinds(release):
    """What is ticked: what the client chose before, here or on the release that this renews."""
    if release.asked_categories:
        return release.categories
    return release.supersedes.categories if release.supersedes else []


def sensitive_kinds(release):
    """The chosen kinds that are initialled one by one."""
    return Category.objects.filter(code__in=release.categories, is_sensitive=True)


def answers_of(permission):
    """The rows of "check your answers"; those that the client may change lead to their page."""
    release = permission.release
    what, when = (reverse(page, args=[release.pk]) for page in ("review_what", "review_when"))
    if not release.proposed_by_id:
        what = when = change_address(release)
    if permission.guardians and permission.guardians.signed:
        what = when = ""
    why = what if release.is_own_start else ""
    return [
        {"label": _("Who tells whom"), "value": permission.direction},
        {"label": _("What"), "lines": permission.kinds, "href": what},
        {"label": _("About which dates"), "value": information_dates(release)},
        {
            "label": _("Why"),
            "lines": [*permission.purposes, *filter(None, [release.reason])],
            "href": why,
        },
        {"label": _("From"), "value": starts(release), "href": when},
        {
            "label": _("Until"),
            "lines": [day(release.expires_at), *filter(None, [ends_earlier(release)])],
            "href": when,
        },
    ]


def starts(release):
    """When sharing begins, of what is not signed yet."""
    return day(release.effective_at) if release.effective_at else _("When you sign")


def guardians_of(release):
    """How many have signed of the guardians who both sign it; None for any other release."""
    return signed_by_guardians([release]).get(release.pk)


def signs_as(user, client):
    """In which role the person signs, or nothing for those who sign for themselves."""
    if is_own(user, client):
        return ""
    authority = Representative.objects.filter(
        client=client, user=user, verified_at__isnull=False, during__contains=StatementTimestamp()
    ).first()
    if authority is None:
        return ""
    role = authority.get_basis_display().lower()
    return _("You sign as %(role)s, for %(name)s.") % {"role": role, "name": client.name}
