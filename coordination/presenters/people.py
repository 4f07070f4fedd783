"""People whom a privacy officer looks for by name: clients, and those who work here."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from clients.models import Client

MOST = 20


@dataclass(frozen=True)
class People:
    """Those of the name, and whether there are more than are shown."""

    clients: list
    staff: list
    has_more: bool


def called(text):
    """Whose name has every word of the text."""
    clients, staff = Client.objects.order_by("name", "pk"), User.objects.staff()
    for word in text.split():
        clients = clients.filter(name__icontains=word)
        staff = staff.filter(Q(name__icontains=word) | Q(provider__name__icontains=word))
    clients, staff = list(clients[: MOST + 1]), list(staff[: MOST + 1])
    return People(clients[:MOST], staff[:MOST], max(len(clients), len(staff)) > MOST)
