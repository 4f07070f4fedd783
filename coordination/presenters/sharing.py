"""Before a note is shared: with whom, and what each of them would see."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clients.models import Client
from coordination.models import Item, Share
from coordination.presenters.staff import (
    Missing,
    missing_line,
    note_lines,
    sent_lines,
    subjects_of,
)
from ledger.clock import StatementTimestamp
from providers.finding import addressable_to, find_addressable, workplaces_of
from providers.models import Membership, Provider
from releases.consent_map import State
from releases.models import Party, Release
from releases.presenters import day, kind_labels
from releases.questions import Question, ask

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the note could be shared with, and what would come of it now."""

    provider: Provider
    workplaces: str
    state: str
    state_text: str
    missing: Missing | None


def own_note(item_id, provider):
    """The provider's own note, or nothing (404)."""
    return get_object_or_404(
        Item.objects.written_by(provider).prefetch_related("about"), pk=item_id
    )


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


def addressed_among(sent, provider):
    """Those of the ids that a browser sent whom the provider may address, by name."""
    return list(addressable_to(provider).filter(pk__in=ids_among(sent)))


def candidates_for(item, provider, purpose, *, chosen=(), text=""):
    """Who has the note not yet: whom a release of the clients names, then those who are chosen or
    found besides, the likeliest of these first; each with what would come of it.

    A note that stays apart is suggested for nobody: only to whom it would open is named.
    """
    people = _without(addressable_to(provider), item)
    named = list(people.filter(named_by_clients(subjects_of(item), provider))[:MOST])
    found = _without(find_addressable(text, by=provider), item)[:MOST]
    asked = list(dict.fromkeys([*people.filter(pk__in=chosen), *found]))
    offered = _candidates(list(dict.fromkeys([*named, *asked])), item, purpose)
    if not item.stays_apart:
        return offered
    return [one for one in offered if one.state == State.OPEN or one.provider in asked]


def stands(shares, provider):
    """Where each of these shares of the provider's own stands, in words, by its recipient."""
    found = Share.objects.written_by(provider).filter(pk__in=[one.pk for one in shares])
    return {line.share.recipient_id: line.state_text for line in sent_lines(found, provider)}


def ids_among(sent):
    """Those of the words that a browser sent which are ids."""
    for one in sent:
        with suppress(ValueError):
            yield UUID(str(one))


def named_by_clients(clients, provider):
    """Whom a release of the clients names, themselves or by where they work now."""
    parties = Party.objects.filter(
        release__in=Release.objects.visible_to(provider).filter(client__in=clients)
    )
    there = Membership.objects.filter(
        organization__in=parties.exclude(organization=None).values("organization"),
        during__contains=StatementTimestamp(),
    )
    themselves = parties.exclude(provider=None).values("provider")
    return Q(pk__in=themselves) | Q(pk__in=there.values("provider"))


def _without(providers, item):
    current = Share.objects.filter(item=item, withdrawn_at=None)
    return providers.exclude(pk__in=current.values("recipient"))


def _candidates(providers, item, purpose):
    questions = [_question(item, one, purpose) for one in providers]
    answers = ask(questions) if questions else []
    known, client = kind_labels(), item.subjects.first()
    return [
        Candidate(
            one,
            workplaces_of(one),
            *outcome(answer, joint=len(questions[0].subjects) > 1),
            missing_line(answer, client, one, known),
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


def outcome(answer, *, joint):
    """What would come of sharing it now: a state and its words."""
    if answer.is_open:
        return State.OPEN, _("Opens now, until %(day)s") % {"day": day(answer.until)}
    return State.HELD, _("Not shareable with this person now") if joint else _("Would be held")
