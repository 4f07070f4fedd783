"""The form on paper: what is printed at its foot, and what a paper may be recorded for."""

from dataclasses import dataclass

from django.utils.translation import get_language_info

from clients.models import Client, Representative
from ledger.clock import StatementTimestamp
from releases.document import fingerprint, form_of, render_document
from releases.models import FormVersion, PaperOriginal, Release
from releases.notify import minors_own
from releases.presenters import with_parties
from releases.sealing.contents import reference_of


@dataclass(frozen=True)
class Printed:
    """One form filled in for one release, as it is printed."""

    form: FormVersion
    document: str
    reference: str

    @property
    def sha256(self):
        return fingerprint(self.document)

    @property
    def code(self):
        """What one types to say which paper this is: the words have no other paper in common."""
        return f"{self.sha256[:4]}-{self.sha256[4:8]}".upper()

    @property
    def language(self):
        return get_language_info(self.form.language)["name_local"].capitalize()


def printed(release, language):
    """Today's form for the release, in this language."""
    return _printed(release, form_of(release, language))


def printed_with(release, code):
    """The form of which this code is, in whatever language and version; None for another paper.

    Also a version that is not the newest any more: what was signed with it stays signed.
    """
    wanted = "".join(filter(str.isalnum, code)).upper()
    for form in FormVersion.objects.filter(instrument=release.instrument):
        one = _printed(release, form)
        if one.code.replace("-", "") == wanted:
            return one
    return None


def _printed(release, form):
    return Printed(form, render_document(release, form), reference_of(release))


def recordable(release_id, provider):
    """The release of a client of the provider's, if somebody asked and it waits for a signature."""
    treated = Client.objects.treated_by(provider)
    asked = Release.objects.waiting().exclude(proposed_by=None)
    return with_parties(asked.filter(client__in=treated, pk=release_id)).first()


def who_may_have_signed(release):
    """Those who represent the client now, and of whom that was verified; nobody where the law
    makes a kind in it the minor's own."""
    if not minors_own(release.client).isdisjoint(release.asked_categories or release.categories):
        return Representative.objects.none()
    return Representative.objects.filter(
        client=release.client, verified_at__isnull=False, during__contains=StatementTimestamp()
    )


def original_of(release):
    """What is known of the paper, without the scan; None for what was signed here."""
    found = PaperOriginal.objects.filter(release=release).select_related("attested_by")
    return found.defer("scan").first()


def name_of_scan(original):
    """A name that says nothing about anybody: it stays in a list of downloads."""
    return f"accord-{reference_of(original.release)}-paper"
