"""The exact words that a client signs: the bytes on the screen are the bytes that are hashed."""

import hashlib

from django.template.loader import render_to_string
from django.utils import translation

from releases.models import Category, Direction, FormVersion, Party, Purpose
from releases.treatments import tellers_of


def form_of(release, language):
    """The newest form for this release in this language, or in English where there is none."""
    newest = FormVersion.objects.newest
    return newest(release.instrument, language) or newest(release.instrument, "en")


def render_document(release, form):
    """The form filled in for this release, as HTML that depends on nothing but the two."""
    tells, hears = _sides(release)
    with translation.override(form.language):
        return render_to_string(
            "releases/document.html",
            {
                "form": form,
                "release": release,
                "purposes": [Purpose(one).label for one in release.purposes],
                "disclosers": tells,
                "recipients": hears,
                "categories": Category.objects.filter(code__in=release.categories),
                "statements": statements_of(release, form),
                "treating": "; ".join(map(str, tellers_of(release))),
            },
        )


def statements_of(release, form):
    """The form's sentences that this release needs, with the names filled in."""
    tells, hears = _sides(release)
    both = f"{tells}; {hears}" if release.direction == Direction.TWO_WAY else ""
    words = {
        "client": release.client.name,
        "disclosers": tells,
        "recipients": hears,
        "tellers": both or tells,
        "hearers": both or hears,
    }
    return [one["text"].format(**words) for one in form.sentences_for(release.categories)]


def fingerprint(document):
    """SHA-256 of the document's UTF-8 bytes, in hex."""
    return hashlib.sha256(document.encode()).hexdigest()


def _sides(release):
    """Who tells and who hears. Not joined by commas, which stand within a name: "Lee, MD"."""
    return [
        "; ".join(sorted(str(one) for one in release.parties_signed if one.side == side))
        for side in (Party.Side.DISCLOSER, Party.Side.RECIPIENT)
    ]
