"""Professions in the words of a practice's spreadsheet, in English and Spanish."""

import re
from difflib import get_close_matches

from django.utils.translation import gettext as _

from providers.models.vocabulary import Profession
from providers.reading.cleaning import Bad, text

CALLED = {
    Profession.THERAPIST: (
        "therapist, psychotherapist, lmft, mft, marriage and family therapist, mental health "
        "therapist, terapeuta, psicoterapeuta"
    ),
    Profession.PSYCHIATRIST: "psychiatrist, psychiatry, psiquiatra",
    Profession.GP: (
        "family doctor, gp, general practitioner, family physician, family medicine, pcp, "
        "primary care physician, primary care, medico de familia, medica de familia, medico de "
        "cabecera"
    ),
    Profession.COUPLES_COUNSELLOR: (
        "couples counsellor, couples counselor, couples therapist, marriage counselor, "
        "terapeuta de pareja, consejero de parejas"
    ),
    Profession.FAMILY_COUNSELLOR: (
        "family counsellor, family counselor, family therapist, terapeuta familiar, consejero "
        "familiar, consejera familiar"
    ),
    Profession.PLAY_THERAPIST: "play therapist, rpt, terapeuta de juego",
    Profession.PSYCHOLOGIST: "psychologist, psyd, clinical psychologist, psicologo, psicologa",
    Profession.SOCIAL_WORKER: (
        "social worker, lcsw, lsw, msw, licsw, lmsw, clinical social worker, trabajador social, "
        "trabajadora social"
    ),
    Profession.COUNSELLOR: (
        "counsellor, counselor, lpc, lpcc, lmhc, mental health counselor, professional "
        "counselor, consejero, consejera"
    ),
    Profession.SUBSTANCE_USE_COUNSELLOR: (
        "substance use counsellor, substance use counselor, cadc, ladc, addiction counselor, "
        "substance abuse counselor, consejero de adicciones"
    ),
    Profession.NURSE: (
        "nurse, rn, np, aprn, pmhnp, lpn, nurse practitioner, registered nurse, enfermero, "
        "enfermera"
    ),
    Profession.CHILDRENS_DOCTOR: "children's doctor, pediatrician, paediatrician, pediatra",
    Profession.DOCTOR: "doctor, physician, md, do, medico, medica, doctora",
    Profession.DIETITIAN: "dietitian, dietician, nutritionist, rd, rdn, dietista, nutricionista",
    Profession.OCCUPATIONAL_THERAPIST: (
        "occupational therapist, ot, otr, otr/l, terapeuta ocupacional"
    ),
    Profession.SPEECH_THERAPIST: (
        "speech therapist, slp, ccc-slp, speech language pathologist, speech pathologist, "
        "logopeda, terapeuta del habla"
    ),
    Profession.SCHOOL_COUNSELLOR: (
        "school counsellor, school counselor, guidance counselor, consejero escolar, consejera "
        "escolar"
    ),
    Profession.CASE_MANAGER: (
        "case manager, care manager, care coordinator, administrador de casos"
    ),
    Profession.PEER_SPECIALIST: (
        "peer specialist, peer support specialist, peer, especialista de pares"
    ),
    Profession.OTHER: "other professional, other, otro, otra",
}
LETTERS = str.maketrans("áéíóúüñ", "aeiouun")


def _bare(word):
    word = word.casefold().translate(LETTERS).replace("&", " and ")
    return " ".join(
        re.findall(r"[^\W_]+", word.replace(".", "").replace("’", "'").replace("'", ""))
    )


MEANT = {
    _bare(name): profession.value
    for profession, called in CALLED.items()
    for name in [profession.value, *called.split(",")]
}


def profession(value):
    """The code of a profession in words. Raises with the choices that come nearest."""
    bare = _bare(text(value, 100))
    if bare in MEANT:
        return MEANT[bare]
    near = dict.fromkeys(MEANT[one] for one in get_close_matches(bare, MEANT, n=5, cutoff=0.5))
    choices = [str(Profession(one).label) for one in near] or [str(one.label) for one in Profession]
    raise Bad(
        _("We do not know this profession"),
        _("Enter one of these: %(choices)s") % {"choices": ", ".join(choices[:20])},
    )


def profession_by(credentials):
    """What the first letters after a name that we know make of somebody, or nothing."""
    found = (MEANT.get(_bare(one), "") for one in re.split("[,;/ ]+", credentials))
    return next(filter(None, found), "")
