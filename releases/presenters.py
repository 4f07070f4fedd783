"""What pages say about releases. Who may see one is decided elsewhere."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clients.names import isolated as set_apart
from releases.consent_map import State
from releases.counting import Signed, signed_by_guardians, signed_together
from releases.models import Category, Party, Purpose
from releases.states import Event, Stage, may
from releases.treatments import ends_earlier

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One release as a row, a card or a page shows it."""

    release: object
    state: str
    state_text: str
    tells: str
    hears: str
    who_tells: str
    """As a sentence to the reader has it: "You"."""
    who_hears: str
    kinds: list
    purposes: list
    together: Signed | None = None
    """How many have signed of those whom the reader asked for this at once."""
    guardians: Signed | None = None
    """How many have signed of the guardians who both sign, as long as it waits for them."""

    @property
    def goes_both_ways(self):
        return self.release.direction == "two_way"

    @property
    def until(self):
        return day(_end(self.release))

    @property
    def can_be_renewed(self):
        """Signed, and neither stopped nor replaced: also what has run out."""
        return may(Event.REPLACE, self.release.stage)

    @property
    def can_be_stopped(self):
        return may(Event.STOP, self.release.stage)


def with_parties(releases):
    """The releases with all that a line tells, in as many queries for one as for a thousand."""
    parties = Party.objects.select_related("provider", "organization")
    releases = releases.select_related("client").prefetch_related(Prefetch("parties", parties))
    return releases.with_stage()


def lines_of(releases, reader):
    """The releases of a queryset as lines for this provider."""
    return lines_on(with_parties(releases), reader)


def lines_on(page, reader):
    """The lines of releases that `with_parties` fetched, such as those of one page."""
    known, releases = kind_labels(), list(page)
    together, guardians = signed_together(releases), signed_by_guardians(releases)
    return [
        _line_of(one, known, reader, together=together.get(one.pk), guardians=guardians.get(one.pk))
        for one in releases
    ]


def _line_of(release, known, reader, **counts):
    state, text = state_of(release)
    tells = [one for one in release.parties_now if one.side == Party.Side.DISCLOSER]
    hears = [one for one in release.parties_now if one.side == Party.Side.RECIPIENT]
    return Line(
        release,
        state,
        text,
        tells=names_of(tells),
        hears=names_of(hears),
        who_tells=names_of(tells, reader, _("You")),
        who_hears=names_of(hears, reader, _("you")),
        kinds=labels(release.categories, known),
        purposes=[Purpose(one).label for one in release.purposes],
        **counts,
    )


def facts_of(line):
    """What a release says, as rows of a summary list."""
    release = line.release
    rows = [
        (_("Client"), isolated(release.client.name)),
        (_("Who may tell"), isolated(line.tells)),
        (_("Who may hear"), isolated(line.hears)),
        (_("The same person"), followed_in_words(release)),
        (_("Direction"), release.get_direction_display()),
        (_("What"), line.kinds),
        (_("What for"), line.purposes),
        (_("Why"), isolated(release.reason)),
        (_("About which dates"), _dates(release)),
        (_("Asked for"), day(release.requested_at)),
        (_("To be answered by"), _answer_by(release)),
        (_("Signed"), release.signed_at and day(release.signed_at)),
        (_("Last day"), line.until),
        (_("Ends earlier"), ends_earlier(release)),
        (_("Treatment ended"), release.ended_at and day(release.ended_at)),
    ]
    return [row(label, value) for label, value in rows if value]


def followed_in_words(release):
    """Where it goes on for another entry of a person than the one that was signed for."""
    parties = {one.pk: one for one in release.parties.all()}
    return [
        _(
            "It was signed for “%(named)s”. Since %(day)s the directory knows that “%(now)s” is "
            "the same person."
        )
        % {
            "named": set_apart(str(parties[one.named_id])),
            "day": day(one.since),
            "now": set_apart(str(one)),
        }
        for one in parties.values()
        if one.named_id
    ]


