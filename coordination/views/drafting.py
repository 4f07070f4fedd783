"""Keeping a note that is being written: by itself, to go on later, or not at all."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coordination.actions import drop_draft, keep_draft
from coordination.presenters.drafts import draft_in


def put_aside(request, form, place):
    """The answer where what was typed is only kept, or thrown away; None where it is a note."""
    if "drop" in request.POST:
        drop_draft(**place)
        messages.success(request, _("Your draft is thrown away."))
        return redirect(request.get_full_path())
    if "later" not in request.POST:
        return None
    said = {name: form[name].data for name in form.fields if name != "kind"}
    if _is_blank(form, said):
        drop_draft(**place)
    else:
        keep_draft(**place, content=said)
    if request.htmx:
        draft = draft_in(place)
        return render(request, "coordination/staff/draft_kept.html", {"draft": draft})
    messages.success(request, _("Kept as a draft. Only you can see it."))
    return redirect("client_page", place["client"].pk)


def _is_blank(form, said):
    """Nothing was written: a date and a place stand in every form."""
    return not any(said[name] for name in said.keys() - {"service_date", "organization"})
