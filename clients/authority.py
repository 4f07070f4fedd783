"""Those who may act for a client, as the client's providers see them."""

from django.shortcuts import get_object_or_404

from accounts.documents import open_document
from clients.models import AuthorityDocument, Client, Representative
from ledger.clock import StatementTimestamp


def representatives_of(client):
    """All who were ever noted for the client, those with authority now first; the moment of the
    look is in `seen_at`."""
    noted = Representative.objects.filter(client=client).select_related("client", "verified_by")
    noted = noted.annotate(seen_at=StatementTimestamp())
    return sorted(noted, key=lambda one: (one.has_ended, one.name, one.pk))


def own_representative(representative_id, provider):
    """One of a client whom the provider treats now; for everybody else there is nothing (404)."""
    treated = Client.objects.treated_by(provider)
    noted = Representative.objects.filter(client__in=treated).select_related("client")
    return get_object_or_404(noted.annotate(seen_at=StatementTimestamp()), pk=representative_id)


def document_of(representative):
    """What shows the authority, without the scan itself; None where nothing was kept."""
    kept = AuthorityDocument.objects.filter(representative=representative)
    return kept.select_related("kept_by").defer("scan").first()


def scan_of(document):
    """The file again. Raises accounts.documents.UnreadableDocumentError."""
    return open_document(document.scan, document.representative_id)
