"""What a practice asks every new client, from the new client's form to the requests."""

from django.utils import timezone
from django.utils.translation import gettext as _

from clients.welcome import Offer, offers
from providers.finding import organizations_of, with_places
from providers.models import Provider
from releases.actions.by_default import begin_asking
from releases.asking import Request, send
from releases.models import DefaultRequest
from releases.notify import minors_own
from releases.presenters import in_words, kind_labels, labels
from releases.terms import end_of, months_later


def default_of(organization):
    """What this organization asks every new client, or None."""
    return DefaultRequest.objects.filter(organization=organization).first()


def partners_of(default):
    """With whom it would be shared: those who are active now."""
    named = default.partners.values("provider")
    return with_places(Provider.objects.addressable().filter(pk__in=named))


@offers
def for_new_clients(provider):
    """What the organizations of this provider ask every new client, for the form to offer."""
    asked = DefaultRequest.objects.filter(organization__in=organizations_of(provider))
    found = [(one, _others(one, provider)) for one in asked.select_related("organization")]
    return [_offer(default, others, provider) for default, others in found if others]


def _others(default, provider):
    return list(partners_of(default).exclude(pk=provider.pk))


def _offer(default, others, provider):
    words = {
        "place": default.organization,
        "names": in_words(one.name for one in others),
        "kinds": ", ".join(labels(default.categories, kind_labels())),
    }
    label = _("Ask what %(place)s asks every new client: sharing with %(names)s. %(kinds)s.")

    def answer(client, by, takes):
        place = {"organization": default.organization, "provider": provider}
        ask = begin_asking(client=client, by=by, leaves_out=not takes, **place)
        if ask and takes:
            _ask(ask, default, others, by)

    return Offer(str(default.organization_id), label % words, answer)


def _ask(ask, default, others, by):
    """Sends the requests. A minor's own kinds are left out: those are asked for by themselves."""
    own = minors_own(ask.client)
    kinds = [one for one in default.categories if one not in own]
    scope = {
        "categories": kinds,
        "purposes": default.purposes,
        "expires_at": end_of(months_later(timezone.localdate(), default.months)),
        "default_ask": ask,
    }
    if kinds:
        send(Request(ask.client, ask.by, others, default.way, scope), by)
