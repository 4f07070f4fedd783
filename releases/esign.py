"""Agreeing to sign online: the words, the sample file with its code, whether somebody agreed."""

import secrets
from functools import wraps

from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from releases.document import fingerprint
from releases.models import EsignAgreement, EsignTerms
from releases.sealing.places import seat
from releases.sealing.typesetting import LETTER, typeset

SESSION_KEY = "esign_code"
# No letter or digit that could be taken for another one.
LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"
LENGTH = 6


def agreement_of(user):
    """The agreement by which this person signs online now, or None."""
    return EsignAgreement.objects.standing_of(user)


def terms_for(language):
    """Today's words about signing online."""
    return EsignTerms.objects.current(language)


def words_of(terms):
    """The terms as HTML that depends on nothing else: what is shown is what is kept."""
    with translation.override(terms.language):
        return render_to_string("releases/esign_words.html", {"terms": terms})


def agreement_to(terms, user, code):
    """The agreement of this person to these words, not written yet."""
    shown = words_of(terms)
    return EsignAgreement(
        user=user,
        terms=terms,
        version=terms.version,
        shown=shown,
        shown_sha256=fingerprint(shown),
        code=code,
    )


def agreed_to_sign(view):
    """The view of one release, for whoever agreed to sign online; others are asked first."""

    @wraps(view)
    def wrapped(request, release, **kwargs):
        if agreement_of(request.user) is None:
            return redirect(f"{reverse('esign')}?release={release.pk}")
        return view(request, release=release, **kwargs)

    return wrapped


def code_in(request):
    """The code in this browser's sample file, made when it is first asked for."""
    if SESSION_KEY not in request.session:
        code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
        request.session[SESSION_KEY] = code
    return request.session[SESSION_KEY]


def sample_with(code):
    """A PDF like those that people get here, tagged as well; all that it says is the code."""
    language = translation.get_language()
    return typeset(
        {
            "language": language,
            "title": _("A sample file"),
            "author": seat(),
            "description": _("It shows that you can open files like those you get here"),
            "kicker": _("A sample file"),
            "running": seat(),
            "reference": "",
            "page": _("Page %(page)s of %(pages)s"),
            "heading": _("You can open this file"),
            "lead": [_("So you can open what you sign here, too. Type this code on the page:")],
            "groups": [
                {"heading": "", "rows": [{"label": _("Your code"), "value": code, "large": True}]}
            ],
            "notes": [_("The file says nothing else. You may delete it.")],
        },
        # Not the time of day: the same code gives the same bytes.
        terms_for(language).created_at,
        LETTER,
    )