def _answer_by(release):
    is_open = release.answer_by and not (release.signed_at or release.declined_at)
    return day(release.answer_by) if is_open else ""


def row(label, value):
    """A row of a summary list: several values stand on lines of their own."""
    return {"label": label, "lines" if isinstance(value, list) else "value": value}


def _dates(release):
    first, last = release.information_from, release.information_until
    if first and last:
        return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return _("From %(first)s on") % {"first": day(first)}
    return _("Until %(last)s") % {"last": day(last)} if last else _("All dates")


def isolated(name):
    """Words that people gave, which must not turn the direction of the words around them."""
    return format_html("<bdi>{}</bdi>", name) if name else ""


WORDS = {
    Stage.DECLINED: (State.ENDED, gettext_lazy("Declined %(day)s")),
    Stage.UNANSWERED: (State.ENDED, gettext_lazy("Ended without an answer %(day)s")),
    Stage.OUTDATED: (State.ENDED, gettext_lazy("Ended without an answer %(day)s")),
    Stage.LATER: (State.WAITING, gettext_lazy("Begins %(day)s")),
    Stage.IN_FORCE: (State.OPEN, gettext_lazy("Until %(day)s")),
    Stage.STOPPED: (State.ENDED, gettext_lazy("Stopped %(day)s")),
    Stage.REPLACED: (State.ENDED, gettext_lazy("Replaced %(day)s")),
    Stage.ENDED: (State.ENDED, gettext_lazy("Ended %(day)s")),
    Stage.OF_AGE: (State.ENDED, gettext_lazy("Ended %(day)s")),
    Stage.EXPIRED: (State.ENDED, gettext_lazy("Ended %(day)s")),
}


def state_of(release):
    """The state at the moment `seen_at` at which the database showed it, and its words."""
    if release.stage in (Stage.DRAFT, Stage.WAITING):
        return State.WAITING, _waiting_since(release)
    moment = _moment(release)
    if release.stage == Stage.IN_FORCE and moment <= release.seen_at + SOON:
        return State.ENDING, _("Ends %(day)s") % {"day": day(moment)}
    state, words = WORDS[release.stage]
    return state, words % {"day": day(moment)}


def _waiting_since(release):
    days = (release.seen_at - release.requested_at).days
    if days < 1:
        return _("Waiting for signature since today")
    text = ngettext(
        "Waiting for signature for %(days)s day", "Waiting for signature for %(days)s days", days
    )
    return text % {"days": days}


def _moment(release):
    """When it came to stand where it stands; of what is signed and not over, when it moves on."""
    moments = {
        Stage.DECLINED: release.declined_at,
        Stage.UNANSWERED: release.open_until,
        Stage.OUTDATED: release.open_until,
        Stage.LATER: release.effective_at,
        Stage.REPLACED: release.superseded_at,
    }
    return moments.get(release.stage) or _end(release)


def _end(release):
    """Why not `in_force`: it is empty for what was stopped before it began."""
    ends = (
        release.expires_at,
        release.revoked_at,
        release.superseded_at,
        release.ended_at,
        release.majority_at,
    )
    return min(filter(None, ends))


def kind_labels():
    """The name of every kind of information, by its code."""
    return {one.code: one.name for one in Category.objects.all()}


def every_kind():
    """Every kind of information, in the order of the list."""
    return list(Category.objects.all())


def labels(codes, known):
    """The names of these kinds, in the order of the list of kinds."""
    return [label for code, label in known.items() if code in codes]


def day(moment):
    """The date of a moment, or a date, as people read it."""
    return date_format(localtime(moment) if hasattr(moment, "hour") else moment, "DATE_FORMAT")


def in_words(names):
    """The names as a sentence has them: "A, B and C"."""
    return get_text_list(list(names), _("and"))


def names_of(parties, reader=None, word=""):
    """The parties in words, with a word for the reader if they are one of them."""
    others = sorted(str(one) for one in parties if not _is(one, reader))
    return in_words([word, *others] if len(others) < len(parties) else others)


def _is(party, reader):
    return reader is not None and party.provider_id == reader.pk
