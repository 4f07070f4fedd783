"""What people would use instead, on the same data and in the same run.

Each is used as its manual says it is fastest, each answers as Accord does (asserted), and each
reads today's facts: an answer from facts that were loaded earlier outlives a revocation.
"""

import json
from pathlib import Path

import casbin
import cedarpy
import psycopg2
from django.contrib.auth.models import Permission
from django.db import connection
from guardian.core import ObjectPermissionChecker
from guardian.shortcuts import get_objects_for_user

from coordination.models import Share
from tests.bench import cast
from tests.bench.blocks import compared, timed
from tests.bench.guarded.models import SharePermission
from tests.bench.pages import DECISION, READERS, ROWS

HERE = Path(__file__).parent
FACTS = (HERE / "facts.sql").read_text()
JOINED = (HERE / "joined.sql").read_text()
NEWEST = " AND s.recipient_id = %s ORDER BY s.shared_at DESC, s.id DESC LIMIT 50"
PERMISSIONS = """
    INSERT INTO guarded_sharepermission (permission_id, user_id, content_object_id)
    SELECT %s, p.user_id, s.id FROM coordination_share s JOIN providers_provider p
        ON p.id = s.recipient_id WHERE s.consent @> statement_timestamp()
"""

CASBIN = """
[request_definition]
r = client, category, purpose, author, practice, reader
[policy_definition]
p = client, category, purpose, teller, hearer
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.client == p.client && r.category == p.category && r.purpose == p.purpose \
    && (r.author == p.teller || r.practice == p.teller) && g(r.reader, p.hearer)
"""
CEDAR = """
permit (principal, action == Action::"read", resource) when {
    resource.client == context.client && resource.categories.contains(context.category)
    && resource.purposes.contains(context.purpose)
    && resource.tellers.containsAny(context.tellers) && principal in resource.hearers
};
"""


class Casbin:
    """One enforcer whose model is parsed once; the policies are the releases of the moment."""

    def __init__(self):
        model = casbin.Model()
        model.load_model_from_text(CASBIN)
        self.enforcer = casbin.Enforcer(model)
        self.enforcer.enable_auto_save(False)

    def decide(self, facts):
        author, practice, categories, subjects, purpose, reader, stands_for, releases, held = facts
        self.enforcer.clear_policy()
        self.enforcer.add_policies(
            [
                [client, category, for_what, teller, hearer]
                for _id, client, kinds, purposes, tellers, hearers in releases or ()
                for category in kinds
                for for_what in purposes
                for teller in tellers
                for hearer in hearers
            ]
        )
        for practice_of_reader in stands_for:
            self.enforcer.add_grouping_policy(reader, practice_of_reader)
        return not held and all(
            self.enforcer.enforce(client, category, purpose, author, practice or "", reader)
            for client in subjects
            for category in categories
        )


class Cedar:
    """One policy, parsed once; the releases of the moment are its resources, asked in one batch."""

    def __init__(self):
        self.policies = cedarpy.PolicySet.from_str(CEDAR)

    def decide(self, facts):
        author, practice, categories, subjects, purpose, reader, stands_for, releases, held = facts
        principal = {"type": "Party", "id": reader}
        parents = [{"type": "Party", "id": one} for one in stands_for]
        entities = [{"uid": principal, "attrs": {}, "parents": parents}]
        entities += [_release_entity(*one) for one in releases or ()]
        cells = [(client, category) for client in subjects for category in categories]
        about = {"purpose": purpose, "tellers": [one for one in (author, practice) if one]}
        requests = [
            {
                "principal": principal,
                "action": {"type": "Action", "id": "read"},
                "resource": {"type": "Release", "id": release},
                "context": {"client": client, "category": category} | about,
            }
            for client, category in cells
            for release, *_rest in releases or ()
        ]
        answers = cedarpy.is_authorized_batch(requests, self.policies, json.dumps(entities))
        allowed = {
            (one["context"]["client"], one["context"]["category"])
            for one, answer in zip(requests, answers, strict=True)
            if answer.allowed
        }
        return not held and allowed == set(cells)


