"""Making and revoking tokens: by those who keep the organization, and nobody else."""

import pytest

from ledger.models import Entry, Verb
from providers import actions
from providers.models import ApiToken, PracticeAdmin
from tests import factories as make
from tests.attempts import run


@pytest.fixture
def lets_in(client):
    """Called with a secret: whether it lets anybody read."""

    def lets_in(secret):
        headers = {"Authorization": f"Bearer {secret}"}
        return client.get("/fhir/Organization", headers=headers).status_code == 200

    return lets_in


def test_a_practice_admin_makes_one_sees_the_secret_once_and_revokes_it(office, practice, lets_in):
    page = f"/directory/organizations/{practice.pk}/tokens/"
    assert f'href="{page}"' in office.http.get(practice.get_absolute_url()).content.decode()
    shown = office.http.post(f"{page}add/", {"purpose": "Appointments", "days": "30"})
    secret = shown.content.decode().split(">accord_")[1].split("<")[0]
    assert len(secret) == 43
    assert lets_in(f"accord_{secret}")
    text = office.http.get(page).content.decode()
    assert ("Appointments" in text, "Works until" in text, secret in text) == (True, True, False)
    made = ApiToken.objects.get()
    assert secret not in str(run("select to_jsonb(t) from providers_apitoken t"))
    assert secret not in str(run("select to_jsonb(t) from ledger_entry t"))
    office.http.post(f"/directory/tokens/{made.pk}/revoke/")
    assert not lets_in(f"accord_{secret}")
    assert "Revoked by Orla Finn" in office.http.get(page).content.decode()
    again = office.http.post(f"/directory/tokens/{made.pk}/revoke/", follow=True)
    assert "Nothing changed now." in again.content.decode()
    lines = Entry.objects.filter(verb__in=[Verb.API_TOKEN_MADE, Verb.API_TOKEN_REVOKED])
    assert {(one.actor, one.subject_id) for one in lines} == {(office.user.pk, str(practice.pk))}
    assert lines.count() == 2


def test_the_history_of_the_organization_tells_of_it(office, practice, directory_admin, keeping):
    facts = {"purpose": "Appointments", "ends_at": make.ago(days=-3)}
    token, _secret = keeping(actions.make_api_token, organization=practice, **facts)
    keeping(actions.revoke_api_token, token=token)
    page = f"/directory/organizations/{practice.pk}/history/"
    text = directory_admin.http.get(page).content.decode()
    for word in ("API token made by", "API token revoked by", "API token: what it is for"):
        assert word in text


def test_a_token_that_stopped_says_so(office, practice, directory_admin, token):
    PracticeAdmin.objects.filter(user=office.user).update(during=(None, make.ago(days=1)))
    page = f"/directory/organizations/{practice.pk}/tokens/"
    assert "Does not work" in directory_admin.http.get(page).content.decode()
    assert office.http.get(page).status_code == 404


def test_the_tokens_of_others_are_not_there(office, token, therapist):
    other = make.organization("Elsewhere")
    for person, place in ((office, other), (therapist, token.organization)):
        page = f"/directory/organizations/{place.pk}/tokens/"
        assert person.http.get(page).status_code == 404
        assert person.http.get(f"{page}add/").status_code == 404
        assert person.http.post(f"{page}add/", {"purpose": "x", "days": "30"}).status_code == 404
    assert therapist.http.post(f"/directory/tokens/{token.pk}/revoke/").status_code == 404
    assert ApiToken.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"purpose": "", "days": "30"}, "Write down what the token is for"),
        ({"purpose": "x" * 101, "days": "30"}, "Shorten it to 100"),
        ({"purpose": "x", "days": "9999"}, "Choose how long it works"),
    ],
)
def test_a_form_that_is_wrong_says_what_to_do(office, practice, sent, sentence):
    page = f"/directory/organizations/{practice.pk}/tokens/add/"
    assert sentence in office.http.post(page, sent).content.decode()
    assert not ApiToken.objects.exists()


def test_to_make_one_asks_again_who_it_is(office, practice):
    stale = make.signed_in(office.user, proved_ago=make.ago(hours=0) - make.ago(hours=1))
    answer = stale.get(f"/directory/organizations/{practice.pk}/tokens/add/")
    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)


def test_the_page_for_programs_is_for_keepers(office, practice, therapist):
    text = office.http.get("/directory/api/").content.decode()
    assert f"/directory/organizations/{practice.pk}/tokens/" in text
    assert therapist.http.get("/directory/api/").status_code == 404


def test_a_deactivated_organization_makes_none(directory_admin, practice):
    make.change(practice, is_active=False)
    page = f"/directory/organizations/{practice.pk}/tokens/"
    sent = {"purpose": "Appointments", "days": "30"}
    answer = directory_admin.http.post(f"{page}add/", sent, follow=True)
    assert "is deactivated, so no token can be made" in answer.content.decode()
    assert not ApiToken.objects.exists()
