"""Who reads the directory by the API, and how a token closes."""

import pytest
from django.core.cache import cache

from providers import actions
from providers.exchange.answers import KINDS
from providers.models import ApiToken
from tests import factories as make
from tests.fhir import is_fhir
from tests.providers.conftest import SECRET


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


@pytest.fixture
def ask(client, practice):
    """Called with a secret: the status of an answer that is FHIR."""

    def ask(secret=SECRET, scheme="Bearer", path="Organization", **headers):
        headers = {"Authorization": f"{scheme} {secret}", **headers}
        answer = client.get(f"/fhir/{path}", headers=headers)
        assert is_fhir(answer.json())
        assert answer.get("WWW-Authenticate") == ("Bearer" if answer.status_code == 401 else None)
        return answer.status_code

    return ask


def test_a_token_reads_each_kind_of_resource(ask, token):
    assert {ask(path=kind) for kind in KINDS} == {200}


def test_nobody_reads_without_one(client, db):
    for kind in KINDS:
        answer = client.get(f"/fhir/{kind}")
        assert (answer.status_code, answer.json()["issue"][0]["code"]) == (401, "login")


@pytest.mark.parametrize(
    ("secret", "scheme"),
    [
        ("accord_other", "Bearer"),
        ("", "Bearer"),
        (SECRET, "Basic"),
        (SECRET, ""),
        ("ß" * 9, "Bearer"),
    ],
)
def test_another_secret_or_another_scheme_lets_nobody_in(ask, token, secret, scheme):
    assert ask(secret, scheme) == 401


def closed_by(name, token, office, practice, keeping):
    deeds = {
        "revoked": lambda: keeping(actions.revoke_api_token, token=token),
        "ended": lambda: make.change(token, made_at=make.ago(days=3), ends_at=make.ago(days=1)),
        "the organization is deactivated": lambda: keeping(
            actions.deactivate_organization, organization=practice, why="Closed."
        ),
        "no practice admin any more": lambda: keeping(
            actions.end_practice_admin, practice_admin=practice.practice_admins.get()
        ),
        "no account any more": lambda: make.change(office.user, is_active=False),
    }
    deeds[name]()


CLOSINGS = [
    "revoked", "ended", "the organization is deactivated", "no practice admin any more",
    "no account any more",
]  # fmt: skip


@pytest.mark.parametrize("name", CLOSINGS)
def test_it_closes_at_once(ask, token, office, practice, keeping, name):
    assert ask() == 200
    closed_by(name, token, office, practice, keeping)
    assert ask() == 401
    assert ask(path=f"Organization/{practice.pk}") == 401


@pytest.mark.parametrize("name", CLOSINGS)
def test_a_directory_admins_token_does_not_hang_on_the_office(
    ask, practice, office, directory_admin, keeping, name
):
    token = make.api_token(practice, directory_admin.user, secret=SECRET)
    closed_by(name, token, office, practice, keeping)
    assert ask() == (200 if name.startswith("no ") else 401)


def test_a_token_asks_in_its_own_name_also_beside_a_session(token, directory_admin):
    headers = {"Authorization": "Bearer wrong"}
    assert directory_admin.http.get("/fhir/Location", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("role", "status"),
    [("therapist", 200), ("privacy_officer", 200), ("directory_admin", 200), ("ana", 404)],
)
def test_staff_read_in_their_session_and_clients_do_not(request, practice, role, status):
    person = request.getfixturevalue(role)
    for path in ("Organization", f"Organization/{practice.pk}"):
        answer = person.http.get(f"/fhir/{path}")
        assert (answer.status_code, is_fhir(answer.json())) == (status, True)


def test_without_the_second_factor_nothing_is_read(therapist):
    half = make.signed_in(therapist.user, second_factor=False)
    assert half.get("/fhir/Practitioner").status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_there_is_nothing_to_write(client, token, method):
    headers = {"Authorization": f"Bearer {SECRET}"}
    for path in ("Organization", "metadata", "openapi.json"):
        assert getattr(client, method)(f"/fhir/{path}", headers=headers).status_code == 405


def test_it_speaks_english_whatever_the_browser_does(client, token):
    headers = {"Authorization": f"Bearer {SECRET}", "Accept-Language": "es"}
    told = client.get("/fhir/Organization", headers=headers).json()
    assert told["entry"][0]["resource"]["type"][0]["text"] == "Practice"


def test_who_is_refused_too_often_waits(ask, token):
    assert [ask("accord_other") for _time in range(31)] == [401] * 30 + [429]
    assert ask() == 200


def test_one_reader_who_asks_too_much_waits_and_another_does_not(
    client, ask, token, directory_admin, settings
):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"exchange": "2/m/key"}
    assert [ask() for _time in range(3)] == [200, 200, 429]
    headers = {"Authorization": f"Bearer {SECRET}"}
    assert client.get("/fhir/Location", headers=headers)["Retry-After"] == "60"
    assert directory_admin.http.get("/fhir/Organization").status_code == 200


def test_that_it_was_used_is_written_once_an_hour(ask, token):
    def last():
        return ApiToken.objects.values_list("last_used_at", flat=True).get(pk=token.pk)

    assert last() is None
    ask()
    first = last()
    ask()
    assert last() == first is not None
    make.change(token, last_used_at=make.ago(hours=2))
    ask()
    assert last() > first
