"""A client's own pages: home, and what was written about them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import recent_proof_required
from clients.acting import as_client
from clients.representing import is_own
from coordination.presenters import notes_about_me as notes
from coordination.presenters.amendments import corrections_of
from coordination.presenters.attachments import attachments_for
from coordination.presenters.complaints import line_of_sharing
from coordination.presenters.home import home_of
from coordination.presenters.team_messages import answers_unread
from coordination.presenters.why import why
from releases.actions.restricting import restrict
from releases.forms.limits import WhomForm
from releases.limits import effects_of_limit, limits_of, whom
from releases.of_age import agreed_for

ROWS = 20


@require_safe
@as_client
def client_home(request, client):
    """Who can see what, until when; what waits for an answer; what was opened last."""
    own = is_own(request.user, client)
    page = {
        "home": home_of(client, request.user),
        "client": client,
        "is_own": own,
        "answers": answers_unread(request.user, client),
        "agreed_for": agreed_for(client) if own else [],
    }
    return render(request, "coordination/client_home.html", page)


@require_safe
@as_client
def client_notes(request, client):
    """Every note about the client that was addressed to somebody, open or not."""
    page = Paginator(notes.told_about(client), ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "notes": notes.described(page), "client": client}
    return render(request, "coordination/client_notes.html", shown)


@require_safe
@as_client
def client_note(request, share_id, client):
    """One of them: its text where the client reads it, and who opened it when."""
    told = notes.told_or_404(client, share_id)
    body = notes.body_for(told)
    shown = {
        "told": told,
        "body": body,
        "files": attachments_for(told),
        "why_not": "" if body else notes.why_not(told),
        "opened": notes.openings_of(told, client=client, viewer=request.user),
        "limits": limits_of(client, item=told.share.item_id),
        "why": why(told, client),
        "corrections": corrections_of(told, body, client=client, viewer=request.user),
        **notes.changes_of(told),
        "line_of_sharing": line_of_sharing(told.share, client),
    }
    return render(request, "coordination/client_note.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
@recent_proof_required
def client_note_limit(request, share_id, client):
    """Never this note to that person, or to anybody: what it would close, and one button."""
    told = notes.told_or_404(client, share_id)
    form = WhomForm(
        request.POST if request.method == "POST" else None, people=notes.recipient_of(told)
    )
    page = {"form": form, "told": told, "client": client}
    if request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "coordination/client_note_limit.html", page)
    facts = {"item": told.share.item_id, **whom(form.party)}
    if request.POST.get("step") == "set":
        restrict(client=client, by=request.user, **facts)
        messages.success(request, _("From now on this is kept back."))
        return redirect("client_note", share_id)
    page["effects"] = effects_of_limit(client, request.user, **facts)
    return render(request, "releases/limit_check.html", page)
