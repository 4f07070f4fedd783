"""Whom a provider knows: their own clients, and those whose release names them now."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from clients.models import Client
from releases.models import Release


def clients_known_to(provider):
    """Once the release has ended its client is unknown again; the release itself stays."""
    named = Release.objects.in_force().reaching(provider)
    treated = Client.objects.treated_by(provider)
    return Client.objects.filter(Q(pk__in=treated.values("pk")) | Q(pk__in=named.values("client")))


def known_client(client_id, provider):
    """The client, or nothing (404)."""
    return get_object_or_404(clients_known_to(provider), pk=client_id)


def treats(provider, client):
    """Whether the provider treats the client now."""
    return Client.objects.treated_by(provider).filter(pk=client.pk).exists()
