"""What a taxonomy code makes of somebody, in plain words: the longest beginning that is known."""

from providers.models.organizations import Organization
from providers.models.vocabulary import Profession

PROFESSIONS = {
    "101Y": Profession.COUNSELLOR,
    "101YA": Profession.SUBSTANCE_USE_COUNSELLOR,
    "101YS": Profession.SCHOOL_COUNSELLOR,
    "102L": Profession.THERAPIST,
    "102X": Profession.THERAPIST,
    "103G": Profession.PSYCHOLOGIST,
    "103T": Profession.PSYCHOLOGIST,
    "1041": Profession.SOCIAL_WORKER,
    "106H": Profession.THERAPIST,
    "133N": Profession.DIETITIAN,
    "133V": Profession.DIETITIAN,
    "163W": Profession.NURSE,
    "164W": Profession.NURSE,
    "164X": Profession.NURSE,
    "171M": Profession.CASE_MANAGER,
    "175T": Profession.PEER_SPECIALIST,
    "202": Profession.DOCTOR,
    "204": Profession.DOCTOR,
    "207": Profession.DOCTOR,
    "207Q": Profession.GP,
    "208": Profession.DOCTOR,
    "2080": Profession.CHILDRENS_DOCTOR,
    "2084F": Profession.PSYCHIATRIST,
    "2084P0015": Profession.PSYCHIATRIST,
    "2084P08": Profession.PSYCHIATRIST,
    "208D": Profession.GP,
    "209": Profession.DOCTOR,
    "225X": Profession.OCCUPATIONAL_THERAPIST,
    "235Z": Profession.SPEECH_THERAPIST,
    "363L": Profession.NURSE,
    "364S": Profession.NURSE,
    "367": Profession.NURSE,
}
KINDS = {
    "10": Organization.Kind.PRACTICE,
    "193": Organization.Kind.PRACTICE,
    "20": Organization.Kind.PRACTICE,
    "2513": Organization.Kind.SCHOOL,
    "261Q": Organization.Kind.CLINIC,
    "261QM28": Organization.Kind.PROGRAMME,
    "261QR0405": Organization.Kind.PROGRAMME,
    "27": Organization.Kind.HOSPITAL,
    "28": Organization.Kind.HOSPITAL,
    "3245": Organization.Kind.PROGRAMME,
    "36": Organization.Kind.PRACTICE,
}


def _longest(table, code, otherwise):
    beginnings = (code[:length] for length in range(len(code), 1, -1))
    return next((table[one].value for one in beginnings if one in table), otherwise)


def profession_of(code, otherwise=Profession.OTHER.value):
    return _longest(PROFESSIONS, code, otherwise)


def kind_of(code):
    return _longest(KINDS, code, Organization.Kind.OTHER.value)
