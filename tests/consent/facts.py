"""What the tables say at this moment: the facts, and what is kept that follows from them."""

import json

from django.db import connection

from .oracle import BEGINNING, END, NEVER, Times

PARTY = """json_build_object(CASE WHEN provider_id IS NULL THEN 'organization' ELSE 'provider' END,
                            coalesce(provider_id, organization_id))"""

SIDE = f"""(SELECT coalesce(json_agg({PARTY}::jsonb || jsonb_build_object('since', since)), '[]')
              FROM releases_party p WHERE p.release_id = r.id AND side = '%s')"""

LISTS = {
    "categories": "SELECT code AS one FROM releases_category",
    "organizations": "SELECT id AS one FROM providers_organization",
    "providers": """
        SELECT json_build_object('id', id, 'standing', standing, 'memberships', (
            SELECT coalesce(json_agg(json_build_object('organization', organization_id,
                            'from', lower(during), 'until', upper(during))), '[]')
              FROM providers_membership m WHERE m.provider_id = provider.id)) AS one
          FROM providers_provider provider""",
    "clients": "SELECT json_build_object('id', id, 'born', born) AS one FROM clients_client",
    "releases": f"""
        SELECT json_build_object('id', id, 'client', client_id, 'instrument', instrument,
            'disclosers', {SIDE % "discloser"}, 'recipients', {SIDE % "recipient"},
            'direction', direction, 'categories', categories, 'purposes', purposes,
            'information_from', information_from, 'information_until', information_until,
            'signed_at', signed_at, 'signed_by', signed_by, 'effective_at', effective_at,
            'expires_at', expires_at, 'revoked_at', revoked_at, 'superseded_at', superseded_at,
            'ended_at', ended_at) AS one
          FROM releases_release r""",
    "restrictions": f"""
        SELECT json_build_object('id', id, 'client', client_id, 'categories', categories,
            'recipient', CASE WHEN provider_id IS NOT NULL OR organization_id IS NOT NULL
                         THEN {PARTY} END,
            'item', item, 'from', starts_at, 'until', ends_at) AS one
          FROM releases_restriction""",
    "items": """
        SELECT json_build_object('id', id, 'author', author_id, 'organization', organization_id,
            'categories', categories, 'service_date', service_date, 'subjects', (
            SELECT json_agg(client_id) FROM coordination_itemsubject s WHERE s.item_id = i.id)
            ) AS one
          FROM coordination_item i""",
    "shares": """
        SELECT json_build_object('id', id, 'item', item_id, 'recipient', recipient_id,
            'purpose', purpose, 'shared_at', shared_at, 'withdrawn_at', withdrawn_at) AS one
          FROM coordination_share""",
}

WORLD = "SELECT json_build_object({})::text".format(
    ", ".join(
        f"'{key}', (SELECT coalesce(json_agg(one), '[]') FROM ({rows}) t)"
        for key, rows in LISTS.items()
    )
)


def present_world() -> dict:
    """All that consent depends on, as a scenario whose ids are those of the rows.

    Only facts are read: who, what, whom, when. What the triggers made of them is not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        cursor.execute(WORLD)
        return json.loads(cursor.fetchone()[0].replace("+00:00", "Z"))


def kept_consents() -> dict[str, Times]:
    """By share, when it is open as the triggers keep it."""
    kept: dict[str, tuple] = {}
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT id::text, lower(part), upper(part), part IS NOT NULL
              FROM coordination_share LEFT JOIN LATERAL unnest(consent) part ON true
             ORDER BY id, part""")
        for share, start, until, is_any in cursor.fetchall():
            part = ((start or BEGINNING, until or END),) if is_any else ()
            kept[share] = kept.get(share, ()) + part
    return {share: Times(parts) for share, parts in kept.items()}


def permitted() -> dict[str, Times]:
    """By share, when its recipient may see it: not at all while their standing is not active."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT s.id::text FROM coordination_share s
              JOIN providers_provider p ON p.id = s.recipient_id WHERE p.standing <> 'active'""")
        closed = {share for (share,) in cursor.fetchall()}
    return {share: NEVER if share in closed else kept for share, kept in kept_consents().items()}
