"""Whether a check stands is what the entry says now, whoever changes it and however."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting_as
from providers.models import Licence, Provider, Verification
from providers.verifying import says
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run, value
from tests.consent.racing import race

pytestmark = pytest.mark.django_db
CHANGES = [
    "update providers_provider set name = 'Helen Li'",
    "update providers_provider set name = 'Helen Park'",
    "update providers_provider set npi = ''",
    "update providers_provider set npi = '1234567893'",
    "update providers_provider set email = ''",
    "update providers_provider set email = 'park@example.org'",
    "update providers_licence set number = 'L1'",
    "update providers_licence set number = 'L4711', ends = null",
    "delete from providers_licence",
    "insert into providers_licence (id, provider_id, state, number, kind)"
    " select subject_id, provider_id, 'OR', 'L4711', '' from providers_verification"
    " where about = 'licence' on conflict do nothing",
]


def untrue():
    truth = "said = verifiable(about, subject_id)"
    return run(f"select * from providers_verification where stands is distinct from ({truth})")


def a_check(entry, by, **facts):
    facts |= {"about": "identity", "said": says("identity", entry), "saw": "Seen."}
    return Verification(provider=entry, subject_id=entry.pk, by=by, **facts)


def helen():
    park = make.provider("Helen Park", npi="1234567893", email="park@example.org")
    for of, about in ((park, "identity"), (park, "email"), (make.licence(park), "licence")):
        make.verification(of, about)
    return park


@given(changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=12))
def test_it_is_the_truth_after_any_changes(changes):
    with transaction.atomic():
        helen()
        for change in changes:
            run(change)
            assert untrue() == []
        transaction.set_rollback(True)


def test_it_is_yes_no_or_no_more():
    park = helen()
    assert {*Verification.objects.values_list("stands", flat=True)} == {True}
    make.change(park, name="Helen Li", email="")
    Licence.objects.all().delete()
    found = dict(Verification.objects.values_list("about", "stands"))
    assert found == {"identity": False, "email": None, "licence": None}


def test_nobody_says_it_but_the_database(directory_admin, as_web):
    park = helen()
    with as_web(directory_admin.user):
        assert attempt("update providers_verification set stands = true") == NOT_ALLOWED
        check = a_check(park, directory_admin.user, stands=False, at=make.ahead(days=300))
        check.save(force_insert=True)
    true = "select stands and at < clock_timestamp() from providers_verification where id = %s"
    assert value(true, check.pk)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_who_checks_while_another_changes_it_checks_what_stands():
    keeper = make.staff("Ruth Katz", is_directory_admin=True)
    entries = [make.provider(f"Helen {number}") for number in range(40)]

    def check(entry):
        with suppress(IntegrityError), acting_as(keeper), transaction.atomic():
            a_check(entry, keeper).save(force_insert=True)
            return True

    def rename(entry):
        with acting_as(keeper), transaction.atomic():
            Provider.objects.filter(pk=entry.pk).update(name="Helen Li")

    done = race(entries, check, rename)
    assert untrue() == []
    assert {check.result for check, _renamed in done} == {True, None}
