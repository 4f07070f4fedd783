"""A client's restrictions in the words of the client's own pages, which call them limits."""

from dataclasses import dataclass
from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clients.representing import is_own
from providers.models import Organization, Provider
from releases.actions.restricting import lift, restrict
from releases.effects import effects_of, items_told, people_of, who_hears
from releases.for_clients import described, name_of
from releases.models import Category, Release, Restriction
from releases.notify import minors_own
from releases.presenters import kind_labels, labels

EVERYBODY = EVERYTHING = "all"


@dataclass(frozen=True)
class Limit:
    """One restriction: whom it keeps something from, and what."""

    restriction: Restriction
    sentence: str
    href: str = ""


def limits_of(client, **only):
    """What the client has set and not lifted, newest first."""
    found = Restriction.objects.of(client).in_force().filter(**only)
    return told(found.select_related("provider", "organization"), client)


def told(restrictions, client):
    """These restrictions in words, in as many queries for one as for many."""
    restrictions, known = list(restrictions), kind_labels()
    items = items_told({one.item for one in restrictions if one.item}, client=client)
    return [_limit(one, known, items) for one in restrictions]


def _limit(one, known, items):
    title, href = items.get(one.item, ("", ""))
    if one.item:
        what = title or _("a note")
    else:
        what = ", ".join(labels(one.categories, known)) if one.categories else _("everything")
    if one.provider or one.organization:
        words = {"name": name_of(one), "what": what}
        return Limit(one, _("%(name)s is never shown: %(what)s") % words, href)
    return Limit(one, _("Nobody is shown: %(what)s") % {"what": what}, href)


def limit_or_404(restriction_id, clients):
    """A restriction that runs, of one of these clients; for anybody else nothing (404)."""
    running = Restriction.objects.in_force().filter(client__in=clients)
    return get_object_or_404(running.select_related("provider", "organization"), pk=restriction_id)


def people_to_choose(client):
    """Whoever may hear of the client, or could once it is signed: by id, in order of names."""
    releases = Release.objects.of(client)
    alive = described(releases.in_force() | releases.waiting())
    parties = [party for one in alive for party in one.everybody_who_hears]
    named = {str(one.provider_id or one.organization_id): one for one in parties}
    return dict(sorted(named.items(), key=lambda one: name_of(one[1])))


def kinds_to_choose(client, user):
    """The kinds that this person may limit: a minor's own are the minor's to keep or to tell."""
    kept = set() if is_own(user, client) else minors_own(client)
    return [one for one in Category.objects.all() if one.code not in kept], kept


def facts_of(form, kept):
    """What the form says, as the keywords of `restrict`."""
    kinds = form.cleaned_data["kinds"]
    everything = EVERYTHING in kinds
    # One about everything would reach what is a minor's own; so it names all the rest.
    categories = None if everything and not kept else form.all_kinds if everything else kinds
    return whom(form.party) | {"categories": categories}


def whom(party):
    """The party as the keywords of `restrict`; nobody is named for everybody."""
    if party is None:
        return {}
    return {"provider": party.provider} if party.provider else {"organization": party.organization}


def effects_of_limit(client, by, **facts):
    """What would close, and what stays open all the same."""
    deed = partial(restrict, client=client, by=by, **facts)
    named = _Named(facts.get("provider"), facts.get("organization"))
    return effects_of(deed, client=client, people=_people(client, named))


def effects_of_lifting(restriction, by):
    """What would open again."""
    deed = partial(lift, restriction=restriction, by=by)
    people = _people(restriction.client, restriction)
    return effects_of(deed, client=restriction.client, people=people, with_reasons=True)


@dataclass(frozen=True)
class _Named:
    provider: Provider | None
    organization: Organization | None

    @property
    def provider_id(self):
        return self.provider and self.provider.pk

    @property
    def organization_id(self):
        return self.organization and self.organization.pk


def _people(client, named):
    """The providers whom it would be kept from: those named, or everybody who hears."""
    if named.provider_id or named.organization_id:
        return people_of([named])
    return who_hears(described(Release.objects.of(client).in_force()))
