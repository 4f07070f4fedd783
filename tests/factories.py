"""Rows for tests: what a test is about is asked for, the rest has a plain default.

Made as the owner of the database, so that times can be chosen; ids and names of people come from
the test. Situations with names of people and places are in tests/people.py.
"""

import itertools
import time
from datetime import date, timedelta
from hashlib import sha256

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.documents import seal_document
from accounts.models import Kind, User
from clients.models import Client, Representative, Treatment, Unit, UnitMember
from coordination.models import (
    Attachment,
    Complaint,
    Item,
    ItemSubject,
    Quote,
    Share,
    Thread,
    ThreadSubject,
)
from ledger import actions as ledger
from ledger.models import Verb
from releases.actions.requests import name_parties
from releases.document import fingerprint, form_of, render_document
from releases.esign import agreement_of, agreement_to, terms_for
from releases.models import EsignAgreement, Release, Restriction, Signature
from tests.entries import (  # noqa: F401
    api_token,
    import_of,
    licence,
    location,
    membership,
    merge,
    organization,
    practice_admin,
    provider,
    verification,
)
from tests.roles import WebClient

PASSWORD = "a long walk by the river"
TODAY = date.today()
_number = itertools.count(1)


def ago(**length):
    """The moment this long before now: `ago(days=1)`."""
    return timezone.now() - timedelta(**length)


def ahead(**length):
    """The moment this long after now: `ahead(days=30)`."""
    return timezone.now() + timedelta(**length)


# People who log in


