"""Notes and shares as the pages of providers tell them; never a word of a body."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from clients.models import Client
from clients.names import isolated
from ledger.clock import StatementTimestamp
from providers.models import Standing
from releases.consent_map import State
from releases.gate import IsOpen
from releases.models import EXCLUSIVE
from releases.presenters import SOON, day, in_words, kind_labels, labels
from releases.questions import Question, ask
from releases.reasons import AUTHOR


@dataclass(frozen=True)
class Received:
    """Something that somebody shared with the reader and that is open now."""

    share: object
    about: str
    kinds: list


@dataclass(frozen=True)
class Missing:
    """What holds it: a limit of the client's, in a sentence; the kinds that no release covers, and
    where to ask the client for them, if a signature would open it.
    """

    limit: str
    kinds: list
    ask_href: str
    ask_whom: str


@dataclass(frozen=True)
class Sent:
    """Where one share of the reader's own note stands."""

    share: object
    about: str
    state: str
    state_text: str
    missing: Missing | None

    @property
    def is_taken_back(self):
        return self.share.withdrawn_at is not None


@dataclass(frozen=True)
class Note:
    """One note of the reader's own, and where it went."""

    item: object
    about: str
    kinds: list
    sent: list

    @property
    def is_joint(self):
        return len(self.item.about.all()) > 1


def received_lines(shares, people=None):
    """The lines of shares that the reader may open; `people` are those who may be named, if not
    everybody whom the reader knows."""
    shares = list(shares.select_related("author"))
    people, known = _people(shares) if people is None else people, kind_labels()
    return [
        Received(one, about(one.subjects, people), labels(one.categories, known)) for one in shares
    ]


def sent_lines(shares, provider):
    """The lines of the provider's own shares, with what holds up those that are held."""
    seen = {"open_now": IsOpen(), "seen_at": StatementTimestamp()}
    shares = shares.annotate(**seen).select_related("recipient", "item").defer("item__body")
    shares = list(shares)
    people, known = _people(shares), kind_labels()
    missing = _missing(shares, provider)
    return [
        Sent(
            one,
            about(one.subjects, people),
            *state_of(one),
            missing_line(missing.get(one.pk), people.get(one.subjects[0]), one.recipient, known),
        )
        for one in shares
    ]


def note_lines(items, shares, provider):
    """The lines of the provider's own notes; `shares` are those of any of them."""
    items = list(items.prefetch_related("about"))
    sent = sent_lines(shares.filter(item__in=[one.pk for one in items]), provider)
    people = people_with({client for one in items for client in subjects_of(one)})
    known = kind_labels()
    return [
        Note(
            one,
            about(subjects_of(one), people),
            labels(one.categories, known),
            [line for line in sent if line.share.item_id == one.pk],
        )
        for one in items
    ]


def state_of(share):
    """The state at the moment at which the database showed the share, and its words."""
    if share.withdrawn_at:
        return State.ENDED, _("Taken back %(day)s") % {"day": day(share.withdrawn_at)}
    if share.recipient.merged_into_id:
        return State.ENDED, _("Listed under another entry now")
    if share.recipient.standing != Standing.ACTIVE:
        return State.HELD, _("Held: not active in the directory")
    if not share.open_now:
        joint = len(share.subjects) > 1
        return State.HELD, _("Not shareable with this person now") if joint else _("Held")
    end = _end(share)
    state = State.ENDING if end <= share.seen_at + SOON else State.OPEN
    return state, _("Open until %(day)s") % {"day": day(end)}


def _end(share):
    """Every release has an end, so every interval of a consent has one, and a beginning."""
    return next(end for begin, end in share.consent if begin <= share.seen_at < end)


def _missing(shares, provider):
    """What holds each share that is held: of those about a single client of the provider.

    Where the recipient is not active that is the reason, and no signature changes it.
    """
    held = [one for one in shares if not (one.open_now or one.withdrawn_at)]
    held = [one for one in held if one.recipient.standing == Standing.ACTIVE]
    single = {one.subjects[0] for one in held if len(one.subjects) == 1}
    own = Client.objects.treated_by(provider).filter(pk__in=single)
    own = set(own.values_list("pk", flat=True)) if single else set()
    asked = [one for one in held if len(one.subjects) == 1 and one.subjects[0] in own]
    answers = ask([question_about(one) for one in asked]) if asked else []
    return {one.pk: answer for one, answer in zip(asked, answers, strict=True)}


def question_about(share):
    return Question(
        subjects=tuple(share.subjects),
        categories=tuple(share.categories),
        recipient=share.recipient_id,
        service_date=share.service_date,
        organization=share.item.organization_id,
        purpose=share.purpose,
        item=share.item_id,
    )


def missing_line(answer, client, recipient, known):
    """What is missing, in words; nothing where nothing is or nothing may be told.

    While a limit holds it, whatever was signed, there is nothing to ask for.
    """
    if not answer or not (answer.missing or answer.is_limited):
        return None
    names = {"client": client.short_name, "recipient": isolated(recipient.name)}
    limit = AUTHOR["restricted"] % names if answer.is_limited else ""
    # What stands alone on its note is asked for on a form of its own, which this link is not to.
    kinds = [one for one in answer.missing if one not in EXCLUSIVE]
    query = urlencode({"with": recipient.pk, "kinds": kinds}, doseq=True)
    page = reverse("ask_for_release", args=[client.pk])
    href = f"{page}?{query}" if kinds and not limit else ""
    return Missing(limit, labels(answer.missing, known), href, client.short_name)


def subjects_of(item):
    """The ids of the clients whom an item is about."""
    return [one.client_id for one in item.about.all()]


def people_with(client_ids):
    """Those of the clients whom the reader may know, by id."""
    return Client.objects.in_bulk(client_ids)


def about(client_ids, people):
    """Whom something is about, in words; a client whom the reader no longer knows is not named."""
    known = sorted(people[one].name for one in client_ids if one in people)
    unknown = len(client_ids) - len(known)
    return in_words([*known, *[_("another client")] * bool(unknown)])


def _people(shares):
    return people_with({client for one in shares for client in one.subjects})
