"""A privacy officer looks for lines of the ledger: on pages, as a file, to print, by people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.acting import clients_of
from coordination.actions.looking import look
from coordination.forms.ledger_search import DaysForm, LedgerForm, PeopleForm
from coordination.presenters import ledger_search as ledger
from coordination.presenters.people import called
from providers.acting import as_privacy_officer


@require_safe
@as_privacy_officer
def officer_ledger(request):
    """The lines that are sought, newest first; of one client only after their history says so."""
    form = LedgerForm(request.GET)
    sought = ledger.sought_in(form.criteria)
    if _is_own(request, sought.client):
        return redirect("officer_ledger")
    if sought.client:
        _tell(request, sought.client, sought.in_ids)
    columns = [_("When"), _("Who"), _("What happened"), _("Show only")]
    shown = {"filter": form, "sought": sought, "columns": columns, "most": ledger.MOST_IN_A_FILE}
    shown["found"] = ledger.found(sought, request.GET.get("after", ""))
    return render(request, "coordination/officer/ledger.html", shown)


@require_safe
@as_privacy_officer
def officer_ledger_file(request):
    """The same as a CSV file under a name that tells nothing."""
    sought = ledger.sought_in(LedgerForm(request.GET).criteria)
    if _is_own(request, sought.client):
        return redirect("officer_ledger")
    if sought.client:
        _tell(request, sought.client, sought.in_ids | {"as": "file"})
    table = "".join(ledger.as_file(sought))
    headers = {"Content-Disposition": 'attachment; filename="accord-ledger.csv"'}
    return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@as_privacy_officer
def officer_accounting(request, client_id):
    """Everything that the ledger holds about one client, or of some days, on one page to print."""
    client = ledger.client_or_404(client_id)
    if _is_own(request, client):
        return redirect("officer_ledger")
    days = DaysForm(request.GET)
    since, until = days.bounds
    _tell(request, client, ledger.days_in_ids(since, until) | {"as": "print"})
    lines = ledger.accounting(client, since, until)
    shown = {"client": client, "days": days, "since": since, "until": until}
    shown |= {"lines": lines[: ledger.MOST_PRINTED], "most": ledger.MOST_PRINTED}
    shown["has_more"] = len(lines) > ledger.MOST_PRINTED
    return render(request, "coordination/officer/accounting.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_privacy_officer
def officer_people(request):
    """Clients and staff by a part of their name, each leading to their lines."""
    form = PeopleForm(request.POST if request.method == "POST" else None)
    people = called(form.cleaned_data["name"]) if form.is_valid() else None
    return render(request, "coordination/officer/people.html", {"form": form, "people": people})


def _is_own(request, client):
    """Whether it is about the officer, or about somebody for whom they act; then they read why."""
    own = client in clients_of(request) if client else False
    if own:
        messages.info(
            request,
            _("This is about you, or somebody for whom you act. Ask another privacy officer."),
        )
    return own


def _tell(request, client, sought):
    session = request.session.session_key or ""
    look(client=client, by=request.user, session_key=session, sought=sought)
