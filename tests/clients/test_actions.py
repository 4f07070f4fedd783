"""Taking on a client, beginning and ending a treatment."""

from datetime import date

from accounts.models import Invitation, Kind
from clients.actions import begin_treatment, end_treatment, invite_client, register_client
from clients.models import Client
from ledger.models import Verb
from tests import factories as make
from tests.written import lines, promises


def test_a_new_client_is_treated_from_now_on(stranger, as_web):
    with as_web(stranger.user):
        client = register_client(
            name="Ida Berg", born=date(1980, 1, 2), provider=stranger.provider, by=stranger.user
        )
        assert list(Client.objects.treated_by(stranger.provider)) == [client]
    assert lines(client) == [Verb.TREATMENT_STARTED, Verb.CLIENT_REGISTERED]
    assert not Invitation.objects.exists()


def test_with_an_address_the_client_is_invited(stranger, as_web):
    with as_web(stranger.user):
        client = register_client(
            name="Ida Berg",
            email="Ida@Example.org",
            provider=stranger.provider,
            by=stranger.user,
            language="es",
        )
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.kind, invitation.language) == (
        "ida@example.org",
        Kind.CLIENT,
        "es",
    )
    assert (invitation.subject_type, invitation.subject_id) == ("clients.client", client.pk)
    assert promises(invitation) == {("invitation", invitation.pk)}
    assert Verb.INVITED in lines(client)


def test_ending_a_treatment_twice_ends_it_once(ana, therapist, as_web):
    with as_web(therapist.user):
        ended = [
            end_treatment(client=ana.client, provider=therapist.provider, by=therapist.user)
            for _ in range(2)
        ]
        assert not Client.objects.treated_by(therapist.provider).exists()
    assert ended == [True, False]
    assert lines(ana.client) == [Verb.TREATMENT_ENDED]


def test_a_treatment_begins_again_where_another_provider_asks_for_it(ana, therapist, stranger):
    end_treatment(client=ana.client, provider=therapist.provider, by=therapist.user)
    begin_treatment(client=ana.client, provider=therapist.provider, by=stranger.user)
    assert ana.client.treatments.count() == 2
    assert list(Client.objects.treated_by(therapist.provider)) == [ana.client]


def test_another_providers_treatment_goes_on(ana, therapist, stranger, as_web):
    make.treatment(ana.client, stranger.provider)
    with as_web(therapist.user):
        end_treatment(client=ana.client, provider=therapist.provider, by=therapist.user)
    assert list(Client.objects.treated_by(stranger.provider)) == [ana.client]


def test_an_invitation_stands_in_the_clients_own_chain(leo, play_therapist, as_web):
    with as_web(play_therapist.user):
        invite_client(client=leo.client, email="leo@example.org", by=play_therapist.user)
    assert lines(leo.client) == [Verb.INVITED]
