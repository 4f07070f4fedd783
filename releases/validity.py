"""What makes a release defective, in words: one answer for drafting, signing, pages and letters.

45 CFR 164.508(b)(2) and 42 CFR 2.31 name what makes an authorization invalid. A problem without
a law is one that only this app sees; docs/adr/0009-forms-of-law.md tells the two apart.
"""

from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from releases.models import EXCLUSIVE, Category, FormVersion, Party, Purpose, SignedBy
from releases.terms import end_of, latest_end
from releases.treatments import can_end_with_treatment

HIPAA = "45 CFR 164.508"
PART2 = "42 CFR 2.31"
PART2_KINDS = {"substance_use_part2", "sud_counseling_notes"}

# The statements that a form must hold, by their code in it, and what demands them.
STATEMENTS = {
    "choice": f"{HIPAA}(c)(2)(ii)",
    "revoke": f"{HIPAA}(c)(2)(i), {PART2}(a)(6)",
    "redisclosure": f"{HIPAA}(c)(2)(iii)",
    "copy": f"{HIPAA}(c)(4)",
}
PART2_STATEMENTS = {
    "part2_redisclosure": f"{PART2}(a)(4)(iii), (a)(10)(i)",
    "part2_refusing": f"{PART2}(a)(10)(ii)",
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a release; `law` says which rule it breaks, if it is one."""

    code: str
    words: str
    law: str = ""

    def __str__(self):
        return self.words


def validity_problems(release, at):
    """Whatever makes this release defective at that moment; nothing, for a good one.

    Waiting for a signature is no defect. A draft that is not saved may be asked about, too, as
    long as its parties can be read.
    """
    return [*endings(release, at), *_unanswered(release, at), *defects(release, at)]


def has_run_out(release, at):
    """Whether it was asked for, not answered, and can be answered no more at that moment."""
    is_open = not (release.signed_at or release.declined_at)
    return bool(is_open and release.answer_by and release.answer_by <= at)


def endings(release, at):
    """Why it is over: needs no more than the clerk may read, who writes the reminders."""
    over = [
        (release.declined_at, "declined", _("The client said no."), ""),
        (release.revoked_at, "revoked", _("It was stopped."), f"{HIPAA}(b)(2)(iii)"),
        (release.superseded_at, "superseded", _("It was replaced by a newer one."), ""),
        (
            release.ended_at,
            "ended",
            _("The treatment that it belongs to has ended."),
            f"{HIPAA}(b)(2)(i)",
        ),
        (
            release.expires_at,
            "expired",
            _("The end date has passed. Choose a later end date."),
            f"{HIPAA}(b)(2)(i)",
        ),
    ]
    found = [Problem(*facts) for moment, *facts in over if moment and moment <= at]
    if not found and _came_of_age(release, at):
        words = _("The client is of age now. What somebody signed for a child has ended.")
        found = [Problem("of_age", words)]
    return found


def _unanswered(release, at):
    if not has_run_out(release, at):
        return []
    words = _("This request has run out. Ask %(asker)s to send it again.")
    return [Problem("unanswered", words % {"asker": release.proposed_by.name})]


def defects(release, at):
    """What is missing or wrong in it, whether or not it is over."""
    kinds = {one.code: one for one in Category.objects.filter(code__in=release.categories)}
    return [
        *_unfilled(release, kinds),
        *_dates(release, at),
        *_compound(release),
        *_statements(release),
        *(_signatures(release, kinds) if release.signed_at else ()),
    ]


def _came_of_age(release, at):
    """No other end has come, and yet it is over: for a representative, that is the birthday."""
    by_another = release.signed_at and release.signed_by == SignedBy.REPRESENTATIVE
    end = release.in_force.upper if by_another and release.in_force else None
    return end is not None and end <= at


def _unfilled(release, kinds):
    """The elements of (c)(1) and 2.31(a) that are not filled in."""
    sides = {one.side for one in release.parties.all()}
    unknown = set(release.categories) - set(kinds)
    checks = [
        (not release.client.name, "client", _("It does not name the client."), f"{PART2}(a)(1)"),
        (
            Party.Side.DISCLOSER not in sides,
            "tellers",
            _("It does not say who may tell."),
            f"{HIPAA}(c)(1)(ii), {PART2}(a)(2)",
        ),
        (
            Party.Side.RECIPIENT not in sides,
            "hearers",
            _("It does not say who may hear."),
            f"{HIPAA}(c)(1)(iii), {PART2}(a)(4)",
        ),
        (
            not release.categories or unknown,
            "kinds",
            _("It does not say which kinds of information. Choose at least one from the list."),
            f"{HIPAA}(c)(1)(i), {PART2}(a)(3)",
        ),
        (
            not release.purposes or set(release.purposes) - set(Purpose.values),
            "purposes",
            _("It does not say what the information is for. Choose at least one purpose."),
            f"{HIPAA}(c)(1)(iv), {PART2}(a)(5)",
        ),
        (
            not release.expires_at,
            "end",
            _("It does not say when sharing ends. Choose an end date."),
            f"{HIPAA}(c)(1)(v), {PART2}(a)(7)",
        ),
    ]
    return [Problem(*facts) for wrong, *facts in checks if wrong]


def _dates(release, at):
    begins, ends = release.effective_at, release.expires_at
    first, last = release.information_from, release.information_until
    no_treatment = (
        release.ends_with_treatment
        and not release.signed_at
        and not can_end_with_treatment(release)
    )
    too_long = ends and not release.signed_at and ends > end_of(latest_end(localdate(at)))
    checks = [
        (begins and ends and begins >= ends, "order", _("It ends before it begins.")),
        (first and last and first > last, "period", _("Its first date is after its last date.")),
        (too_long, "long", _("The end date must be within 12 months.")),
        (
            no_treatment,
            "treatment",
            _("Nobody who tells treats the client, so no treatment can end it. Take that out."),
        ),
    ]
    return [Problem(*facts) for wrong, *facts in checks if wrong]


def _compound(release):
    """Psychotherapy notes and SUD counseling notes stand on a form of their own, alone."""
    exclusive, kinds = set(EXCLUSIVE), set(release.categories)
    alone = {release.instrument} & exclusive
    if kinds & exclusive == alone and (not alone or kinds == alone):
        return []
    words = _("Psychotherapy notes and counseling notes need a form of their own.")
    return [Problem("compound", words, f"{HIPAA}(b)(3)(ii), {PART2}(b)")]


def _statements(release):
    """The sentences that the law wants on the paper, and that its form does not hold."""
    wanted = dict(STATEMENTS)
    if PART2_KINDS & set(release.categories):
        wanted |= PART2_STATEMENTS
    words = _("The form lacks a statement that the law asks for. Tell the privacy officer.")
    return [
        Problem("statement", words, law)
        for form in _forms_of(release)
        for code, law in wanted.items()
        if code not in form.codes_for(release.categories)
    ]


def _forms_of(release):
    """The forms under the signatures; of what nobody signed, the one that would be shown."""
    if release.signed_at:
        return {one.form_version for one in release.signatures.select_related("form_version")}
    newest = FormVersion.objects.newest(release.instrument, "en")
    return {newest or FormVersion(statements=[])}


def _signatures(release, kinds):
    sensitive = {code for code, kind in kinds.items() if kind.is_sensitive}
    signatures = list(release.signatures.select_related("representative"))
    found = [] if signatures else ["unsigned"]
    for one in signatures:
        if sensitive - set(one.initialled):
            found.append("initials")
        if one.role == SignedBy.REPRESENTATIVE and not _had_authority(one):
            found.append("authority")
    words = {
        "unsigned": (_("It bears no signature."), f"{HIPAA}(c)(1)(vi), {PART2}(a)(8)"),
        "initials": (_("A sensitive kind of information bears no initials."), ""),
        "authority": (
            _("It does not show by what right somebody signed for the client."),
            f"{HIPAA}(c)(1)(vi)",
        ),
    }
    return [Problem(code, *words[code]) for code in dict.fromkeys(found)]


def _had_authority(signature):
    authority = signature.representative
    return bool(
        authority
        and authority.basis in authority.Basis.values
        and authority.verified_at
        and signature.at in authority.during
    )
