"""Pages about who is served."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import resend_invitation
from accounts.scan_download import scan_download
from clients.actions import (
    change_unit,
    end_representative,
    form_unit,
    invite_client,
    invite_representative,
    note_representative,
    register_client,
    set_guardians,
    verify_representative,
)
from clients.authority import (
    document_of,
    own_representative,
    representatives_of,
    scan_of,
)
from clients.caseload import (
    members_treated,
    open_invitation,
    own_unit,
    treated_client,
    who_could_join,
)
from clients.forms import (
    ClientForm,
    InvitationForm,
    RepresentativeForm,
    SearchForm,
    UnitForm,
    VerifyForm,
)
from clients.welcome import offers_for
from providers.acting import as_provider


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def client_new(request, provider):
    """The form for a new client; their page once they are entered."""
    offers = offers_for(provider)
    form = ClientForm(
        request.POST if request.method == "POST" else None,
        initial={"language": "en"},
        offers=offers,
    )
    if request.method == "POST" and form.is_valid():
        taken = form.cleaned_data.pop("also", ())
        client = register_client(provider=provider, by=request.user, **form.cleaned_data)
        for one in offers:
            one.answer(client, request.user, takes=one.key in taken)
        messages.success(request, _welcome(form.cleaned_data))
        return redirect("client_page", client.pk)
    return render(request, "clients/client_new.html", {"form": form})


def _welcome(entered):
    if entered["email"]:
        return _("You added %(name)s. An invitation is on its way.") % entered
    return _("You added %(name)s. Nobody was invited.") % entered


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def client_invite(request, client_id, provider):
    """The form that invites a client who has no account, or a fresh link for one invited before."""
    client = treated_client(client_id, provider)
    form, earlier, again = _invitation(request, client)
    if client.user_id or (again and not earlier):
        return redirect("client_page", client.pk)
    if again or form.is_valid():
        _send(request, earlier if again else None, form, partial(invite_client, client=client))
        return redirect("client_page", client.pk)
    page = {"form": form, "client": client, "earlier": earlier}
    return render(request, "clients/client_invite.html", page)


def _invitation(request, subject):
    """The form, the invitation that nobody used, and whether a fresh link for that is wanted."""
    again = request.method == "POST" and "again" in request.POST
    sent = request.POST if request.method == "POST" and not again else None
    form = InvitationForm(sent, initial={"language": "en"})
    return form, open_invitation(subject, request.user), again


def _send(request, earlier, form, invite):
    if earlier:
        resend_invitation(invitation=earlier, by=request.user)
    else:
        invite(by=request.user, **form.cleaned_data)
    messages.success(request, _("The invitation is on its way."))


@require_safe
@as_provider
def representatives(request, client_id, provider):
    """Who may act for a client, and whether both guardians sign."""
    client = treated_client(client_id, provider)
    page = {"client": client, "representatives": representatives_of(client)}
    return render(request, "clients/representatives.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def representative_new(request, client_id, provider):
    """The form with the document; the page of the one who was noted, to be verified there."""
    client = treated_client(client_id, provider)
    form = RepresentativeForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if getattr(request, "upload_was_too_large", False):
        form.fields["scan"].was_too_large()
    if form.is_valid():
        noted = note_representative(
            client=client, provider=provider, by=request.user, **form.cleaned_data
        )
        return redirect("representative", noted.pk)
    return render(request, "clients/representative_new.html", {"form": form, "client": client})


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def representative(request, representative_id, provider):
    """One of them with the document, and the word of who looked at it."""
    one = own_representative(representative_id, provider)
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verify_representative(representative=one, provider=provider, by=request.user)
        return redirect("representative", one.pk)
    page = {"one": one, "client": one.client, "form": form, "document": document_of(one)}
    return render(request, "clients/representative.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def representative_invite(request, representative_id, provider):
    """The form that invites them to an account, or a fresh link for one invited before."""
    one = own_representative(representative_id, provider)
    form, earlier, again = _invitation(request, one)
    if one.user_id or one.has_ended or (again and not earlier):
        return redirect("representative", one.pk)
    if again or form.is_valid():
        invite = partial(invite_representative, representative=one)
        _send(request, earlier if again else None, form, invite)
        return redirect("representative", one.pk)
    page = {"form": form, "one": one, "client": one.client, "earlier": earlier}
    return render(request, "clients/representative_invite.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def representative_end(request, representative_id, provider):
    """What the end of the authority does, and the button."""
    one = own_representative(representative_id, provider)
    if request.method == "POST":
        end_representative(representative=one, by=request.user)
        return redirect("representatives", one.client_id)
    return render(request, "clients/representative_end.html", {"one": one, "client": one.client})


@require_safe
@as_provider
def authority_document(request, representative_id, provider):
    """The scan, as a file of ours by name."""
    one = own_representative(representative_id, provider)
    document = document_of(one)
    if document is None:
        return redirect("representative", one.pk)
    name = "accord-authority"
    answer = scan_download(request, scan_of=scan_of, document=document, name=name)
    return answer or redirect("representative", one.pk)


@require_POST
@as_provider
def guardians(request, client_id, provider):
    """Whether both guardians sign from now on."""
    client = treated_client(client_id, provider)
    set_guardians(client=client, both=request.POST.get("both") == "yes", by=request.user)
    return redirect("representatives", client.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def unit_new(request, client_id, provider):
    """The form that says with whom a client is seen together."""
    client = treated_client(client_id, provider)
    search, offered = _offered(request, provider, beside=[client.pk])
    form = UnitForm(_sent(request), offered=offered, initial=_typed(request))
    if form.is_valid():
        entered = form.cleaned_data
        members = [client, *entered.pop("joining")]
        unit = form_unit(members=members, provider=provider, by=request.user, **entered)
        return redirect("unit_page", unit.pk)
    page = {"form": form, "search": search, "client": client}
    return render(request, "clients/unit_new.html", page)


@require_safe
@as_provider
def unit_page(request, unit_id, provider):
    """A couple or family that the provider sees together."""
    unit = own_unit(unit_id, provider)
    page = {"unit": unit, "members": members_treated(unit, provider)}
    return render(request, "clients/unit_page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def unit_change(request, unit_id, provider):
    """Who joins a family; what they are called; what was agreed about secrets."""
    unit = own_unit(unit_id, provider)
    search, offered = _offered(request, provider, beside=unit.memberships.values("client"))
    initial = {"name": unit.name, "secrets": unit.secrets} | _typed(request)
    form = UnitForm(_sent(request), offered=offered, unit=unit, initial=initial)
    if form.is_valid():
        change_unit(unit=unit, by=request.user, **form.cleaned_data)
        return redirect("unit_page", unit.pk)
    page = {"form": form, "search": search, "unit": unit}
    return render(request, "clients/unit_change.html", page)


def _offered(request, provider, beside):
    search, chosen = SearchForm(request.POST), request.POST.getlist("joining")
    return search, who_could_join(provider, search.text, beside=beside, chosen=chosen)


def _sent(request):
    """What was sent to be kept: with "Search" nothing is."""
    return request.POST if request.method == "POST" and "search" not in request.POST else None


def _typed(request):
    """What was typed and ticked before "Search" was pressed, to be there again."""
    typed = {name: one for name, one in request.POST.items() if name in UnitForm.base_fields}
    return typed | {"joining": request.POST.getlist("joining")}
