"""What changes accounts and invitations, each with its line in the ledger."""

from datetime import timedelta

from django.db import connection, transaction

from accounts.acting import acting_as
from accounts.invitations import accepter_of, hash_of, token_of
from accounts.models import Invitation, Language, User
from ledger import outbox
from ledger.actions import record
from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.models import Verb

LASTS = timedelta(days=14)


class InvitationGoneError(Exception):
    """The link was used, renewed or ran out while the page was open, or is another person's."""


@transaction.atomic
def invite(*, email, kind, subject, by, language=Language.ENGLISH, name="", client=None):
    """The invitation, with its mail promised. `subject` is the record that the account is for,
    and `client` the person in whose ledger the line shall stand.
    """
    subject_type = subject._meta.label_lower
    accepter_of(subject_type)
    invitation = Invitation(
        email=email.strip().lower(),
        name=name,
        kind=kind,
        subject_type=subject_type,
        subject_id=subject.pk,
        language=language,
        invited_by=by,
        expires_at=StatementTimestamp() + LASTS,
    )
    invitation.token_hash = hash_of(token_of(invitation.id, invitation.generation))
    invitation.clean_fields(exclude=["expires_at"])
    invitation.save()
    record(Verb.INVITED, by=by, client=client, subject=invitation)
    # Nobody has an account yet, so the invitation stands for its recipient.
    outbox.enqueue("invitation", subject_id=invitation.id, recipient=invitation.id)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation, by):
    """Whether a fresh link was promised; the old one is dead from now on."""
    generation = invitation.generation + 1
    sent = Invitation.objects.visible_to(by).filter(
        pk=invitation.pk,
        generation=invitation.generation,
        used_at=None,
        taken_back_at=None,
    )
    fresh = {
        "generation": generation,
        "token_hash": hash_of(token_of(invitation.id, generation)),
        "expires_at": StatementTimestamp() + LASTS,
    }
    if sent.update(**fresh) != 1:
        return False
    record(Verb.INVITED, by=by, subject=invitation, detail={"generation": generation})
    _promise_generation(invitation.id, sent_at=_database_time())
    return True


@transaction.atomic
def renew_invitation(*, offer):
    """Whether the holder of an expired link was promised a fresh one, at the same address."""
    fresh = hash_of(token_of(offer.id, offer.generation + 1))
    with connection.cursor() as cursor:
        cursor.execute("select renew_invitation(%s, %s)", [offer.token_hash, fresh])
        (renewed_at,) = cursor.fetchone()
    if renewed_at:
        _promise_generation(offer.id, sent_at=renewed_at)
    return bool(renewed_at)


@transaction.atomic
def take_back_invitation(*, invitation, by):
    """Whether its link is worth nothing from now on; false for one that was used meanwhile."""
    open_ones = Invitation.objects.filter(pk=invitation.pk, used_at=None, taken_back_at=None)
    if not open_ones.update(taken_back_at=ClockTimestamp()):
        return False
    about = (invitation.subject_type, invitation.subject_id)
    record(Verb.INVITATION_TAKEN_BACK, by=by, subject=about, detail={"invitation": invitation.pk})
    return True


@transaction.atomic
def send_newest(*, offer):
    """Promises the holder of a link that was replaced the newest one, at the address that it was
    for: once an hour, and not while the last letter is younger than that."""
    now = _database_time()
    if now - offer.sent_at > timedelta(hours=1):
        this_hour = now.replace(minute=0, second=0, microsecond=0)
        _promise_generation(offer.id, sent_at=this_hour)


@transaction.atomic
def remind_of_account(*, offer):
    """Promises the owner of a used invitation a mail that says how to sign in, once an hour."""
    this_hour = _database_time().replace(minute=0, second=0, microsecond=0)
    outbox.enqueue(
        "account_reminder", subject_id=offer.used_by, recipient=offer.used_by, due_at=this_hour
    )


@transaction.atomic
def open_account(*, offer, name, password, language):
    """The new account of an invited person, linked to the record that they were invited for."""
    user = User.objects.create_user(
        offer.email, password, name=name, kind=offer.kind, language=language
    )
    with acting_as(user):
        record(Verb.ACCOUNT_CREATED, by=user, subject=user)
        accept_invitation(offer=offer, by=user)
    return user


@transaction.atomic
def accept_invitation(*, offer, by):
    """Uses the invitation up and tells the floor that keeps the record; once, whoever is first."""
    with connection.cursor() as cursor:
        cursor.execute("select accept_invitation(%s)", [offer.token_hash])
        (accepted,) = cursor.fetchone()
    if accepted is None:
        raise InvitationGoneError
    client = accepter_of(offer.subject_type)(offer=offer, user=by)
    subject = (offer.subject_type, offer.subject_id)
    record(Verb.ACCOUNT_LINKED, by=by, client=client, subject=subject)


def choose_language(*, user, language):
    """Keeps the language of this person's pages and letters. No line in the ledger: it changes
    how things look to the person who chose it, and what was signed keeps its own language.
    """
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def choose_mail(*, user, no_mail, by, daily_mail=False):
    """Whether this changed anything: letters stay away from now on, come again, or once a day."""
    chosen = {"no_mail": no_mail, "daily_mail": daily_mail}
    if not User.objects.filter(pk=user.pk).exclude(**chosen).update(**chosen):
        return False
    detail = {"no_mail": no_mail} | ({"daily_mail": True} if daily_mail else {})
    record(Verb.MAIL_CHOSEN, by=by, subject=user, detail=detail)
    return True


@transaction.atomic
def set_role(*, user, role, granted, by):
    """Gives or takes a role. The database lets only its owner do it: `by` is None, a terminal."""
    setattr(user, f"is_{role}", granted)
    user.save(update_fields=[f"is_{role}"])
    verb = Verb.ROLE_GIVEN if granted else Verb.ROLE_TAKEN
    record(verb, by=by, subject=user, detail={"role": str(role)})


def _promise_generation(invitation_id, *, sent_at):
    # The date makes the promise a new one: without it the outbox would know it as kept.
    outbox.enqueue("invitation", subject_id=invitation_id, recipient=invitation_id, due_at=sent_at)


def _database_time():
    with connection.cursor() as cursor:
        cursor.execute("select statement_timestamp()")
        return cursor.fetchone()[0]
