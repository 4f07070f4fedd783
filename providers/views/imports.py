"""Imports: a file comes in, is checked, confirmed, run, and can be undone for a day."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.uploads import takes_large_files
from providers.acting import as_directory_admin
from providers.actions import imports
from providers.forms import ColumnsForm, UploadForm
from providers.importing import showing
from providers.importing.chunks import hash_of
from providers.models import Import
from providers.views.posting import posted, refusals_in

MOVES = {
    "confirm": imports.confirm_import,
    "cancel": imports.cancel_import,
    "undo": imports.undo_import,
    "again": imports.map_again,
}
DONE = {
    "confirm": gettext_lazy("The import has begun. You can leave this page."),
    "cancel": gettext_lazy("The import is cancelled."),
    "undo": gettext_lazy("The import is being undone. You can leave this page."),
    "again": gettext_lazy("Say again what the columns are."),
}


def _keeps(user):
    return getattr(user, "is_directory_admin", False)


@require_safe
@as_directory_admin
def import_list(request):
    """The files that were imported, newest first."""
    page = showing.imports_of(request.user, request.GET.get("after", ""))
    columns = [_("File"), _("When"), _("By"), _("State"), _("Rows")]
    return render(request, "providers/imports/list.html", {"page": page, "columns": columns})


@takes_large_files("IMPORT_LIMIT", from_whom=_keeps)
@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def import_add(request):
    """Takes a file; leads to what it would do, or to the import of the same file."""
    sent = posted(request)
    too_large = getattr(request, "upload_was_too_large", False)
    form = UploadForm(sent, request.FILES or None, too_large=too_large)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if one := imports.earlier(hash_of(file)[0]):
            messages.info(request, _("This very file was uploaded before. Here it is."))
            return redirect("import_page", one.pk)
        with refusals_in(form):
            one = imports.keep_file(file=file, name=file.name, by=request.user)
            return redirect("import_page", one.pk)
    return render(request, "providers/imports/add.html", {"form": form})


@require_safe
@as_directory_admin
def import_page(request, import_id):
    """One import: what waits for whom, how far it is, what came of it."""
    one = showing.find_import(request.user, import_id)
    if one.state == Import.State.UPLOADED:
        return redirect("import_columns", one.pk)
    return render(request, "providers/imports/page.html", _shown(one))


@require_safe
@as_directory_admin
def import_now(request, import_id):
    """The same, asked for by the page itself while the import goes on."""
    one = showing.find_import(request.user, import_id)
    return render(request, "providers/imports/page.html#import", _shown(one))


def _shown(one):
    return {
        "one": one,
        "progress": showing.progress_of(one),
        "preview": showing.preview_of(one) if one.state == Import.State.READY else [],
        "may_undo": (may_undo := showing.may_undo(one)),
        "stays": showing.would_stay(one) if may_undo else [],
        "columns": [_("Line"), _("Who"), _("What it does"), _("What it says")],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def import_columns(request, import_id):
    """What the columns of a spreadsheet are, as we guess it and as somebody corrects it."""
    one = showing.find_import(request.user, import_id)
    if one.state != Import.State.UPLOADED:
        return redirect("import_page", one.pk)
    form = ColumnsForm(posted(request), one=one)
    if form.is_valid():
        adds = form.cleaned_data["adds_organizations"]
        imports.map_columns(one=one, mapping=form.mapping, adds_organizations=adds, by=request.user)
        return redirect("import_page", one.pk)
    return render(request, "providers/imports/columns.html", {"form": form, "one": one})


@require_POST
@as_directory_admin
def import_move(request, import_id, name):
    """Confirms, cancels, undoes an import, or goes back to its columns."""
    one = showing.find_import(request.user, import_id)
    facts = {"sha256": request.POST.get("sha256", "")} if name == "confirm" else {}
    try:
        if MOVES[name](one=one, by=request.user, **facts):
            messages.success(request, DONE[name])
        else:
            messages.info(request, _("It is too late for that. See below what became of it."))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("import_page", one.pk)


@require_safe
@as_directory_admin
def import_errors(request, import_id):
    """What is wrong with the rows, in the order of the file."""
    one = showing.find_import(request.user, import_id)
    page = showing.faults_of(one, request.GET.get("after", ""))
    columns = [_("Line"), _("Column"), _("Value"), _("What is wrong"), _("What to do")]
    shown = {"one": one, "page": page, "columns": columns}
    return render(request, "providers/imports/errors.html", shown)


@require_safe
@as_directory_admin
def import_errors_file(request, import_id):
    """The same as a file for a spreadsheet."""
    one = showing.find_import(request.user, import_id)
    headers = {"Content-Disposition": 'attachment; filename="errors.csv"'}
    return HttpResponse(showing.faults_file(one), "text/csv; charset=utf-8", headers=headers)


@require_safe
@as_directory_admin
def import_kept(request, import_id):
    """What undoing left as it is, and why."""
    one = showing.find_import(request.user, import_id)
    page = showing.kept_of(one, request.GET.get("after", ""))
    columns = [_("Entry"), _("Line"), _("Why")]
    shown = {"one": one, "page": page, "columns": columns}
    return render(request, "providers/imports/kept.html", shown)
