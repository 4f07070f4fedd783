"""Each thing that makes a release defective is said, in words, wherever a release is asked about.

45 CFR 164.508(b)(2), 42 CFR 2.31; the rows without a law are this app's own.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from releases.models import Category, FormVersion, Signature
from releases.validity import validity_problems
from tests import factories as make

NOW = timezone.now


@pytest.fixture
def signed(ana, therapist, psychiatrist):
    """A release with a sensitive kind that Ana signed with everything that belongs to it."""
    made = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["goals", "hiv_sti"],
    )
    make.signature(made, ana.user, initialled=["hiv_sti"])
    return make.change(made, signed_at=make.ago(days=1))


def codes(release, at=None):
    return [one.code for one in validity_problems(release, at or NOW())]


def test_a_good_release_has_no_problem_before_and_after_it_is_signed(signed):
    assert codes(signed) == []
    signed.signed_at = None
    assert codes(signed) == []


# What makes it defective: fields that are set on it, and what is said.
DEFECTS = [
    ({"expires_at": make.ago(minutes=1)}, "expired", "164.508(b)(2)(i)"),
    ({"ended_at": make.ago(minutes=1)}, "ended", "164.508(b)(2)(i)"),
    ({"revoked_at": make.ago(minutes=1)}, "revoked", "164.508(b)(2)(iii)"),
    ({"superseded_at": make.ago(minutes=1)}, "superseded", ""),
    ({"declined_at": make.ago(minutes=1)}, "declined", ""),
    ({"categories": []}, "kinds", "164.508(c)(1)(i)"),
    ({"categories": ["goals", "everything"]}, "kinds", "2.31(a)(3)"),
    ({"purposes": []}, "purposes", "164.508(c)(1)(iv)"),
    ({"purposes": ["research"]}, "purposes", "2.31(a)(5)"),
    ({"expires_at": None}, "end", "164.508(c)(1)(v)"),
    ({"effective_at": make.ahead(days=400)}, "order", ""),
    ({"expires_at": make.ahead(days=400), "signed_at": None}, "long", ""),
    (
        {"information_from": make.TODAY, "information_until": make.TODAY - timedelta(days=1)},
        "period",
        "",
    ),
    ({"categories": ["goals", "psychotherapy_notes"]}, "compound", "164.508(b)(3)(ii)"),
    ({"categories": ["sud_counseling_notes"]}, "compound", "2.31(b)"),
    ({"instrument": "psychotherapy_notes"}, "compound", "164.508(b)(3)(ii)"),
]


# Not the values: a moment would give the same test another name in each process.
NAMES = [f"{number}-{'-'.join(row[0])}-{row[1]}" for number, row in enumerate(DEFECTS)]


@pytest.mark.parametrize(("fields", "code", "law"), DEFECTS, ids=NAMES)
def test_a_defect_is_named_with_its_law(signed, fields, code, law):
    for name, value in fields.items():
        setattr(signed, name, value)
    (problem,) = (one for one in validity_problems(signed, NOW()) if one.code == code)
    assert law in problem.law
    assert bool(law) == bool(problem.law)
    assert str(problem).endswith(".")


@pytest.mark.parametrize("instrument", ["psychotherapy_notes", "sud_counseling_notes"])
def test_an_exclusive_kind_alone_on_its_own_form_is_sound(signed, instrument):
    unsigned = make.request(
        signed.client,
        disclosers=[signed.parties.get(side="discloser").provider],
        recipients=[signed.parties.get(side="recipient").provider],
        instrument=instrument,
        categories=[instrument],
    )
    assert codes(unsigned) == []


def test_a_client_without_a_name_is_named_as_missing(signed):
    signed.client.name = ""
    assert codes(signed) == ["client"]


@pytest.mark.parametrize(("side", "code"), [("discloser", "tellers"), ("recipient", "hearers")])
def test_a_side_that_names_nobody_is_a_defect(signed, side, code):
    signed.parties.filter(side=side).delete()
    assert codes(signed) == [code]


def test_what_ends_later_is_no_defect_yet_and_one_then(signed):
    later = NOW() + timedelta(days=2)
    signed.revoked_at = later
    assert codes(signed) == []
    assert codes(signed, at=later) == ["revoked"]


@pytest.mark.parametrize("code", ["choice", "revoke", "redisclosure", "copy"])
def test_a_form_without_a_statement_of_the_law_is_a_defect(db, signed, code):
    signed.signed_at = None
    form = FormVersion.objects.newest("general", "en")
    rest = [one for one in form.statements if one["code"] != code]
    make_form(version=3, statements=rest)
    (problem,) = validity_problems(signed, NOW())
    assert problem.code == "statement"
    assert "164.508(c)" in problem.law


def make_form(**fields):
    facts = {"instrument": "general", "language": "en", "title": "Release of information"}
    return FormVersion.objects.create(**facts | fields)


def test_the_part_2_statements_are_missed_only_where_the_kind_is_in_it(signed):
    form = FormVersion.objects.newest("general", "en")
    make_form(version=3, statements=[one for one in form.statements if "when" not in one])
    signed.signed_at = None
    assert codes(signed) == []
    signed.categories = ["substance_use_part2"]
    assert codes(signed) == ["statement", "statement"]


def test_a_release_without_a_signature_is_a_defect(ana, therapist, psychiatrist):
    made = make.release(
        ana.client, disclosers=[therapist.provider], recipients=[psychiatrist.provider]
    )
    assert codes(made) == ["unsigned"]


def test_a_sensitive_kind_without_initials_is_a_defect(signed, ana):
    Category.objects.filter(code="goals").update(is_sensitive=True)
    assert codes(signed) == ["initials"]


@pytest.fixture
def for_leo(leo, mother, play_therapist, family_counsellor):
    made = make.request(
        leo.client,
        disclosers=[play_therapist.provider],
        recipients=[family_counsellor.provider],
        signed_by="representative",
    )
    authority = leo.client.representatives.get(user=mother.user)
    make.signature(made, mother.user, representative=authority)
    return make.change(made, signed_at=make.ago(days=1))


def test_a_parents_signature_is_sound_until_the_birthday(for_leo):
    assert codes(for_leo) == []
    birthday = for_leo.majority_at
    for_leo.expires_at = birthday + timedelta(days=1)
    for_leo.in_force = type(for_leo.in_force)(for_leo.in_force.lower, birthday)
    assert codes(for_leo, at=birthday)[0] == "of_age"


def test_a_signature_outside_its_authority_is_a_defect(for_leo):
    authority = Signature.objects.get(release=for_leo).representative
    make.change(authority, during=(make.ago(days=900), make.ago(days=800)))
    assert codes(for_leo) == ["authority"]
