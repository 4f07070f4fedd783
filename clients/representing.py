"""Acting for somebody: whose record is on the screen, and the switch to another one."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clients.acting import CHOICE, clients_of
from clients.models import Client


@dataclass(frozen=True)
class Choice:
    """A button of the switch."""

    client: Client
    label: str


@dataclass(frozen=True)
class Switch:
    """Whose page this is, for whoever acts for anybody but themselves."""

    sentence: str
    choices: list


def switch_of(request):
    """What the page says about whom one acts for, or None for those who only act for themselves."""
    now, everybody = request.acting_for, clients_of(request)
    if everybody == [now] and is_own(request.user, now):
        return None
    others = [one for one in everybody if one.pk != now.pk]
    return Switch(
        _sentence(request.user, now), [Choice(one, _label(request.user, one)) for one in others]
    )


@require_POST
def act_for(request):
    """Home, as the client chosen in the switch; for anybody else's record, nothing (404)."""
    keep_acting_for(request, chosen_client(request))
    return redirect("client_home")


def keep_acting_for(request, client):
    """Makes this client the one that the person acts for, until they choose another."""
    request.session[CHOICE] = str(client.pk)


def chosen_client(request):
    """The client named in the form, if the signed-in person acts for them now."""
    chosen = request.POST.get("client")
    for one in clients_of(request):
        if str(one.pk) == chosen:
            return one
    raise Http404


def is_own(user, client):
    """Whether the record is the signed-in person's own."""
    return client.user_id == user.pk


def age_of(client):
    """The client's age in years today, or None where no date of birth is known."""
    if client.born is None:
        return None
    today, born = timezone.localdate(), client.born
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _sentence(user, client):
    if is_own(user, client):
        return _("This is your own record.")
    return _("You are acting for %(name)s.") % {"name": _name_and_age(client)}


def _label(user, client):
    if is_own(user, client):
        return _("Act for yourself")
    return _("Act for %(name)s") % {"name": _name_and_age(client)}


def _name_and_age(client):
    age = age_of(client)
    if age is None:
        return client.short_name
    return _("%(name)s, %(age)d") % {"name": client.short_name, "age": age}
