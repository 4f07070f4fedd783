"""Writing: a note, one that stays apart, and a part about one person of a note about several."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.caseload import seen_together_with, treated_client
from coordination.actions import write_item, write_part
from coordination.forms.notes import ApartForm, NoteForm, mostly
from coordination.forms.structure import STRUCTURE
from coordination.models import Item
from coordination.presenters import parts, sharing
from providers.acting import as_provider
from providers.finding import organizations_of
from releases.notify import minors_own
from releases.presenters import every_kind, kind_labels, labels


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_new(request, client_id, provider):
    """The kinds to choose from, the form of one, and then the page that shares it."""
    client = treated_client(client_id, provider)
    kind, kinds = _kind(request), every_kind()
    if kind is None:
        return _choose(request, kinds, client)
    form = NoteForm(
        _sent(request),
        kind=kind,
        kinds=kinds,
        workplaces=organizations_of(provider),
        others=seen_together_with(client, provider),
    )
    if form.is_valid():
        about = [client, *form.also_about()]
        item = write_item(author=provider, subjects=about, by=request.user, **form.content())
        return _saved(request, "note_share", item)
    page = {"form": form, "client": client, "sort": kind, "own_kinds": _own_kinds(client)}
    return render(request, "coordination/staff/note_new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_new_apart(request, client_id, provider):
    """The form for a psychotherapy note; then its page, and not the one that shares."""
    client = treated_client(client_id, provider)
    form = ApartForm(
        _sent(request),
        workplaces=organizations_of(provider),
        others=seen_together_with(client, provider),
    )
    if form.is_valid():
        about = [client, *form.also_about()]
        item = write_item(author=provider, subjects=about, by=request.user, **form.content())
        return _saved(request, "note_page", item)
    page = {"form": form, "client": client}
    return render(request, "coordination/staff/note_new_apart.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_part(request, item_id, provider):
    """The form for a part about one of those whom the note is about; nothing is copied into it."""
    joint = sharing.own_note(item_id, provider)
    client = parts.one_of(joint, request.GET.get("about", ""), provider)
    kind, kinds = _kind(request), every_kind()
    if kind is None:
        return _choose(request, kinds, client, joint)
    places = organizations_of(provider)
    form = NoteForm(_sent(request), kind=kind, kinds=kinds, workplaces=places)
    if form.is_valid():
        part = write_part(joint=joint, client=client, by=request.user, **form.content())
        return _saved(request, "note_share", part)
    page = {"form": form, "client": client, "joint": joint, "own_kinds": _own_kinds(client)}
    return render(request, "coordination/staff/note_part.html", page)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _kind(request):
    asked = request.POST.get("kind") or request.GET.get("kind")
    return Item.Kind(asked) if asked in STRUCTURE else None


def _choose(request, kinds, client, joint=None):
    offered = [(one, STRUCTURE[one].values(), mostly(one, kinds)) for one in STRUCTURE]
    page = {"client": client, "joint": joint, "offered": offered}
    return render(request, "coordination/staff/note_kinds.html", page)


def _own_kinds(client):
    return labels(minors_own(client), kind_labels())


def _saved(request, page, item):
    messages.success(request, _("Your note is saved. Nobody but you can see it yet."))
    return redirect(page, item.pk)
