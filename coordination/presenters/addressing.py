"""Before a message is sent: to whom it could go, and what each of them would see now."""

from django.utils import timezone

from clients.models import Client
from coordination.in_threads import ask_in
from coordination.models import Share
from coordination.presenters.sharing import MOST, Candidate, ids_among, named_by_clients, outcome
from coordination.presenters.staff import missing_line
from providers.finding import addressable_to, find_addressable, workplaces_of
from releases.presenters import kind_labels
from releases.questions import Question, ask


def circle(thread, provider):
    """The ids of those whom the provider wrote to in the thread, or reads in it."""
    theirs = Share.objects.visible_to(provider).filter(item__thread=thread)
    own = Share.objects.written_by(provider).filter(item__thread=thread)
    return {*theirs.values_list("author", flat=True), *own.values_list("recipient", flat=True)}


def named_people(clients, provider):
    """The ids of those whom a release of the clients names, as far as they fit on a page."""
    people = addressable_to(provider).filter(named_by_clients(clients, provider))
    return {one.pk for one in people[:MOST]}


def addressees(provider, *, offered, chosen=(), text=""):
    """Those offered, those chosen before, and those whom the search finds besides, the likeliest
    of these first."""
    there = addressable_to(provider).filter(pk__in={*offered, *ids_among(chosen)})
    found = find_addressable(text, by=provider)[:MOST]
    return list(dict.fromkeys([*there, *found]))


def candidates(people, provider, *, clients, kinds, organization, thread=None):
    """These people, each with what would come of it; with nothing while no kind is chosen."""
    if not people or not kinds:
        return [Candidate(one, workplaces_of(one), "", "", None) for one in people]
    questions = [_question(clients, kinds, organization, one) for one in people]
    treated = list(Client.objects.treated_by(provider).filter(pk__in=clients))
    treats_all = len(treated) == len(clients)
    answers = ask(questions) if treats_all else ask_in(thread, questions)
    known, client = kind_labels(), treated[0] if treats_all else None
    return [
        Candidate(
            one,
            workplaces_of(one),
            *outcome(answer, joint=len(clients) > 1),
            missing_line(answer, client, one, known),
        )
        for one, answer in zip(people, answers, strict=True)
    ]


def _question(clients, kinds, organization, recipient):
    return Question(
        subjects=tuple(clients),
        categories=tuple(kinds),
        recipient=recipient.pk,
        service_date=timezone.localdate(),
        organization=organization.pk if organization else None,
    )
