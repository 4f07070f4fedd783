"""Stopping: one permission, all of them; and the receipt of what was signed."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import recent_proof_required
from clients.acting import as_client
from clients.representing import chosen_client, keep_acting_for
from ledger.clock import clock
from releases.acting import as_signer
from releases.actions import revoke, stop_all
from releases.for_clients import others_with, permission_of
from releases.paper import original_of
from releases.receipts import facts_of, signatures_of
from releases.showing import may_show
from releases.stopped import (
    effects_of_stopping,
    effects_of_stopping_all,
    openings_under,
    reason_in,
    running,
    stopped_lately,
    told_of,
)
from releases.validity import defects


@require_http_methods(["GET", "HEAD", "POST"])
@as_signer
@recent_proof_required
def stop_sharing(request, release):
    """What stopping does, one button, and then from when on it holds."""
    permission = permission_of(release)
    if permission.is_unsigned:
        return redirect("review", release.pk)
    if request.method == "POST":
        if permission.can_be_stopped:
            revoke(release=release, by=request.user, reason=reason_in(request.POST))
        return redirect("stop_sharing", release.pk)
    context = {
        "permission": permission,
        "openings": openings_under([permission], client=release.client, viewer=request.user),
        "others": others_with(permission),
        "told": told_of([permission]),
    }
    if permission.can_be_stopped:
        context["effects"] = effects_of_stopping(permission, request.user)
    return render(request, "releases/stop.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
@recent_proof_required
def stop_all_sharing(request, client):
    """Everything at once; afterwards, what was stopped and when."""
    if request.method == "POST":
        # The client on the page that was read, whatever another window has chosen meanwhile.
        client = chosen_client(request)
        keep_acting_for(request, client)
        stop_all(client=client, by=request.user)
        return redirect("stop_all_sharing")
    permissions, stopped = running(client), stopped_lately(client)
    at_stake = permissions or stopped
    context = {
        "client": client,
        "permissions": permissions,
        "stopped": stopped,
        "told": told_of(at_stake),
        "openings": openings_under(at_stake, client=client, viewer=request.user),
    }
    if permissions:
        context["effects"] = effects_of_stopping_all(client, permissions)
    return render(request, "releases/stop_all.html", context)


@require_safe
@as_signer
def receipt(request, release):
    """The words as they were signed, with the signature, for the screen and for paper."""
    if not release.signed_at:
        return redirect("review", release.pk)
    permission = permission_of(release)
    context = {
        "permission": permission,
        "facts": facts_of(permission),
        "problems": defects(release, clock()),
        "signatures": signatures_of(release),
        "original": original_of(release),
        "may_show": may_show(release),
    }
    return render(request, "releases/receipt.html", context)
