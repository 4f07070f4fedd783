"""Tokens of an organization, for those who keep it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import recent_proof_required
from providers import actions, directory, tokens
from providers.acting import as_keeper
from providers.forms import ApiTokenForm
from providers.views.posting import posted


@require_safe
@as_keeper
def api_token_list(request, organization_id):
    """Which tokens there are, who made them, and whether they are used."""
    place = directory.find_kept_organization(request.user, organization_id)
    page = {"place": place, "tokens": tokens.api_tokens_of(place)}
    return render(request, "providers/api_token_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_keeper
@recent_proof_required
def api_token_add(request, organization_id):
    """Makes a token, and shows its secret, this once."""
    place = directory.find_kept_organization(request.user, organization_id)
    form, page = ApiTokenForm(posted(request)), {"place": place}
    if not place.is_active:
        messages.info(request, _("This organization is deactivated, so no token can be made."))
        return redirect("api_token_list", place.pk)
    if form.is_valid():
        facts = form.facts
        token, secret = actions.make_api_token(organization=place, by=request.user, **facts)
        page |= {"token": token, "secret": secret}
        return render(request, "providers/api_token_made.html", page)
    return render(request, "providers/api_token_form.html", page | {"form": form})


@require_POST
@as_keeper
def api_token_revoke(request, api_token_id):
    """Ends that a token lets anybody in."""
    token = tokens.find_api_token(request.user, api_token_id)
    if actions.revoke_api_token(token=token, by=request.user):
        messages.success(request, _("The token is revoked. Nobody reads by it any more."))
    else:
        messages.info(request, _("Somebody else revoked it before. Nothing changed now."))
    return redirect("api_token_list", token.organization_id)
