"""What may happen in the tables to whatever consent depends on.

Each deed takes a scene, which says to whom and when, and gives back a statement with its
parameters, or a list of them.
"""

from collections.abc import Callable

from coordination.models import Item
from ledger.ids import uuid7

from .oracle import CARE
from .worlds import PURPOSES

ENDS = ("revoked_at", "superseded_at", "ended_at")
SIDES = ("discloser", "recipient")
DEEDS: list[Callable] = []


def deed(of: Callable) -> Callable:
    DEEDS.append(of)
    return of


def statements_of(of: Callable, scene) -> list[tuple]:
    """The statements of a deed; none where the scene has nobody to do it to."""
    try:
        statements = of(scene)
    except IndexError:
        return []
    return statements if isinstance(statements, list) else [statements]


# Releases


@deed
def a_release_ends(scene):
    change = f"update releases_release set {scene.choice(ENDS)} = %s where id = %s"
    return change, scene.moment(), scene.any("releases")


@deed
def all_of_a_client_end(scene):
    end = scene.choice(ENDS)
    change = f"""update releases_release set {end} = %s
                  where client_id = %s and signed_at is not null and {end} is null"""
    return change, scene.moment(), scene.any("clients")


@deed
def a_release_is_renewed(scene):
    """The same parties and kinds again, from another moment until another."""
    new, old = str(uuid7()), scene.any("releases")
    again = """insert into releases_release
        select (jsonb_populate_record(r, jsonb_build_object('id', %s, 'expires_at', %s,
            'effective_at', null, 'signed_at', null, 'revoked_at', null, 'superseded_at', null,
            'ended_at', null))).* from releases_release r where id = %s"""
    parties = """insert into releases_party
        select uuidv7(), side, organization_id, provider_id, %s from releases_party
         where release_id = %s"""
    return [
        (again, new, scene.moment(), old),
        (parties, new, old),
        ("update releases_release set signed_at = %s where id = %s", scene.moment(), new),
    ]


@deed
def what_waited_is_signed(scene):
    change = "update releases_release set signed_at = %s, signed_by = %s where signed_at is null"
    return change, scene.moment(), scene.choice(["client", "representative"])


@deed
def a_release_is_deleted(scene):
    """Parties first or last: the foreign key is looked at when the transaction ends."""
    gone = scene.any("releases")
    parties = "delete from releases_party where release_id = %s", gone
    release = "delete from releases_release where id = %s", gone
    return scene.choice([[parties, release], [release, parties]])


@deed
def a_party_is_added(scene):
    change = """insert into releases_party (id, release_id, side, provider_id, organization_id)
                values (uuidv7(), %s, %s, %s, %s)"""
    return change, scene.any("releases"), scene.choice(SIDES), *scene.party()


@deed
def a_party_is_another(scene):
    change = """update releases_party set provider_id = %s, organization_id = %s
                 where id = (select min(id::text)::uuid from releases_party
                              where release_id = %s and side = %s)"""
    return change, *scene.party(), scene.any("releases"), scene.choice(SIDES)


@deed
def a_party_is_taken_out(scene):
    change = """delete from releases_party where id = (
                select max(id::text)::uuid from releases_party where release_id = %s)"""
    return change, scene.any("releases")


@deed
def a_party_belongs_to_another_release(scene):
    change = """update releases_party set release_id = %s where id = (
                select max(id::text)::uuid from releases_party where release_id = %s)"""
    return change, scene.any("releases"), scene.any("releases")


# Restrictions


@deed
def somebody_is_restricted(scene):
    item, kinds = scene.choice([(None, None), (scene.any("items"), None), (None, scene.kinds())])
    change = """insert into releases_restriction (id, client_id, provider_id, organization_id, item,
                categories, starts_at, ends_at) values (uuidv7(), %s, %s, %s, %s, %s, %s, %s)"""
    to = scene.choice([(None, None), scene.party()])
    return change, scene.any("clients"), *to, item, kinds, *scene.span()


@deed
def a_restriction_has_another_span(scene):
    change = "update releases_restriction set starts_at = %s, ends_at = %s where client_id = %s"
    return change, *scene.span(), scene.any("clients")


