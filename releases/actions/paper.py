"""Recording what was signed on paper: from then on it is a release like any other."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.documents import open_document, seal_document
from accounts.scans import PDF, Scan
from ledger.actions import record
from ledger.clock import clock
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive
from releases.actions.keeping import keep_record_after_commit
from releases.actions.signing import NothingSignedError, sensitive_categories
from releases.models import PaperOriginal, Release
from releases.notify import parties_with_a_login, people_who_sign
from releases.paper import original_of, printed
from releases.validity import validity_problems

# Kept as it was read: nobody attests a translation that came later.
ATTESTED = (
    "I saw the signed original of this form. My file shows all of it, unchanged. The people named "
    "here signed it, on the day named here."
)
NOTHING = "Nothing was recorded."
REFUSED = {
    "paper_is_of_a_waiting_release": "This waits for no signature any more.",
    "paper_is_of_its_form": "The paper is another form than this. Print this one and have it "
    "signed.",
    "paper_bears_initials": "Each sensitive kind needs initials on the paper. Ask for the rest in "
    "a request of its own.",
    "paper_is_signed_in_between": "The day must lie between the day of the request and today.",
    "paper_signers_have_authority": "Somebody who signed for the client has no authority now, or "
    "had none on that day.",
    "release_wants_both_guardians": "Both guardians sign for this client. Choose both of them, and "
    "have both sign the paper.",
    "signature_tells_assent": "Choose what the child thinks of it.",
    "signature_assent_is_a_minors": "The client is of age. Take out what a child thinks.",
    "signature_assent_is_a_representatives": "The client signed. Take out what a child thinks.",
    "release_is_the_minors_own": "Only the client can sign this, and no parent.",
}


@transaction.atomic
def record_paper(*, release, by, paper, signers, initialled, signed_on, scan, assent=""):
    """The original, recorded by a provider who treats the client. The same one twice is one.

    `paper` is what was printed, `signers` are representatives, none where the client signed;
    `assent` is what a minor thinks, for whom they did.
    Raises NothingSignedError.
    """
    lock_exclusive([release.client_id])
    earlier = original_of(release)
    if earlier and earlier.sha256 == scan.sha256:
        return earlier
    facts = {"signers": signers, "initialled": initialled, "signed_on": signed_on}
    _record(release, paper, scan=scan, assent=assent, **facts)
    original = original_of(release)
    _tell(release, original, by)
    keep_record_after_commit(release, by)
    return original


def as_if_recorded(*, release):
    """Records a paper of this moment, so that a preview can say what comes of it and undo it."""
    _record(
        release,
        printed(release, get_language()),
        signers=[],
        initialled=sensitive_categories(release),
        signed_on=timezone.localdate(),
        scan=Scan(b"no paper", PDF),
        assent="",
    )


def scan_of(original):
    """The scan as it was uploaded. Raises UnreadableDocumentError."""
    sealed = PaperOriginal.objects.values_list("scan", flat=True).get(pk=original.pk)
    return open_document(sealed, original.pk)


def _record(release, paper, *, scan, **facts):
    facts |= {"release": release.pk, "form": paper.form.pk, "shown": paper.document}
    facts |= {"scan": seal_document(scan.content, release.pk), "attested": ATTESTED}
    facts |= {"sha256": scan.sha256, "media_type": scan.media_type}
    facts["signers"] = [one.pk for one in facts["signers"]]
    facts["initialled"] = sorted(facts["initialled"])
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CALL, facts)
            (moment,) = cursor.fetchone()
    except IntegrityError as error:
        raise _refusal(error) from error
    if moment is None:
        raise Release.DoesNotExist
    release.refresh_from_db()
    if problems := validity_problems(release, clock()):
        words = " ".join(one.words for one in problems)
        raise NothingSignedError(f"{words} {NOTHING}")


CALL = """
select record_paper(%(release)s, %(form)s, %(shown)s, %(signers)s::uuid[],
                    %(initialled)s::varchar[], %(signed_on)s, %(scan)s, %(sha256)s,
                    %(media_type)s, %(attested)s, %(assent)s)
"""


def _refusal(error):
    """The database's reason in words. One that it has no words for is no answer to a person."""
    name = error.__cause__.diag.constraint_name
    if name not in REFUSED:
        return error
    return NothingSignedError(f"{REFUSED[name]} {NOTHING}")


def _tell(release, original, by):
    record(
        Verb.PAPER_RECORDED,
        by=by,
        client=release.client_id,
        subject=release,
        releases=[release],
        acting_for=release.client_id,
        detail={
            "shown_sha256": release.signatures.first().shown_sha256,
            "scan_sha256": original.sha256,
            "signed_on": original.signed_on,
            "supersedes": release.supersedes_id,
        },
    )
    for person in people_who_sign(release.client, release.categories):
        enqueue("release_receipt", subject_id=release.pk, recipient=person)
    for person in parties_with_a_login(release):
        enqueue("release_answered", subject_id=release.pk, recipient=person)
