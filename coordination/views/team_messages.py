"""A client writes to those who treat them, and reads what they answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.acting import as_client
from clients.representing import chosen_client, keep_acting_for
from coordination.actions import read_answers, write_to_team
from coordination.forms.team_messages import TeamMessageForm
from coordination.presenters import team_messages

ROWS = 20


@require_safe
@as_client
def team_message_list(request, client):
    """What one wrote, newest first, and who has read and answered it."""
    mine = team_messages.written_by(request.user, client)
    page = Paginator(mine, ROWS).get_page(request.GET.get("page"))
    return render(request, "coordination/client_messages.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def team_message_new(request, client):
    """To whom, and the words."""
    if request.method == "POST":
        # The client on the page that was read, whatever another window has chosen meanwhile.
        client = request.acting_for = chosen_client(request)
        keep_acting_for(request, client)
    people = team_messages.care_team(client)
    form = TeamMessageForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("key", "words")}
        write_to_team(client=client, providers=form.chosen(), by=request.user, **said)
        messages.success(request, _("Your message is sent."))
        return redirect("team_message_list")
    page = {"form": form, "people": people, "client": client}
    return render(request, "coordination/client_message_new.html", page)


@require_safe
@as_client
def team_message(request, message_id, client):
    """One message with its answers, which are read with this."""
    message = team_messages.written_or_404(message_id, request.user, client)
    page = render(request, "coordination/client_message.html", {"message": message})
    read_answers(message=message)
    return page