@deed
def a_restriction_is_anothers(scene):
    change = "update releases_restriction set client_id = %s where client_id = %s"
    return change, scene.any("clients"), scene.any("clients")


@deed
def a_restriction_is_for_another(scene):
    change = """update releases_restriction set provider_id = %s, organization_id = %s
                 where client_id = %s"""
    return change, *scene.party(), scene.any("clients")


@deed
def restrictions_are_removed(scene):
    return "delete from releases_restriction where client_id = %s", scene.any("clients")


# The directory


@deed
def a_membership_begins(scene):
    change = """insert into providers_membership (id, provider_id, organization_id, during)
                values (uuidv7(), %s, %s, tstzrange(%s, %s))"""
    return change, scene.any("providers"), scene.any("organizations"), *scene.span()


@deed
def memberships_end(scene):
    change = """update providers_membership set during = tstzrange(lower(during), %s)
                 where provider_id = %s and during @> %s::timestamptz"""
    at = scene.moment()
    return change, at, scene.any("providers"), at


@deed
def a_member_was_elsewhere(scene):
    change = "update providers_membership set organization_id = %s where provider_id = %s"
    return change, scene.any("organizations"), scene.any("providers")


@deed
def a_member_was_another(scene):
    change = """update providers_membership set provider_id = %s
                 where provider_id = %s and organization_id = %s"""
    return change, scene.any("providers"), scene.any("providers"), scene.any("organizations")


@deed
def memberships_are_removed(scene):
    return "delete from providers_membership where provider_id = %s", scene.any("providers")


@deed
def a_standing_changes(scene):
    change = "update providers_provider set standing = %s where id = %s"
    return change, scene.choice(["active", "suspended"]), scene.any("providers")


# Clients, and what is said about them


@deed
def a_birthday_is_corrected(scene):
    change = "update clients_client set born = %s::date - interval '18 years' where id = %s"
    return change, scene.choice([scene.day(), None]), scene.any("clients")


@deed
def a_share_is_withdrawn(scene):
    change = "update coordination_share set withdrawn_at = %s where id = %s"
    return change, scene.moment(), scene.any("shares")


@deed
def an_item_is_shared(scene):
    change = """insert into coordination_share (id, item_id, recipient_id, purpose, shared_at)
                values (uuidv7(), %s, %s, %s, %s)"""
    purpose = scene.choice([CARE, *PURPOSES])
    return change, scene.any("items"), scene.any("providers"), purpose, scene.moment()


@deed
def an_item_is_of_other_kinds(scene):
    change = "update coordination_item set kind = %s, categories = %s where id = %s"
    kinds = scene.kinds()
    return change, Item.Kind.fitting(kinds), kinds, scene.any("items")


@deed
def an_item_has_another_author(scene):
    change = "update coordination_item set author_id = %s, organization_id = %s where id = %s"
    place = scene.choice([scene.any("organizations"), None])
    return change, scene.any("providers"), place, scene.any("items")


@deed
def an_item_is_of_another_day(scene):
    change = "update coordination_item set service_date = %s where id = %s"
    return change, scene.day(), scene.any("items")


@deed
def an_item_is_about_another_as_well(scene):
    change = """insert into coordination_itemsubject (id, item_id, client_id)
                values (uuidv7(), %s, %s)"""
    return change, scene.any("items"), scene.any("clients")


@deed
def an_item_is_about_another_instead(scene):
    change = """update coordination_itemsubject set client_id = %s where id = (
                select min(id::text)::uuid from coordination_itemsubject where item_id = %s)"""
    return change, scene.any("clients"), scene.any("items")


@deed
def an_item_is_about_one_less(scene):
    change = """delete from coordination_itemsubject s where item_id = %s and client_id = %s
                   and exists (select from coordination_itemsubject other
                                where other.item_id = s.item_id and other.id <> s.id)"""
    return change, scene.any("items"), scene.any("clients")


@deed
def two_things_happen_in_one_statement(scene):
    """Data-modifying WITHs see the tables as they were before, and fire their triggers after."""
    both = [statements_of(scene.choice(DEEDS[:-1]), scene) for _ in range(2)]
    if any(len(one) != 1 for one in both):
        return []
    (first, *its), (second, *others) = both[0][0], both[1][0]
    return f"with one as ({first}), two as ({second}) select", *its, *others
