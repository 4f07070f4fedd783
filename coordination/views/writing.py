"""Writing: a note, one that stays apart, and a part about one person of a note about several."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.caseload import seen_together_with, treated_client
from coordination.actions import drop_draft, write_item, write_part
from coordination.forms.notes import ApartForm, NoteForm, mostly
from coordination.forms.structure import STRUCTURE
from coordination.models import Item
from coordination.presenters import parts, sharing
from coordination.presenters.drafts import begun, draft_in
from coordination.views.drafting import put_aside
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
        return _choose(request, kinds, client, provider)
    place = {"author": provider, "client": client, "form": kind.value}
    draft = draft_in(place)
    form = NoteForm(
        *_filled(request, draft),
        kind=kind,
        kinds=kinds,
        workplaces=organizations_of(provider),
        others=seen_together_with(client, provider),
    )
    if answer := put_aside(request, form, place):
        return answer
    if form.is_valid():
        item = _write(request, form, place)
        return redirect("note_share", item.pk)
    page = {"form": form, "client": client, "sort": kind, "draft": draft}
    page["own_kinds"] = _own_kinds(client)
    return render(request, "coordination/staff/note_new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_new_apart(request, client_id, provider):
    """The form for a psychotherapy note; then its page, and not the one that shares."""
    client = treated_client(client_id, provider)
    place = {"author": provider, "client": client, "form": Item.Kind.PSYCHOTHERAPY_NOTE.value}
    draft = draft_in(place)
    form = ApartForm(
        *_filled(request, draft),
        workplaces=organizations_of(provider),
        others=seen_together_with(client, provider),
    )
    if answer := put_aside(request, form, place):
        return answer
    if form.is_valid():
        item = _write(request, form, place)
        return redirect("note_page", item.pk)
    page = {"form": form, "client": client, "draft": draft}
    return render(request, "coordination/staff/note_new_apart.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_part(request, item_id, provider):
    """The form for a part about one of those whom the note is about; nothing is copied into it."""
    joint = sharing.own_note(item_id, provider)
    client = parts.one_of(joint, request.GET.get("about", ""), provider)
    kind, kinds = _kind(request), every_kind()
    if kind is None:
        return _choose(request, kinds, client, provider, joint)
    place = {"author": provider, "client": client, "form": f"{joint.pk} {kind.value}"}
    draft, places = draft_in(place), organizations_of(provider)
    form = NoteForm(*_filled(request, draft), kind=kind, kinds=kinds, workplaces=places)
    if answer := put_aside(request, form, place):
        return answer
    if form.is_valid():
        part = _write(request, form, place, joint)
        return redirect("note_share", part.pk)
    page = {"form": form, "client": client, "joint": joint, "sort": kind, "draft": draft}
    page["own_kinds"] = _own_kinds(client)
    return render(request, "coordination/staff/note_part.html", page)


def _filled(request, draft):
    """With what a form begins: what was sent, else what was kept."""
    sent = request.POST if request.method == "POST" else None
    return sent, None, "id_%s", None, draft.content if draft else None


def _kind(request):
    asked = request.POST.get("kind") or request.GET.get("kind")
    return Item.Kind(asked) if asked in STRUCTURE else None


def _choose(request, kinds, client, provider, joint=None):
    forms = {one: f"{joint.pk} {one.value}" if joint else one.value for one in STRUCTURE}
    kept = begun(client, provider, forms.values())
    offered = [
        (one, STRUCTURE[one].values(), mostly(one, kinds), kept.get(form))
        for one, form in forms.items()
    ]
    page = {"client": client, "joint": joint, "offered": offered}
    return render(request, "coordination/staff/note_kinds.html", page)


def _own_kinds(client):
    return labels(minors_own(client), kind_labels())


def _write(request, form, place, joint=None):
    """The note, or the part of the joint one, in the place of its draft."""
    client, author, by = place["client"], place["author"], request.user
    if joint:
        item = write_part(joint=joint, client=client, by=by, **form.content())
    else:
        about = [client, *form.also_about()]
        item = write_item(author=author, subjects=about, by=by, **form.content())
    drop_draft(**place)
    messages.success(request, _("Your note is saved. Nobody but you can see it yet."))
    return item
