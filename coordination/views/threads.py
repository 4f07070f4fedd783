"""Messages between providers: the threads, one of them, beginning one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.caseload import seen_together_with, treated_client
from clients.forms import SearchForm
from coordination.actions import QuoteGoneError, start_thread, write_message
from coordination.forms.messages import MessageForm
from coordination.in_threads import may_write
from coordination.presenters import addressing, threads
from coordination.presenters.stretches import stretch
from providers.acting import as_provider
from providers.finding import organizations_of
from releases.notify import minors_own
from releases.presenters import every_kind, kind_labels, labels

ROWS = 50


@require_safe
@as_provider
def thread_list(request, provider):
    """The threads in which the provider wrote or may read now, or of these those which wait for
    an answer; the newest first."""
    to_answer = request.GET.get("of") == "answer"
    known = (threads.unanswered if to_answer else threads.known_threads)(provider)

    def rows(found):
        return threads.rows_of(found, provider, request.user)

    page = stretch(known, request.GET.get("page", ""), rows, ROWS)
    return render(
        request, "coordination/staff/thread_list.html", {"page": page, "to_answer": to_answer}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def thread_page(request, thread_id, provider):
    """The messages that are the provider's to see, each shown under the lock, and a form."""
    thread = threads.known_thread(thread_id, provider)
    page = {"thread": thread, "about": threads.named(thread), "can_write": may_write(thread)}
    if page["can_write"]:
        asked = (request.POST if request.method == "POST" else request.GET).get("quote", "")
        quote = threads.quotable(thread, provider, asked)
        page |= {"form": (form := _reply(request, thread, provider, quote)), "quote": quote}
        if asked and quote is None:
            messages.error(request, _quote_gone())
        elif (
            _is_sent(request) and form.is_valid() and _send(request, form, thread, provider, quote)
        ):
            return redirect("thread_page", thread.pk)
        clients = threads.subjects_of(thread)
        page["people"] = _people(form, provider, clients, thread)
    return render(
        request, "coordination/staff/thread_page.html", page | _shown(request, thread, provider)
    )


@require_safe
@as_provider
def thread_now(request, thread_id, provider):
    """What the page of the thread shows at this moment; nothing while that is what it shows."""
    thread = threads.known_thread(thread_id, provider)
    found = threads.messages_in(thread, provider)[:ROWS]
    if request.GET.get("state") == threads.state_of(found, provider):
        return HttpResponse(status=204)
    page = {"thread": thread, "can_write": may_write(thread), "asked_by_itself": True}
    page |= _shown(request, thread, provider)
    return render(request, "coordination/staff/thread_page.html#thread", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def thread_new(request, client_id, provider):
    """The first message of a thread about the client, and perhaps about others seen with them."""
    client = treated_client(client_id, provider)
    others = seen_together_with(client, provider)
    offered = addressing.named_people([client.pk], provider)
    form = _form(request, provider, offered, {}, others=others)
    if _is_sent(request) and form.is_valid():
        to = {"recipients": form.chosen_people(), "author": provider, "by": request.user}
        about = [client, *form.also_about()]
        first = start_thread(subjects=about, **to, **form.content())
        messages.success(request, _("Your message is sent."))
        return redirect("thread_page", first.thread_id)
    about = [client.pk, *(one.pk for one in form.also_about())]
    page = {"form": form, "client": client, "people": _people(form, provider, about)}
    page["own_kinds"] = labels(minors_own(client), kind_labels())
    return render(request, "coordination/staff/thread_new.html", page)


def _reply(request, thread, provider, quote):
    circle = addressing.circle(thread, provider)
    first = {"categories": threads.kinds_of(thread, provider), "recipients": circle}
    return _form(request, provider, circle, first, kept=quote.categories if quote else ())


def _send(request, form, thread, provider, quote):
    """Whether it went."""
    facts = {"quote": quote and quote.pk, "recipients": form.chosen_people()}
    try:
        write_message(thread=thread, author=provider, by=request.user, **facts, **form.content())
    except QuoteGoneError:
        form.add_error(None, _quote_gone())
        return False
    messages.success(request, _("Your message is sent."))
    return True


def _quote_gone():
    return _("What you wanted to quote is not there any more. Send your message without it.")


def _session_key(request):
    return request.session.session_key or ""


def _is_sent(request):
    """Whether it shall go; else the form is only looked at, with what would come of it."""
    return request.method == "POST" and request.POST.get("step") != "look"


def _form(request, provider, offered, first, **others):
    """The form as it was sent; to be looked at only, with what was typed and without complaints."""
    typed = request.POST.dict() | {
        name: request.POST.getlist(name) for name in ("also", "categories", "recipients")
    }
    chosen = typed if request.method == "POST" else first
    people = addressing.addressees(
        provider,
        offered=offered,
        chosen=chosen.get("recipients", ()),
        text=SearchForm(request.POST).text,
    )
    return MessageForm(
        request.POST if _is_sent(request) else None,
        initial=chosen,
        kinds=every_kind(),
        workplaces=organizations_of(provider),
        people=people,
        **others,
    )


def _people(form, provider, clients, thread=None):
    """Whom the form offers, and what would come of it for each with the kinds that are ticked."""
    return addressing.candidates(
        form.people.values(),
        provider,
        clients=clients,
        kinds=form.kinds,
        organization=form.workplace(),
        thread=thread,
    )


def _shown(request, thread, provider):
    found = threads.messages_in(thread, provider)
    page = stretch(found, request.GET.get("page", ""), list, ROWS)
    reader = {"by": request.user, "session_key": _session_key(request)}
    return {"page": page, **threads.shown(page.object_list, provider, **reader)}
