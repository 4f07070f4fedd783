"""Changing a note that was written."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.actions import revise_item
from coordination.forms.goals import CheckInForm, GoalForm, TermForm
from coordination.forms.goals import said_before as of_goal
from coordination.forms.notes import ApartForm, NoteForm, said_before
from coordination.forms.structure import STRUCTURE
from coordination.models import Item
from coordination.presenters import sharing
from providers.acting import as_provider
from releases.notify import minors_own
from releases.presenters import every_kind, kind_labels, labels

CHANGES = ("categories", "service_date", "body")


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_revise(request, item_id, provider):
    """The note's own form with what it says; then its page. What it said before is kept."""
    item = sharing.own_note(item_id, provider)
    form = _form(request, item)
    if form.is_valid():
        content = form.content()
        changes = {name: content[name] for name in CHANGES}
        if all(getattr(item, name) == value for name, value in changes.items()):
            messages.info(request, _("Nothing was changed."))
            return redirect("note_page", item.pk)
        if request.POST.get("seen") == seen(item) and revise_item(
            item=item, by=request.user, **changes
        ):
            messages.success(request, _("Your note is changed. The old text is kept."))
            return redirect("note_page", item.pk)
        form.add_error(None, _("This note was changed while you wrote. Nothing was saved. Look "
                               "at it in another window, then save again."))  # fmt: skip
        item.refresh_from_db()
    page = {
        "form": form,
        "item": item,
        "seen": seen(item),
        "note": sharing.note_line(item, provider),
        "own_kinds": _own_kinds(item),
    }
    return render(request, "coordination/staff/note_revise.html", page)


def _own_kinds(item):
    """The kinds of which the parents of those whom it is about read nothing."""
    own = {code for one in item.subjects.all() for code in minors_own(one)}
    return labels(own, kind_labels())


def seen(item):
    """Which of its texts this is."""
    return item.revised_at.isoformat() if item.revised_at else ""


def _form(request, item):
    sent = request.POST if request.method == "POST" else None
    facts = {"initial": said_before(item), "workplaces": ()}
    if item.stays_apart:
        return ApartForm(sent, **facts)
    if item.goal_id:
        return _form_of_goal(sent, item)
    if item.kind not in STRUCTURE:
        raise Http404
    return NoteForm(sent, kind=item.kind, kinds=every_kind(), **facts)


def _form_of_goal(sent, item):
    """A check-in goes on holding what it holds: it speaks of its goal."""
    facts = {"initial": of_goal(item), "workplaces": (), "kinds": every_kind()}
    if item.kind == Item.Kind.CHECK_IN:
        return CheckInForm(sent, holds=item.categories, **facts)
    return (TermForm if item.kind == Item.Kind.TERM else GoalForm)(sent, **facts)
