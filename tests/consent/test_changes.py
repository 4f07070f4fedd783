"""Whatever changes, by raw SQL too, leaves the kept consent exact in the same transaction."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from coordination.models import Share
from tests import factories as make
from tests.consent.conftest import World, day, differences, run


@dataclass
class Story:
    """A share that depends on everything a share can depend on."""

    world: World
    share: Share
    ids: dict

    def consent(self):
        self.share.refresh_from_db()
        return self.share.consent

    def run(self, statement):
        """The statement, with `{name}` for the id of what has that name here."""
        return run(statement.format(**{name: f"'{one}'" for name, one in self.ids.items()}))


@pytest.fixture
def story(world):
    """Signed by a parent, from practice to clinic; the recipient is at the clinic; it is open."""
    make.change(world.client, born=date(2020, 5, 5))
    release = world.release(
        disclosers=[world.practice], recipients=[world.clinic], signed_by="representative"
    )
    waiting = make.request(
        world.client, disclosers=[world.author], recipients=[world.recipient], expires_at=day(200)
    )
    membership = make.membership(world.recipient, world.clinic, until=day(90))
    restriction = make.restriction(world.client, since=day(80), until=day(85))
    item = world.item()
    share = world.share(item)
    ids = {
        "release": release,
        "waiting": waiting,
        "membership": membership,
        "restriction": restriction,
        "item": item,
        "share": share,
        "client": world.client,
        "other_client": world.other_client,
        "recipient": world.recipient,
        "colleague": world.colleague,
        "author": world.author,
        "practice": world.practice,
        "clinic": world.clinic,
    }
    assert share.consent == [(day(10), day(80)), (day(85), day(90))]
    return Story(world, share, {name: one.pk for name, one in ids.items()})


A_RELEASE = "update releases_release set {} where id = {{release}}"
A_RESTRICTION = "update releases_restriction set {} where id = {{restriction}}"
A_MEMBERSHIP = "update providers_membership set {} where id = {{membership}}"
AN_ITEM = "update coordination_item set {} where id = {{item}}"

# what happens, and the statement: each changes what the share depends on
CHANGES = {
    "revoked": A_RELEASE.format("revoked_at = '2030-02-01Z'"),
    "replaced": A_RELEASE.format("superseded_at = '2030-02-01Z'"),
    "treatment ended": A_RELEASE.format("ended_at = '2030-02-01Z'"),
    "the release is deleted": "delete from releases_release where id = {release};"
    " delete from releases_party where release_id = {release}",
    "another is signed": "update releases_release set signed_at = '2030-01-02Z'"
    " where id = {waiting}",
    "the discloser is another": "update releases_party set organization_id = {clinic}"
    " where release_id = {release} and side = 'discloser'",
    "the recipient is another": "update releases_party set organization_id = null,"
    " provider_id = {colleague} where release_id = {release} and side = 'recipient'",
    "a recipient is taken out": "delete from releases_party"
    " where release_id = {release} and side = 'recipient'",
    "a recipient is put in": "insert into releases_party (id, release_id, side, provider_id)"
    " values (uuidv7(), {release}, 'recipient', {recipient})",
    "a party moves to the other release": "update releases_party set release_id = {waiting}"
    " where release_id = {release} and side = 'recipient'",
    "the birthday is corrected": "update clients_client set born = '2012-01-15'"
    " where id = {client}",
    "the recipient leaves": A_MEMBERSHIP.format("during = tstzrange(null, '2030-02-01Z')"),
    "the membership was another's": A_MEMBERSHIP.format("provider_id = {colleague}"),
    "the membership was elsewhere": A_MEMBERSHIP.format("organization_id = {practice}"),
    "the membership never was": "delete from providers_membership where id = {membership}",
    "the recipient comes back": "insert into providers_membership"
    " (id, provider_id, organization_id, during)"
    " values (uuidv7(), {recipient}, {clinic}, '[2030-04-02Z,)')",
    "restricted": "insert into releases_restriction (id, client_id, starts_at, created_at)"
    " values (uuidv7(), {client}, '2030-02-01Z', statement_timestamp())",
    "the restriction is moved": A_RESTRICTION.format("starts_at = '2030-02-01Z'"),
    "the restriction is for another": A_RESTRICTION.format("provider_id = {colleague}"),
    "the restriction is another client's": A_RESTRICTION.format("client_id = {other_client}"),
    "the restriction names another note": A_RESTRICTION.format("item = uuidv7()"),
    "the restriction is removed": "delete from releases_restriction where id = {restriction}",
    "the note is of another category": AN_ITEM.format("categories = '{{billing}}'"),
    "the note has another author and place": AN_ITEM.format(
        "author_id = {colleague}, organization_id = null"
    ),
    "the note is about another as well": "insert into coordination_itemsubject"
    " (id, item_id, client_id) values (uuidv7(), {item}, {other_client})",
    "the note is about another instead": "update coordination_itemsubject"
    " set client_id = {other_client} where item_id = {item}",
    "withdrawn": "update coordination_share set withdrawn_at = '2030-02-01Z' where id = {share}",
}

# what happens to no avail: the consent is computed, whoever writes it
WRITTEN = {
    "the consent is written": "update coordination_share set consent = '{{(,)}}'"
    " where id = {share}",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_a_change_moves_the_consent_at_once(story, statement):
    before = story.consent()
    story.run(statement)
    assert differences() == []
    assert story.consent() != before


def test_no_statement_sets_the_consent(story):
    before = story.consent()
    story.run(WRITTEN["the consent is written"])
    assert story.consent() == before


def test_the_copies_on_a_share_are_those_of_the_note(story):
    story.run(
        "update coordination_share set author_id = {colleague}, categories = '{{billing}}',"
        " subjects = '{{}}', service_date = '2000-01-01', kind = 'risk_safety' where id = {share}"
    )
    assert differences() == []


def test_a_date_of_service_is_moved_out_of_the_range(world):
    world.release(information_from=date(2029, 12, 1))
    share = world.share()
    make.change(share.item, service_date=date(2029, 11, 30))
    share.refresh_from_db()
    assert (share.consent, share.service_date) == ([], date(2029, 11, 30))


# trigger, table, a change that only this trigger follows
FOLLOWERS = {
    "share_follows_release": ("releases_release", "revoked"),
    "share_follows_release_deleted": ("releases_release", "the release is deleted"),
    "share_follows_restriction": ("releases_restriction", "restricted"),
    "share_follows_party": ("releases_party", "a recipient is put in"),
    "share_follows_membership": ("providers_membership", "the recipient leaves"),
    "share_follows_item": ("coordination_item", "the note is of another category"),
    "share_follows_item_subject": (
        "coordination_itemsubject",
        "the note is about another as well",
    ),
    "birthday_moved": ("clients_client", "the birthday is corrected"),
    "b_release_computed": ("releases_release", "revoked"),
    "b_share_computed": ("coordination_share", "withdrawn"),
    "b_share_stays_computed": ("coordination_share", "the consent is written"),
}


@pytest.mark.parametrize("trigger", FOLLOWERS)
def test_without_one_of_the_triggers_this_file_would_fail(story, trigger):
    table, change = FOLLOWERS[trigger]
    before = story.consent()
    run("set constraints all immediate; set constraints all deferred")  # else no ALTER TABLE
    with transaction.atomic():
        run(f"alter table {table} disable trigger {trigger}")
        story.run((CHANGES | WRITTEN)[change])
        assert differences() or story.consent() == before
        transaction.set_rollback(True)


def test_every_trigger_that_keeps_consent_exact_is_tried_here(world):
    kept = run(
        "select tgname from pg_trigger where not tgisinternal"
        " and (tgname like 'share_follows%%' or tgname like 'b\\_%%' or tgname like 'birthday%%')"
    )
    assert {name for (name,) in kept} == set(FOLLOWERS)
