"""Whatever can name an entry has a word on what becomes of it in a merge."""

import pytest

from tests.attempts import run, value

STAYS = {
    "providers_apitoken": "organization_id",
    "providers_apart": "organization_id other_organization_id other_provider_id provider_id",
    "providers_licence": "provider_id",
    "providers_location": "organization_id provider_id",
    "providers_membership": "organization_id provider_id",
    "providers_merge": "organization_id other_organization_id other_provider_id provider_id",
    "providers_organization": "merged_into_id",
    "providers_practiceadmin": "organization_id",
    "providers_provider": "merged_into_id",
    "providers_standingchange": "provider_id",
    "providers_verification": "provider_id",
}
"""Goes on naming the absorbed entry: its parts, its past, what was said about the pair."""
FOLLOWS = {
    "coordination_share": "recipient_id",
    "releases_party": "provider_id",
    "releases_restriction": "provider_id",
}
"""What a client or an author said of a person: follows where it is surely the same one."""
STANDS_IN_THE_WAY = {
    "clients_authoritydocument": "kept_by_id",
    "clients_client": "registered_by_id",
    "clients_representative": "verified_by_id",
    "clients_treatment": "provider_id",
    "clients_unit": "created_by_id",
    "coordination_emergencyaccess": "organization_id provider_id",
    "coordination_emergencyswitch": "organization_id",
    "coordination_item": "author_id organization_id",
    "coordination_notedraft": "author_id",
    "coordination_share": "author_id",
    "coordination_teamcopy": "provider_id",
    "providers_provider": "proposed_by_id",
    "releases_defaultask": "by_id organization_id",
    "releases_defaultpartner": "provider_id",
    "releases_defaultrequest": "organization_id set_by_id",
    "releases_paperoriginal": "attested_by_id",
    "releases_party": "organization_id",
    "releases_release": "proposed_by_id",
    "releases_restriction": "organization_id",
}
"""Names whom somebody chose or who did something: an entry that it names is not absorbed."""


@pytest.mark.django_db
def test_each_foreign_key_to_an_entry_has_a_word():
    """A new one fails here. Until it has a word it stands in the way: the database sees to it."""
    found = run(
        "select conrelid::regclass::text, attname from pg_constraint"
        " join pg_attribute on attrelid = conrelid and attnum = conkey[1]"
        " where contype = 'f' and confrelid in"
        " ('providers_provider'::regclass, 'providers_organization'::regclass)"
    )
    words = _spelled(STAYS) | _spelled(FOLLOWS) | _spelled(STANDS_IN_THE_WAY)
    assert {f"{table}.{column}" for table, column in found} == words


@pytest.mark.django_db
def test_the_database_leaves_those_that_stay_and_no_other():
    assert {*value("select left_at_a_merge()")} == _spelled(STAYS) | _spelled(FOLLOWS)


def _spelled(words):
    return {f"{table}.{column}" for table, columns in words.items() for column in columns.split()}