def _release_entity(release, client, categories, purposes, tellers, hearers):
    attrs = {"client": client, "categories": categories, "purposes": purposes, "tellers": tellers}
    attrs["hearers"] = [{"__entity": {"type": "Party", "id": one}} for one in hearers]
    return {"uid": {"type": "Release", "id": release}, "attrs": attrs, "parents": []}


def grant_with_guardian():
    """The number of permissions: one for each share that is open."""
    with connection.schema_editor() as editor:
        editor.create_model(SharePermission)
    permission = Permission.objects.get(codename="view_share")
    with connection.cursor() as cursor:
        cursor.execute(PERMISSIONS, [permission.pk])
        granted = cursor.rowcount
        cursor.execute("ANALYZE guarded_sharepermission")
    return granted


def guardians_page(reader):
    """The newest shares that the reader has a permission for, by guardian's fastest way."""
    shares = get_objects_for_user(
        cast.user(reader),
        "view_share",
        Share,
        use_groups=False,
        with_superuser=False,
        accept_global_perms=False,
    )
    return list(shares.order_by("-shared_at", "-id")[:ROWS])


def our_page(reader):
    return list(Share.objects.visible_to(cast.provider(reader))[:ROWS])


def rival_rows(addresses):
    """The rows of the table about what else one could use."""
    grant_with_guardian()
    plain = psycopg2.connect(addresses["owner"])
    plain.autocommit = True
    with plain.cursor() as cursor:
        yield from _pages(cursor)
        yield from _decisions(cursor)
    plain.close()


def _pages(cursor):
    def joined(reader):
        cursor.execute(JOINED + NEWEST, [cast.numbered(2, reader)])
        return cursor.fetchall()

    for reader in READERS:
        ours = [one.pk for one in our_page(reader)]
        assert ours == [one.pk for one in guardians_page(reader)]
        assert ours == [row[0] for row in joined(reader)]
    pages = {"Accord": our_page, "django-guardian": guardians_page, "plain join": joined}
    times = timed(
        {name: lambda page=page: [page(one) for one in READERS] for name, page in pages.items()},
        rounds=3,
        calls=1,
    )
    yield compared(
        "page of 50: django-guardian ÷ Accord", "≥ 15", times, "django-guardian", "Accord"
    )
    yield compared(
        "page of 50: plain join over releases ÷ Accord", "none", times, "plain join", "Accord"
    )


def _decisions(cursor):
    share_id, recipient = cast.open_share(cursor, subjects=1)
    share = Share.objects.get(pk=share_id)
    provider = type(cast.provider(0)).objects.select_related("user").get(pk=recipient)
    engines = {"pycasbin": Casbin(), "cedarpy": Cedar()}

    def on_live_data(engine):
        cursor.execute(FACTS, [share_id])
        return engine.decide(cursor.fetchone())

    def joined():
        cursor.execute(JOINED + " AND s.id = %s", [share_id])
        return len(cursor.fetchall()) == 1

    def our_statement():
        cursor.execute(DECISION, [share_id, recipient])
        return len(cursor.fetchall()) == 1

    checker = ObjectPermissionChecker
    decisions = {
        "Accord": our_statement,
        "Accord, ORM": lambda: Share.objects.visible_to(provider).filter(pk=share_id).exists(),
        "django-guardian": lambda: checker(provider.user).has_perm("view_share", share),
        "plain join": joined,
    } | {name: lambda one=one: on_live_data(one) for name, one in engines.items()}
    assert all(decide() for decide in decisions.values())
    times = timed(decisions)
    what = "decision through the ORM: django-guardian ÷ Accord"
    yield compared(what, "≥ 20", times, "django-guardian", "Accord, ORM")
    for name, goal in (("plain join", "none"), ("pycasbin", "none"), ("cedarpy", "≥ 4")):
        yield compared(f"decision by a statement: {name} ÷ Accord", goal, times, name, "Accord")
    cursor.execute(FACTS, [share_id])
    facts = cursor.fetchone()
    for name, engine in engines.items():
        what = f"decision: {name} on facts read earlier ÷ Accord on today's"
        times = timed({name: lambda one=engine: one.decide(facts), "us": our_statement})
        yield compared(what, "none", times, name, "us")