def user(name, *, kind=Kind.CLIENT, email=None, agreed=True, **fields):
    """An account whose password is PASSWORD and whose address is verified.

    A client has agreed to sign online unless the test says otherwise.
    """
    email = email or f"person{next(_number)}@example.org"
    made = User.objects.create_user(email, PASSWORD, name=name, kind=kind, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    if kind == Kind.CLIENT and agreed:
        agreement(made)
    return made


def agreement(user, language="en", **fields):
    """The person agreed to sign online."""
    made = agreement_to(terms_for(language), user, "4K7PQM")
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made


def agreements(users):
    """All of these people agreed to sign online: one statement, however many they are."""
    words = agreement_to(terms_for("en"), None, "4K7PQM")
    facts = {"terms", "version", "shown", "shown_sha256", "code"}
    EsignAgreement.objects.bulk_create(
        EsignAgreement(user=one, **{name: getattr(words, name) for name in facts}) for one in users
    )


def staff(name, *, second_factor=True, **fields):
    """An account of the staff, with an authenticator app unless the test says otherwise."""
    made = user(name, kind=Kind.STAFF, **fields)
    if second_factor:
        TOTP.activate(made, generate_totp_secret())
    return made


def signed_in(user, *, proved_ago=timedelta(0), second_factor=True):
    """A browser in which this person is signed in: password given, second factor shown.

    `proved_ago` is how long ago that was, for what asks for a proof of the last 15 minutes.
    """
    browser = WebClient()
    browser.force_login(user)
    request = HttpRequest()
    request.session = browser.session
    record_authentication(request, user, method="password", email=user.email)
    for factor in Authenticator.objects.filter(user=user) if second_factor else ():
        record_authentication(request, user, method="mfa", id=factor.pk, type=factor.type)
    for record in request.session["account_authentication_methods"]:
        record["at"] = time.time() - proved_ago.total_seconds()
    request.session.save()
    return browser


# Clients


def client(name="Ana Moreno", *, user=None, **fields):
    return Client.objects.create(name=name, user=user, **fields)


def treatment(client, provider, *, since=None, until=None):  # noqa: F811
    """The provider treats the client; for a year already unless dates are given."""
    return Treatment.objects.create(
        client=client, provider=provider, during=(since or ago(days=365), until)
    )


def representative(client, *, user=None, verified_by=None, since=None, until=None, **fields):
    """A parent of the client, verified if the test says by whom."""
    fields = {"basis": Representative.Basis.PARENT, "name": user.name if user else "A parent"} | (
        fields
    )
    return Representative.objects.create(
        client=client,
        user=user,
        during=(since or ago(days=365), until),
        verified_by=verified_by,
        verified_at=ago(days=300) if verified_by else None,
        **fields,
    )


def unit(name, *clients, created_by, kind=Unit.Kind.COUPLE):
    """The couple or family of these clients."""
    made = Unit.objects.create(name=name, kind=kind, created_by=created_by)
    for one in clients:
        UnitMember.objects.create(unit=made, client=one)
    return made


# Releases


def request(client, *, disclosers, recipients, categories=("progress",), **fields):
    """A release that waits for its signature, with its parties named."""
    # A day less than the longest: that one ends with its day, a minute before midnight.
    fields = {"purposes": ["care_coordination"], "expires_at": ahead(days=364)} | fields
    made = Release.objects.create(client=client, categories=list(categories), **fields)
    name_parties(made, disclosers, recipients)
    made.refresh_from_db()
    return made


def release(client, *, signed=None, signer=None, revoked=None, **facts):
    """A release that was signed (30 days ago unless `signed` says when).

    `revoked` is when it was stopped; `signer` leaves the evidence of a signature as well.
    Everything else is a fact of `request`.
    """
    made = request(client, **facts)
    if signer:
        signature(made, signer)
    change(made, signed_at=signed or ago(days=30))
    if revoked:
        change(made, revoked_at=revoked)
    return made


def change(row, **values):
    """The row after an UPDATE of only these columns, read back: triggers may have had a say."""
    type(row).objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def signature(release, signer, *, representative=None, **fields):
    """The evidence of a signature under the words of the release as they are now."""
    form = form_of(release, "en")
    shown = render_document(release, form)
    fields = {
        "role": "representative" if representative else "client",
        "typed_name": signer.name,
        "form_version": form,
        "language": "en",
        "agreement": agreement_of(signer),
        "shown": shown,
        "shown_sha256": fingerprint(shown),
    } | fields
    return Signature.objects.create(
        release=release, signer=signer, representative=representative, **fields
    )


def restriction(client, *, provider=None, organization=None, since=None, until=None, **fields):  # noqa: F811
    """The client's "not this, not them", for a day already; everything to everyone by default."""
    return Restriction.objects.create(
        client=client,
        provider=provider,
        organization=organization,
        starts_at=since or ago(days=1),
        ends_at=until,
        **fields,
    )


# What is said


@transaction.atomic
def item(author, *clients, categories=("progress",), body="Sleeps better.", **fields):
    """A note about these clients."""
    fields = {"service_date": TODAY, "kind": Item.Kind.fitting(categories)} | fields
    made = Item.objects.create(author=author, categories=list(categories), body=body, **fields)
    for one in clients:
        ItemSubject.objects.create(item=made, client=one)
    return made


@transaction.atomic
def message(author, *clients, to=(), thread=None, shared=None, quotes=None, **fields):
    """A message about these clients, of a new thread unless one is given, addressed to each; one
    that quotes another is of the thread of that."""
    thread = quotes.thread if quotes else thread
    if thread is None:
        thread = Thread.objects.create()
        ThreadSubject.objects.bulk_create(
            ThreadSubject(thread=thread, client=one) for one in clients
        )
    written = item(author, *thread.subjects.all(), kind="message", thread=thread, **fields)
    if quotes:
        Quote.objects.create(item=written, quoted=quotes)
    for recipient in to:
        share(written, recipient, shared=shared)
    return written


def attachment(item, *, content=b"A letter.", name="letter.txt", media_type="text/plain"):
    """A file of the note, sealed as the site seals it."""
    made = Attachment(item=item, name=name, media_type=media_type, size=len(content))
    made.sha256 = sha256(content).hexdigest()
    made.sealed = seal_document(content, made.pk)
    made.save(force_insert=True)
    return made


def share(item, recipient, *, shared=None, **fields):
    """The note addressed to the recipient an hour ago, with what the database computed."""
    made = Share(item=item, recipient=recipient, shared_at=shared or ago(hours=1), **fields)
    made.save(force_insert=True)
    made.refresh_from_db()
    return made


# What is reported


@transaction.atomic
def line(client, *, verb=Verb.TREATMENT_STARTED, by=None, **facts):
    """A line of the client's ledger."""
    return ledger.record(verb, by=by, client=client, **facts)


def complaint(client, line, made_by, *, words="I was not there that day.", **fields):
    """What somebody reported about the line; open."""
    return Complaint.objects.create(
        client=client, line=line.pk, made_by=made_by, words=words, **fields
    )
