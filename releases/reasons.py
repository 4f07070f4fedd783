"""Why a share is closed, in the words of whoever asks."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.models import Client
from releases.presenters import kind_labels, labels


class Reader(models.TextChoices):
    AUTHOR = "author", gettext_lazy("The author")
    CLIENT = "client", gettext_lazy("The client")
    PRIVACY_OFFICER = "privacy_officer", gettext_lazy("The privacy officer")
    RECIPIENT = "recipient", gettext_lazy("The recipient")


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way.

    `reason` is a code of the functions `release_misses` and `share_answer`; `subject` and
    `category` say whose consent to what is missing, `release` which release comes nearest.
    """

    subject: object
    category: str | None
    reason: str
    release: object


AUTHOR = {
    "not_shared": gettext_lazy("You had not shared it yet."),
    "withdrawn": gettext_lazy("You took it back."),
    "standing": gettext_lazy("%(recipient)s is not active in the directory."),
    "restricted": gettext_lazy("%(client)s asked that %(recipient)s is not shown this."),
    "no_release": gettext_lazy(
        "%(client)s has signed no release that lets you tell %(recipient)s about: %(kinds)s."
    ),
    "category": gettext_lazy("The release does not cover: %(kinds)s. Ask %(client)s for it."),
    "purpose": gettext_lazy("The release is not for this purpose. It would be about: %(kinds)s."),
    "dates": gettext_lazy("The release is not about the day of this note, for: %(kinds)s."),
    "waiting": gettext_lazy("%(client)s has not answered yet about: %(kinds)s."),
    "unanswered": gettext_lazy(
        "%(client)s has not answered in time about: %(kinds)s. You can send the request again."
    ),
    "declined": gettext_lazy("%(client)s declined the release for: %(kinds)s."),
    "later": gettext_lazy("The release has not begun yet, for: %(kinds)s."),
    "expired": gettext_lazy("The release has ended, for: %(kinds)s. Ask %(client)s for a new one."),
    "revoked": gettext_lazy("%(client)s stopped the release for: %(kinds)s."),
    "superseded": gettext_lazy("A newer release took its place without: %(kinds)s."),
    "ended": gettext_lazy("The release ended with the treatment, for: %(kinds)s."),
    "majority": gettext_lazy(
        "The release ended on the 18th birthday, for: %(kinds)s. Ask %(client)s for a new one."
    ),
    "membership": gettext_lazy(
        "%(recipient)s did not belong to the organization that the release names, for: %(kinds)s."
    ),
}

CLIENT = {
    "not_shared": gettext_lazy("It had not been shared yet."),
    "withdrawn": gettext_lazy("%(author)s took it back."),
    "standing": gettext_lazy("%(recipient)s can't open anything at the moment."),
    "restricted": gettext_lazy("You asked that %(recipient)s is not shown this."),
    "no_release": gettext_lazy(
        "You have given no permission for %(author)s to tell %(recipient)s about: %(kinds)s."
    ),
    "category": gettext_lazy("Your permission leaves out: %(kinds)s."),
    "purpose": gettext_lazy("Your permission is for another purpose, for: %(kinds)s."),
    "dates": gettext_lazy("Your permission is about other days, for: %(kinds)s."),
    "waiting": gettext_lazy("You were asked and have not answered yet, about: %(kinds)s."),
    "unanswered": gettext_lazy(
        "You were asked, and the request ran out without an answer, about: %(kinds)s."
    ),
    "declined": gettext_lazy("You said no to sharing: %(kinds)s."),
    "later": gettext_lazy("Your permission has not begun yet, for: %(kinds)s."),
    "expired": gettext_lazy("Your permission has ended, for: %(kinds)s."),
    "revoked": gettext_lazy("You stopped your permission, for: %(kinds)s."),
    "superseded": gettext_lazy("Your newer permission leaves out: %(kinds)s."),
    "ended": gettext_lazy("Your permission ended with the treatment, for: %(kinds)s."),
    "majority": gettext_lazy("The permission ended on the 18th birthday, for: %(kinds)s."),
    "membership": gettext_lazy(
        "%(recipient)s does not work at the place that your permission names, for: %(kinds)s."
    ),
}

# An officer reads releases by their number: exact, and without a word about the note.
OFFICER = {
    "not_shared": gettext_lazy("Not shared yet at that moment."),
    "withdrawn": gettext_lazy("Taken back by its author."),
    "standing": gettext_lazy("The recipient's standing in the directory is not active."),
    "restricted": gettext_lazy("A restriction of client %(subject)s applies."),
    "no_release": gettext_lazy("Client %(subject)s, %(kinds)s: no release names these parties."),
    "category": gettext_lazy("Client %(subject)s, %(kinds)s: not in release %(release)s."),
    "purpose": gettext_lazy(
        "Client %(subject)s, %(kinds)s: release %(release)s has another purpose."
    ),
    "dates": gettext_lazy(
        "Client %(subject)s, %(kinds)s: outside the information dates of release %(release)s."
    ),
    "waiting": gettext_lazy("Client %(subject)s, %(kinds)s: release %(release)s is not signed."),
    "unanswered": gettext_lazy(
        "Client %(subject)s, %(kinds)s: release %(release)s was not answered in time."
    ),
    "declined": gettext_lazy("Client %(subject)s, %(kinds)s: release %(release)s was declined."),
    "later": gettext_lazy("Client %(subject)s, %(kinds)s: release %(release)s begins later."),
    "expired": gettext_lazy("Client %(subject)s, %(kinds)s: release %(release)s had expired."),
    "revoked": gettext_lazy("Client %(subject)s, %(kinds)s: release %(release)s was revoked."),
    "superseded": gettext_lazy(
        "Client %(subject)s, %(kinds)s: release %(release)s was superseded."
    ),
    "ended": gettext_lazy(
        "Client %(subject)s, %(kinds)s: release %(release)s ended with the treatment."
    ),
    "majority": gettext_lazy(
        "Client %(subject)s, %(kinds)s: release %(release)s ended at the 18th birthday."
    ),
    "membership": gettext_lazy(
        "Client %(subject)s, %(kinds)s: the recipient was no member of the organization that "
        "release %(release)s names."
    ),
}

WORDS = {Reader.AUTHOR: AUTHOR, Reader.CLIENT: CLIENT, Reader.PRIVACY_OFFICER: OFFICER}


def in_words(missing, share, reader):
    """A sentence for each thing that stands in the way; kinds that lack the same share one.

    Of a share about several clients its author and they get one sentence that tells nothing of
    who has agreed.
    """
    if len(share.subjects) > 1 and reader != Reader.PRIVACY_OFFICER:
        return [_("Not shareable with this person now.")]
    return sentences(missing, WORDS[reader], kind_labels(), _people(share))


def sentences(missing, words, known, people):
    """`in_words` for who has at hand the labels of the kinds and the names of the people."""
    kinds = defaultdict(list)
    for one in missing:
        kinds[one.reason, one.subject, one.release].append(one.category)
    return [
        words[reason]
        % {
            **people,
            "kinds": ", ".join(labels(codes, known)),
            "subject": subject,
            "release": release,
        }
        for (reason, subject, release), codes in kinds.items()
    ]


def _people(share):
    """Those in the story; a client whom the reader no longer knows has no name here."""
    client = Client.objects.filter(pk=share.subjects[0]).first()
    return {
        "author": share.author.name,
        "recipient": share.recipient.name,
        "client": client.short_name if client else _("The client"),
    }
