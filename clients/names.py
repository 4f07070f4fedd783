"""What people are called on a client's own pages."""

from unicodedata import bidirectional

from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Representative
from providers.models import Provider


def names_of(ids, *, client, viewer=None):
    """What to call the logins with these ids: "You", or the name that the client knows them by.

    Without a viewer everybody has a name, as on paper.
    Providers and staff by their names, representatives as those of this client. Whoever else it
    was, such as a client seen together with this one, is not named.
    """
    ids = {one for one in ids if one}
    acting = Representative.objects.filter(client=client, user__in=ids)
    names = dict(acting.values_list("user", "name")) | names_of_staff(ids)
    if client.user_id in ids:
        names[client.user_id] = client.name
    named = {one: isolated(names.get(one) or _("Somebody else")) for one in ids}
    return named | ({viewer.pk: _("You")} if viewer and viewer.pk in ids else {})


def names_of_staff(ids):
    """What the logins with these ids are called who work here; the others are not named."""
    names = dict(User.objects.filter(pk__in=ids, kind="staff").values_list("pk", "name"))
    return names | dict(Provider.objects.filter(user__in=ids).values_list("user", "name"))


def isolated(name):
    """The name, kept from turning the words around it where it is written from right to left."""
    if any(bidirectional(letter) in ("R", "AL") for letter in name):
        return f"\u2068{name}\u2069"
    return name
