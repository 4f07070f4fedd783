"""Before a note is shared: with whom, and what each of them would see."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clients.models import Client
from coordination.models import Item, Share
from coordination.presenters.staff import ask_href, note_lines, subjects_of
from ledger.clock import StatementTimestamp
from providers.finding import addressable_to, find_addressable, workplaces_of
from providers.models import Provider
from releases.consent_map import State
from releases.gate import Question, ask_each
from releases.models import Release
from releases.presenters import day, kind_labels, labels

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the note could be shared with, and what would come of it now."""

    provider: Provider
    workplaces: str
    state: str
    state_text: str
    missing: list
    ask_href: str


def own_note(item_id, provider):
    """The provider's own note, or nothing (404)."""
    return get_object_or_404(Item.objects.written_by(provider), pk=item_id)


def own_share(share_id, provider):
    """A share of the provider's own, not taken back yet, or nothing (404)."""
    current = Share.objects.written_by(provider).filter(withdrawn_at=None)
    return get_object_or_404(current.select_related("recipient"), pk=share_id)


def note_line(item, provider):
    """The note with where it went."""
    notes = Item.objects.filter(pk=item.pk).defer("body")
    return note_lines(notes, Share.objects.written_by(provider), provider)[0]


def treats_everybody(item, provider):
    """Whether the author still treats each client whom the note is about."""
    subjects = subjects_of(item)
    return Client.objects.treated_by(provider).filter(pk__in=subjects).count() == len(subjects)


def recipient(provider_id, provider):
    """Somebody whom the provider may address, or nothing (404)."""
    return get_object_or_404(addressable_to(provider), pk=provider_id)


def named_for(item, provider, purpose):
    """Those whom a release of the clients names, and who have the note not yet."""
    releases = Release.objects.visible_to(provider).filter(client__in=subjects_of(item))
    there = Q(
        memberships__organization__release_parties__release__in=releases,
        memberships__during__contains=StatementTimestamp(),
    )
    named = addressable_to(provider).filter(Q(release_parties__release__in=releases) | there)
    return _candidates(_without(named.distinct(), item)[:MOST], item, purpose)


def found_for(item, provider, purpose, text):
    """Those whom the search found, and who have the note not yet."""
    return _candidates(_without(find_addressable(text, by=provider), item)[:MOST], item, purpose)


def _without(providers, item):
    current = Share.objects.filter(item=item, withdrawn_at=None)
    return providers.exclude(pk__in=current.values("recipient"))


def _candidates(providers, item, purpose):
    providers = list(providers)
    questions = [_question(item, one, purpose) for one in providers]
    answers = ask_each(questions) if questions else []
    known = kind_labels()
    return [
        Candidate(
            one,
            workplaces_of(one),
            *_outcome(answer, joint=len(questions[0].subjects) > 1),
            labels(answer.missing, known),
            ask_href(questions[0].subjects[0], one.pk, answer.missing),
        )
        for one, answer in zip(providers, answers, strict=True)
    ]


def _question(item, provider, purpose):
    return Question(
        subjects=tuple(subjects_of(item)),
        categories=tuple(item.categories),
        recipient=provider.pk,
        service_date=item.service_date,
        organization=item.organization_id,
        purpose=purpose,
        item=item.pk,
    )


def _outcome(answer, *, joint):
    if answer.is_open and answer.until:
        return State.OPEN, _("Opens now, until %(day)s") % {"day": day(answer.until)}
    if answer.is_open:
        return State.OPEN, _("Opens now")
    return State.HELD, _("Not shareable with this person now") if joint else _("Would be held")
